// A disk of 1 MB for a test.
import { onTestFinished } from 'vitest';
import { mountSmall } from './tiny-mount';

/** Mounts it over `folder` until the test ends or the answer is called; null where this user may not. */
export function mountTiny(folder: string): (() => void) | null {
  const unmount = mountSmall(folder, 1);
  if (unmount) onTestFinished(unmount);
  return unmount;
}
