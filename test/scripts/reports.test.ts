import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { countReport } from '../../scripts/test/reports.mjs';
import { runCheck } from '../../scripts/test/run-check.mjs';

const dir = mkdtempSync(join(tmpdir(), 'dogwatch-reports-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const report = join(dir, 'report.json');
const check = (script: string, file: string | null) => ({
  name: 'a check',
  groups: [],
  command: [process.execPath, '-e', script],
  needsDisplay: false,
  report: file,
});

test('counts both kinds of report, and those that needed a second try apart', () => {
  writeFileSync(report, JSON.stringify({ numPassedTests: 7, numFailedTests: 1, numPendingTests: 2 }));
  expect(countReport(report)).toEqual({ passed: 7, failed: 1, skipped: 2, flaky: 0 });
  writeFileSync(report, JSON.stringify({ stats: { expected: 3, unexpected: 1, flaky: 2, skipped: 0 } }));
  expect(countReport(report)).toEqual({ passed: 3, failed: 1, skipped: 0, flaky: 2 });
});

test('three tests that needed a second try are three failed ones', () => {
  writeFileSync(report, JSON.stringify({ stats: { expected: 3, unexpected: 0, flaky: 3, skipped: 0 } }));
  expect(countReport(report)).toEqual({ passed: 3, failed: 3, skipped: 0, flaky: 0 });
});

test('a run that crashes is a failure, also when its report says nothing or is an old one', async () => {
  writeFileSync(report, JSON.stringify({ numPassedTests: 7, numFailedTests: 0 }));
  expect(await runCheck(check('process.exit(3)', 'report.json'), dir, process.env)).toMatchObject({ passed: 0, failed: 1 });
  expect(await runCheck(check('process.kill(process.pid, 9)', null), dir, process.env)).toMatchObject({ passed: 0, failed: 1 });
  expect(await runCheck(check('', null), dir, process.env)).toMatchObject({ passed: 1, failed: 0 });
});
