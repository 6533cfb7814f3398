// All tests but the end-to-end ones (those run in Playwright).
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'test/bench/**', 'node_modules/**'],
    environment: 'node',
    testTimeout: 20_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
    restoreMocks: true,
    // Its CommonJS build, which Node would take, hides its names; the build bundles the other one.
    server: { deps: { inline: ['rrule'] } },
  },
});
