// Lays the files of a package out under a temporary root, with the modes they shall have once installed.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** @typedef {{ work: string, root: string, files: string[], sizeKib: number, remove: () => void }} StagedTree */

/** @param {string} root @param {{ from: string, to: string }} mapping a folder ends in / and is copied by its contents */
function place(root, { from, to }) {
  const target = path.join(root, to);
  if (from.endsWith('/')) {
    fs.mkdirSync(target, { recursive: true });
    execFileSync('cp', ['-a', '--no-preserve=ownership', `${from}.`, target]);
    return;
  }
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.copyFileSync(from, target);
  fs.chmodSync(target, 0o644);
}

/** @param {string} root */
function settle(root) {
  const files = [];
  fs.chmodSync(root, 0o755);
  for (const entry of fs.readdirSync(root, { recursive: true, withFileTypes: true })) {
    const at = path.join(entry.parentPath, entry.name);
    if (entry.isDirectory()) fs.chmodSync(at, 0o755);
    else files.push(at);
    if (entry.isFile()) fs.chmodSync(at, fs.statSync(at).mode & 0o111 ? 0o755 : 0o644);
  }
  return files.sort();
}

/**
 * The caller calls `remove` in every case.
 * @param {{ from: string, to: string }[]} mappings
 * @returns {StagedTree}
 */
export function stage(mappings) {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'dogwatch-package-'));
  const root = path.join(work, 'root');
  const remove = () => fs.rmSync(work, { recursive: true, force: true });
  try {
    fs.mkdirSync(root);
    for (const mapping of mappings) place(root, mapping);
    const files = settle(root);
    const bytes = files.reduce((sum, file) => sum + fs.lstatSync(file).size, 0);
    return { work, root, files, sizeKib: Math.ceil(bytes / 1024), remove };
  } catch (error) {
    remove();
    throw error;
  }
}
