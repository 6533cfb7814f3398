// Windows, two at a time: the whole app end to end, each on a display of its own, and the renderer alone over invented desks (pictures,
// accessibility, keyboard).
import { defineConfig } from '@playwright/test';

export default defineConfig({
  workers: 2,
  fullyParallel: false,
  retries: 1,
  expect: { timeout: 10_000 },
  outputDir: 'test-results/windows',
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: { trace: 'retain-on-failure' },
  projects: [
    { name: 'app', testDir: 'test/e2e', testMatch: '**/*.spec.ts', timeout: 60_000 },
    { name: 'renderer', testDir: 'test/renderer', testMatch: '**/*.spec.ts', timeout: 120_000 },
  ],
});
