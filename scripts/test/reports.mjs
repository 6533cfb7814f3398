// Reads counts and troubles out of the JSON reports of vitest (test/harness/unit-report.ts) and Playwright.
import fs from 'node:fs';

/** So many tests of one check may need their second try; one more, and each of them counts as failed. */
const flakyAtMost = 2;

/** @typedef {{ test: string, kind: 'failed' | 'flaky', why: string }} Trouble a test that failed, or passed only at its second try */
/** @typedef {{ passed: number, failed: number, skipped: number, flaky: number, troubles: readonly Trouble[] }} Counts `flaky`: passed only at the second try, told apart */

/**
 * A report that is missing or unreadable holds no tests.
 * @param {string} file
 * @returns {Counts}
 */
export function countReport(file) {
  const report = read(file);
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  const troubles = report?.troubles ?? (report?.suites ?? []).flatMap(troublesIn);
  return flaky > flakyAtMost
    ? { passed: expected, failed: unexpected + flaky, skipped, flaky: 0, troubles }
    : { passed: expected, failed: unexpected, skipped, flaky, troubles };
}

/**
 * @param {any} suite a suite of Playwright's report
 * @returns {Trouble[]}
 */
function troublesIn(suite) {
  const own = (suite.specs ?? []).flatMap((/** @type {any} */ spec) =>
    spec.tests
      .filter((/** @type {any} */ test) => test.status === 'unexpected' || test.status === 'flaky')
      .map((/** @type {any} */ test) => ({
        test: `[${test.projectName}] ${spec.file}:${spec.line} › ${spec.title}`,
        kind: test.status === 'flaky' ? 'flaky' : 'failed',
        why: test.results.flatMap((/** @type {any} */ result) => result.errors)[0]?.message ?? '',
      })),
  );
  return [...own, ...(suite.suites ?? []).flatMap(troublesIn)];
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
