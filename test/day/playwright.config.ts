// The day is lived, not checked: `npm run day` runs this, `npm test` does not.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testMatch: 'day.spec.ts',
  workers: 1,
  timeout: 900_000,
  expect: { timeout: 20_000 },
  outputDir: '../../test-results/pictures/day-failures',
  reporter: [['list']],
});
