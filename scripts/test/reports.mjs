// Reads the counts out of the JSON reports of vitest and Playwright.
import fs from 'node:fs';

/**
 * A report that is missing or unreadable holds no tests; a flaky test passed, but only at the second try, so it counts as failed.
 * @param {string} file
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
export function countReport(file) {
  const report = read(file);
  if (report?.stats) {
    const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report.stats;
    return { passed: expected, failed: unexpected + flaky, skipped };
  }
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = report ?? {};
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
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
