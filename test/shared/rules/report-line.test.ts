// An incident in one line: what counts as a sign, and what stays words.
import { describe, expect, test } from 'vitest';
import { readReportLine } from '../../../shared/rules/report-line';

describe('a reported line', () => {
  test.each([
    ['checkout is down sev2 #payments', { title: 'checkout is down', severity: 2, service: 'payments', isSecurity: false }],
    ['Report: keys leaked !security SEV-1', { title: 'keys leaked', severity: 1, service: null, isSecurity: true }],
    ['sev1 sev4 #a #b words', { title: 'words', severity: 4, service: 'b', isSecurity: false }],
    [
      'release #42 of sev9 and !secret failed',
      { title: 'release of sev9 and !secret failed', severity: 3, service: '42', isSecurity: false },
    ],
    ['   ', { title: '', severity: 3, service: null, isSecurity: false }],
    ['a # b', { title: 'a # b', severity: 3, service: null, isSecurity: false }],
  ])('%j', (line, expected) => {
    expect(readReportLine(line)).toMatchObject(expected);
  });

  test('however long, the title fits', () => {
    expect(readReportLine('x'.repeat(10_000)).title).toHaveLength(300);
  });
});
