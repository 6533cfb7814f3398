// Tells whether the build is older than what it is made of, by the newest change below the source folders.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './places.mjs';

const sources = ['electron', 'renderer', 'shared', 'electron.vite.config.ts', 'package-lock.json'];
const stamp = path.join('out', '.built');

/**
 * True when there is no whole build, or any source (or folder of sources) changed since the last one began.
 * @param {string} [at] root of the checkout
 */
export function isBuildStale(at = root) {
  const built = fs.statSync(path.join(at, stamp), { throwIfNoEntry: false });
  return !built || sources.some((source) => newest(path.join(at, source)) > built.mtimeMs);
}

/**
 * Marks the build as whole. `startedAt` is when it began (Unix ms): what changed meanwhile counts as newer.
 * @param {number} startedAt
 * @param {string} [at] root of the checkout
 */
export function stampBuild(startedAt, at = root) {
  const file = path.join(at, stamp);
  fs.writeFileSync(file, '');
  fs.utimesSync(file, startedAt / 1000, startedAt / 1000);
}

/**
 * @param {string} place
 * @returns {number} Unix ms; 0 when it does not exist
 */
function newest(place) {
  const info = fs.statSync(place, { throwIfNoEntry: false });
  if (!info) return 0;
  if (!info.isDirectory()) return info.mtimeMs;
  return fs.readdirSync(place).reduce((latest, name) => Math.max(latest, newest(path.join(place, name))), info.mtimeMs);
}
