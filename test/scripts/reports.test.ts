import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startVitest } from 'vitest/node';
import { countReport } from '../../scripts/test/reports.mjs';
import { runCheck } from '../../scripts/test/run-check.mjs';
import { UnitReport } from '../harness/unit-report';

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

const reported = (stats: object, rest: object = {}) => writeFileSync(report, JSON.stringify({ stats, ...rest }));

test('counts those that needed a second try apart', () => {
  reported({ expected: 3, unexpected: 1, flaky: 2, skipped: 4 });
  expect(countReport(report)).toEqual({ passed: 3, failed: 1, skipped: 4, flaky: 2, troubles: [] });
});

test('three tests that needed a second try are three failed ones', () => {
  reported({ expected: 3, unexpected: 0, flaky: 3, skipped: 0 });
  expect(countReport(report)).toMatchObject({ passed: 3, failed: 3, skipped: 0, flaky: 0 });
});

test('names what failed in a window, however deep its suite, and leaves out what passed', () => {
  const spec = (title: string, status: string, errors: object[]) => ({
    ...{ title, file: 'a.spec.ts', line: 7 },
    tests: [{ projectName: 'app', status, results: [{ errors }, { errors: [] }] }],
  });
  const inner = { specs: [spec('opens', 'flaky', [{ message: 'too late' }]), spec('shuts', 'expected', [])] };
  reported({ expected: 1, flaky: 1 }, { suites: [{ suites: [inner], specs: [spec('wakes', 'unexpected', [{ message: 'asleep' }])] }] });
  expect(countReport(report).troubles).toEqual([
    { test: '[app] a.spec.ts:7 › wakes', kind: 'failed', why: 'asleep' },
    { test: '[app] a.spec.ts:7 › opens', kind: 'flaky', why: 'too late' },
  ]);
});

test('vitest names what failed, what needed its second try, and a file that could not be read', async () => {
  const root = join(import.meta.dirname, '../..');
  const own = mkdtempSync(join(root, 'test-results-'));
  writeFileSync(
    join(own, 'odd.test.ts'),
    `import { expect, test } from 'vitest';
    let tries = 0;
    test('late once', () => { tries += 1; expect(tries).toBe(2); });
    test('never', () => { throw new Error('never so'); });
    test('fine', () => {});
    test.skip('not here', () => {});`,
  );
  writeFileSync(join(own, 'broken.test.ts'), `throw new Error('cannot be read');`);
  const vitest = await startVitest('test', [], {
    ...{ config: false, root: own, watch: false, retry: 1, include: ['*.test.ts'] },
    reporters: [new UnitReport(report)],
  });
  await vitest.close();
  process.exitCode = 0;
  rmSync(own, { recursive: true, force: true });
  expect(countReport(report)).toMatchObject({ passed: 1, failed: 1, skipped: 1, flaky: 1 });
  expect(countReport(report).troubles.toSorted((a, b) => (a.test < b.test ? -1 : 1))).toEqual([
    { test: 'broken.test.ts', kind: 'failed', why: 'cannot be read' },
    { test: 'odd.test.ts › late once', kind: 'flaky', why: expect.stringContaining('expected 1 to be 2') },
    { test: 'odd.test.ts › never', kind: 'failed', why: 'never so' },
  ]);
});

test('a run that crashes is a failure, also when its report says nothing or is an old one', async () => {
  reported({ expected: 7 });
  expect(await runCheck(check('process.exit(3)', 'report.json'), dir, process.env)).toMatchObject({ passed: 0, failed: 1 });
  expect(await runCheck(check('process.kill(process.pid, 9)', null), dir, process.env)).toMatchObject({ passed: 0, failed: 1 });
  expect(await runCheck(check('', null), dir, process.env)).toMatchObject({ passed: 1, failed: 0 });
});
