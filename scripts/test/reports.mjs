// Reads the counts out of the JSON reports of vitest and Playwright.
import fs from 'node:fs';

/** So many window tests may need their second try; one more, and each of them counts as failed. */
const flakyAtMost = 2;

/** @typedef {{ passed: number, failed: number, skipped: number, flaky: number }} Counts `flaky`: passed only at the second try, told apart */

/**
 * A report that is missing or unreadable holds no tests.
 * @param {string} file
 * @returns {Counts}
 */
export function countReport(file) {
  const report = read(file);
  if (report?.stats) {
    const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report.stats;
    return flaky > flakyAtMost
      ? { passed: expected, failed: unexpected + flaky, skipped, flaky: 0 }
      : { passed: expected, failed: unexpected, skipped, flaky };
  }
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = report ?? {};
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests, flaky: 0 };
}

/**
 * @param {string} file
 * @returns {any}
 */
function read(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
