// `npm run chaos [-- --only team|year|soak] [--acts N] [--years N] [--days N] [--alerts N] [--seed N]`: real engines and servers, killed,
// cut off and lived through for years; in the end nothing may be lost.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { endWhenOrphaned } from './process/orphan.mjs';
import { root, toolEnvironment } from './setup/places.mjs';
import { setUp } from './setup.mjs';

try {
  await setUp('tests', (line) => console.error(`set-up: ${line}`));
} catch (error) {
  console.error(`set-up: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
endWhenOrphaned();
const hooks = ['--disable-warning=ExperimentalWarning', '--import', path.join(root, 'scripts/bench/resolve-typescript.mjs')];
const chaos = spawn('node', [...hooks, path.join(root, 'test/chaos/chaos.ts'), ...process.argv.slice(2)], {
  cwd: root,
  env: toolEnvironment(),
  stdio: 'inherit',
});
chaos.once('close', (code) => {
  process.exitCode = code ?? 1;
});
