// A real file system of a few megabytes, so that a full disk is a full disk.
import { spawnSync } from 'node:child_process';

/** Mounts it over `folder` until the answer is called; null where this user may not. */
export function mountSmall(folder: string, megabytes: number): (() => void) | null {
  if (process.platform !== 'linux') return null;
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).status !== 0) return null;
  return () => void spawnSync('umount', ['-l', folder]);
}
