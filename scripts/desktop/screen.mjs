// One Xvfb on a display number that it picks itself, so that any number of desktops live side by side.
import readline from 'node:readline';
import { startChild } from '../process/child.mjs';

/**
 * @param {string} screen width x height x depth
 * @param {boolean} isShared may other users of this machine draw on it?
 */
export async function startScreen(screen, isShared) {
  const args = ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset', ...(isShared ? ['-ac'] : [])];
  const child = startChild({ name: 'Xvfb', file: 'Xvfb', args, extraPipes: 1 });
  const pipe = /** @type {import('node:stream').Readable} */ (child.process.stdio[3]);
  const lines = readline.createInterface({ input: pipe });
  const number = await Promise.race([
    new Promise((resolve) => lines.once('line', resolve)),
    child.ended.then(() => {
      throw new Error(`Xvfb did not start (package xvfb): ${child.tail()}`);
    }),
  ]);
  return { display: `:${number}`, pid: child.pid, stop: () => child.stop() };
}
