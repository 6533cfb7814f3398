// Rules are typed as text and kept as settings: nothing is lost between the two, and what is wrong is told with its rule.
import { describe, expect, test } from 'vitest';
import { presets as lines } from '../../../electron/feeds/logs/presets';
import { presets as logql } from '../../../electron/feeds/loki/presets';
import { presets as promql } from '../../../electron/feeds/prometheus/presets';
import { dialectOf } from '../../../renderer/ui/config-form/rule-dialects';
import { draftsOf, draftsText, emptyRule, readRules, ruleComplaint, showRules } from '../../../renderer/ui/config-form/rules-draft';
import { hitWords } from '../../../renderer/views/feeds/rules/hit-words';
import { askedOf } from '../../../renderer/views/feeds/rules/preview-query';

const PROM = dialectOf({});
const LINES = dialectOf({ dialect: 'lines' });
const LOKI = dialectOf({ dialect: 'logql' });

test.each([
  ['promql', PROM, promql],
  ['logql', LOKI, logql],
  ['lines', LINES, lines],
] as const)('every preset of %s comes through the form as it was', (_, dialect, presets) => {
  const rules = presets.map(({ rule }) => rule);
  expect(readRules(dialect, showRules(dialect, rules))).toEqual({ ok: true, value: rules.map((rule) => expect.objectContaining(rule)) });
});

test('what is left out, half of a label, and no rule at all are told', () => {
  const empty = emptyRule(PROM);
  const text = (more: object) =>
    draftsText([
      { ...empty, name: 'a', query: 'up == 0' },
      { ...empty, ...more },
    ]);
  expect(readRules(PROM, text({ name: 'b' }))).toEqual({ ok: false, message: 'Rule 2: it needs a query.' });
  expect(readRules(PROM, text({ query: 'up' }))).toEqual({ ok: false, message: 'Rule 2: it needs a name.' });
  expect(readRules(PROM, text({ name: 'b', query: 'up', labels: 'team' }))).toMatchObject({ ok: false });
  expect(readRules(PROM, '')).toMatchObject({ ok: false });
  expect(draftsOf(PROM, 'not ours')).toEqual([]);
});

describe('rules over lines', () => {
  const read = (more: object) => readRules(LINES, draftsText([{ ...emptyRule(LINES), name: 'a', ...more }]));

  test('a pattern keeps the blanks at its ends, numbers are numbers, and what is empty is left out', () => {
    expect(read({ pattern: ' failed ', where: ' status>=500 ', groupBy: 'app, file' })).toEqual({
      ok: true,
      value: [{ name: 'a', severity: 'level', pattern: ' failed ', where: 'status>=500', count: 20, within: '5m', groupBy: 'app, file' }],
    });
  });

  test('without a pattern or a condition every line would count, and that is told', () => {
    expect(read({ pattern: ' ' })).toEqual({
      ok: false,
      message: 'Rule 1: it needs a pattern or a condition, else every line would count.',
    });
  });

  test('the look at the last hour goes by what decides what is found, and by nothing else', () => {
    const rule = { ...emptyRule(LINES), pattern: 'x' };
    expect(askedOf(LINES, { ...rule, summary: 'y', clearAfter: '1h' })).toEqual(askedOf(LINES, rule));
    expect(askedOf(LINES, { ...rule, within: '1h' })).not.toEqual(askedOf(LINES, rule));
  });
});

test('of a query that gives numbers itself, counting says nothing and is left out', () => {
  const read = (query: string) => readRules(LOKI, draftsText([{ ...emptyRule(LOKI), name: 'a', query }]));
  expect(read('# errors\n{app="shop"} |= "error"')).toMatchObject({ ok: true, value: [{ count: 20, within: '5m' }] });
  expect(read('sum(rate({app="shop"}[5m])) > 1')).toEqual({
    ok: true,
    value: [{ name: 'a', severity: 'warning', query: 'sum(rate({app="shop"}[5m])) > 1' }],
  });
});

test('a complaint of the engine names the rule and the part as the form does', () => {
  expect(ruleComplaint(LINES, '1.pattern', 'at column 3: nothing to repeat')).toBe(
    'Rule 2, Lines that match: at column 3: nothing to repeat',
  );
  expect(ruleComplaint(LINES, '', 'at least one rule')).toBe('at least one rule');
});

test('hits are told in words', () => {
  const hit = (at: number) => ({ from: at, to: at + 60_000, count: 2 });
  expect(hitWords({ hits: [], total: 1, series: [] }, 'series')).toContain('Not hit');
  const two = [hit(0), hit(600_000)];
  expect(hitWords({ hits: two, total: 3, series: [] }, 'series')).toMatch(/^Hit 2 times in the last hour, by up to 2 series/);
  expect(hitWords({ hits: [], total: 0, series: [] }, 'series')).toContain('no series');
  expect(hitWords({ hits: two, total: 3, series: [] }, 'lines')).toMatch(/^Hit 2 times in the last hour, with up to 2 lines/);
  expect(hitWords({ hits: [], total: 0, series: [] }, 'lines')).toBe('No line of the last hour fits.');
  expect(hitWords({ hits: [], total: 7, series: [] }, 'lines')).toBe('Not hit in the last hour; 7 of its lines fit.');
});
