// The incident panel alone in Electron's Chromium, with fakes behind it: pictures, accessibility, keyboard.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  workers: 1,
  timeout: 120_000,
  outputDir: '../../../test-results/incident',
  reporter: 'list',
});
