// The pictures of the documentation are made, not checked: `npm run screenshots` runs this, `npm test` does not.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testMatch: 'pictures.spec.ts',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  outputDir: '../../test-results/pictures/failures',
  reporter: [['list']],
});
