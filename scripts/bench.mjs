// `npm run bench [-- --only engine|window|log|start|memory|idle|runbooks|runs|timeline|postmortem|lint|insights|print|editor|push|feeds|logs|maps|rules|replay|silence|team] [--quick]`: measures the product against a baseline of the same run.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { buildIfStale } from './build.mjs';
import { endWhenOrphaned } from './process/orphan.mjs';
import { root, toolEnvironment } from './setup/places.mjs';
import { setUp } from './setup.mjs';

const say = (/** @type {string} */ line) => console.error(`set-up: ${line}`);

try {
  await setUp('tests', say);
  buildIfStale(say);
} catch (error) {
  console.error(`set-up: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
endWhenOrphaned();
const hooks = ['--disable-warning=ExperimentalWarning', '--import', path.join(root, 'scripts/bench/resolve-typescript.mjs')];
const bench = spawn('node', [...hooks, path.join(root, 'test/bench/bench.ts'), ...process.argv.slice(2)], {
  cwd: root,
  env: toolEnvironment(),
  stdio: 'inherit',
});
bench.once('close', (code) => {
  process.exitCode = code ?? 1;
});
