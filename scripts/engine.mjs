// `npm run engine`: the engine alone in plain Node. stdout belongs to its JSON lines, so all talk of set-up goes to stderr.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfStale } from './build.mjs';
import { endWhenOrphaned } from './process/orphan.mjs';
import { root } from './setup/places.mjs';
import { setUp } from './setup.mjs';

const say = (/** @type {string} */ line) => console.error(`set-up: ${line}`);
const entry = path.join(root, 'out', 'main', 'cli.cjs');

try {
  await setUp('engine', say);
  buildIfStale(say);
} catch (error) {
  console.error(`set-up: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
// In this very process, so that signals, stdin and stdout are the engine's own.
process.argv[1] = entry;
endWhenOrphaned();
await import(pathToFileURL(entry).href);
