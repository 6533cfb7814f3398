// `npm start`: everything from a bare checkout to an open window; where there is no display, on a virtual one, told in the terminal.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { buildIfStale } from './build.mjs';
import { endWhenOrphaned } from './process/orphan.mjs';
import { stopOnSignals } from './process/signals.mjs';
import { hasDisplay, isRoot, root } from './setup/places.mjs';
import { setUp } from './setup.mjs';

const say = (/** @type {string} */ line) => console.log(`set-up: ${line}`);

try {
  await setUp('window', say);
  buildIfStale(say);
} catch (error) {
  console.error(`set-up: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}

endWhenOrphaned();
const executable = /** @type {string} */ (/** @type {unknown} */ (createRequire(import.meta.url)('electron')));
const args = [...(isRoot() ? ['--no-sandbox'] : []), root, ...process.argv.slice(2)];
process.exitCode = hasDisplay() ? await openWindow() : await runHeadless();

/** On a person's desktop: the app has the terminal. */
async function openWindow() {
  const child = spawn(executable, args, { stdio: 'inherit' });
  const ended = new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('close', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
  const off = stopOnSignals(async (signal) => {
    child.kill(signal);
    await ended;
  });
  const status = await ended;
  off();
  return status;
}

async function runHeadless() {
  const { narrate } = await import('./desktop/narrate.mjs');
  try {
    return await narrate(executable, args);
  } catch (error) {
    console.error(`start: ${error instanceof Error ? error.message : error}`);
    return 1;
  }
}
