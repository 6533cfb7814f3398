// `npm run bad-input`: writes docs/bad-input.md anew from what every kind of feed says of every fault.
import { spawn } from 'node:child_process';
import { root, toolEnvironment } from './setup/places.mjs';

const vitest = spawn('npx', ['vitest', 'run', 'test/contract/bad-input-table.test.ts'], {
  cwd: root,
  env: { ...toolEnvironment(), DOGWATCH_WRITE: '1' },
  stdio: 'inherit',
});
vitest.once('close', (code) => {
  process.exitCode = code ?? 1;
});
