// All tests but the end-to-end ones (those run in Playwright).
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { UnitReport } from './test/harness/unit-report';

/** Outside of a checkout: none, and every run takes other samples. */
function seedOfCommit(): string {
  try {
    const head = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return String(Number.parseInt(head.slice(0, 8), 16) | 0);
  } catch {
    return '';
  }
}

export default defineConfig({
  resolve: { alias: [{ find: /^fast-check$/, replacement: resolve(import.meta.dirname, 'test/harness/seeded.ts') }] },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'test/bench/**', 'node_modules/**'],
    environment: 'node',
    testTimeout: 20_000,
    hookTimeout: 30_000,
    maxWorkers: 4,
    // As in the windows: a real server on a busy machine may be late once. The summary names each that needed it, and bounds them.
    retry: 1,
    reporters: ['default', new UnitReport('test-results/unit.json')],
    restoreMocks: true,
    env: { DOGWATCH_SEED: process.env.DOGWATCH_SEED ?? seedOfCommit() },
    // Its CommonJS build, which Node would take, hides its names; the build bundles the other one.
    server: { deps: { inline: ['rrule'] } },
  },
});
