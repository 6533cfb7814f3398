// Rules are typed as text and kept as settings: nothing is lost between the two, and what is wrong is told with its rule.
import { expect, test } from 'vitest';
import { presets } from '../../../electron/feeds/prometheus/presets';
import { draftsOf, draftsText, EMPTY_RULE, readRules, showRules } from '../../../renderer/ui/config-form/rules-draft';
import { hitWords } from '../../../renderer/views/feeds/rules/rule-preview';

test('every preset comes through the form as it was', () => {
  const rules = presets.map(({ rule }) => rule);
  expect(readRules(showRules(rules))).toEqual({ ok: true, value: rules.map((rule) => expect.objectContaining(rule)) });
});

test('what is left out, half of a label, and no rule at all are told', () => {
  const text = (more: object) =>
    draftsText([
      { ...EMPTY_RULE, name: 'a', query: 'up == 0' },
      { ...EMPTY_RULE, ...more },
    ]);
  expect(readRules(text({ name: 'b' }))).toEqual({ ok: false, message: 'Rule 2: it needs a query.' });
  expect(readRules(text({ query: 'up' }))).toEqual({ ok: false, message: 'Rule 2: it needs a name.' });
  expect(readRules(text({ name: 'b', query: 'up', labels: 'team' }))).toMatchObject({ ok: false });
  expect(readRules('')).toMatchObject({ ok: false });
  expect(draftsOf('not ours')).toEqual([]);
});

test('hits are told in words', () => {
  const hit = (at: number) => ({ from: at, to: at + 60_000, count: 2 });
  expect(hitWords({ hits: [], total: 1, series: [] })).toContain('Not hit');
  expect(hitWords({ hits: [hit(0), hit(600_000)], total: 3, series: [] })).toMatch(/^Hit 2 times in the last hour, by up to 2 series/);
  expect(hitWords({ hits: [], total: 0, series: [] })).toContain('no series');
});
