// A second start of the console with a profile that is in use, as a browser or a launcher makes it.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const checkout = resolve(import.meta.dirname, '../../..');

/** Resolves with its exit status. */
export function startAgain(env: NodeJS.ProcessEnv, profile: string, ...words: readonly string[]): Promise<number | null> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const electron = createRequire(import.meta.url)('electron') as unknown as string;
  const child = spawn(electron, [...sandbox, checkout, '--profile', profile, ...words], { env, stdio: 'ignore' });
  return new Promise((done) => child.once('exit', (code) => done(code)));
}
