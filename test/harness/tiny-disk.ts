// A real file system of 1 MB, so that a full disk is a full disk.
import { spawnSync } from 'node:child_process';
import { onTestFinished } from 'vitest';

/** Mounts it over `folder` until the test ends or the answer is called; null where this user may not. */
export function mountTiny(folder: string): (() => void) | null {
  if (process.platform !== 'linux') return null;
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status !== 0) return null;
  const unmount = (): void => void spawnSync('umount', ['-l', folder]);
  onTestFinished(unmount);
  return unmount;
}
