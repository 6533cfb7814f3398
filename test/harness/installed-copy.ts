// The packaged console as another makers' build of it: the same package with a key of the test inside, and a debugger's way in so that a test
// can answer the system's dialogs. Nothing of the package itself changes.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackageWithOptions, extractAll } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import type { Package } from './packaged-app';

export interface InstalledCopy {
  readonly executable: string;
  /** Environment in which the system's package tools only write down what they were asked. */
  readonly env: NodeJS.ProcessEnv;
  /** What they were asked, a line each. */
  readonly toolsLog: string;
  readonly folder: string;
  stop(): Promise<void>;
}

/** A tool that does nothing; `pkexec` passes on to what it was given, as it would after a password. */
function writeTools(bin: string, log: string): void {
  mkdirSync(bin);
  const tool = (name: string, text: string): void => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  tool('dpkg', `echo "dpkg $*" >> '${log}'; sha512sum "$2" | cut -c1-128 >> '${log}'`);
  for (const elevating of ['gksudo', 'kdesudo', 'pkexec', 'beesu'])
    tool(elevating, 'while [ "$1" != /bin/bash ]; do shift; done; exec "$@"');
}

/** Makes it beside nothing else; takes two or three seconds. */
export async function installedCopy(made: Package, publicKey: string, env: NodeJS.ProcessEnv): Promise<InstalledCopy> {
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-installed-'));
  const dir = join(folder, 'Dogwatch');
  execFileSync('cp', ['-a', made.dir, dir]);
  const asar = join(dir, 'resources/app.asar');
  const app = join(folder, 'app');
  extractAll(asar, app);
  mkdirSync(join(app, 'assets/update'), { recursive: true });
  writeFileSync(join(app, 'assets/update/public-key.pem'), publicKey);
  await createPackageWithOptions(app, asar, { unpack: '**/node_modules/{@libsql,@lydell}/**' });
  const executable = join(dir, 'dogwatch');
  copyFileSync(join(made.dir, 'dogwatch'), executable);
  await flipFuses(executable, { version: FuseVersion.V1, [FuseV1Options.EnableNodeCliInspectArguments]: true });
  const bin = join(folder, 'bin');
  const toolsLog = join(folder, 'tools.log');
  writeTools(bin, toolsLog);
  return {
    executable,
    toolsLog,
    folder,
    env: { ...env, PATH: `${bin}:${env.PATH ?? ''}`, XDG_CACHE_HOME: join(folder, 'cache') },
    stop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}
