// A preset tried on an answer: one request for any number of edits, faults with their place, large answers cut, nothing of a secret.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { presetCalls } from '../../../electron/engine/preset-calls';
import type { SettingsBook } from '../../../electron/engine/settings-book';
import { registry } from '../../../electron/feeds/registry';
import { createRunner } from '../../../electron/feeds/runner';
import type { PresetTrial } from '../../../shared/feed-trial';
import { feedSettings } from '../../../shared/settings';
import { type JsonSource, startJsonSource } from '../../fakes/json-source';

const PRESET = `version: 1
name: Shop
docs: https://example.com/api
fields:
  - { name: url, label: Address, hint: Of it., type: url, required: true }
  - { name: token, label: Token, hint: Of it., type: secret, required: true }
auth: { type: bearer, token: "{{token}}" }
request: { url: "{{url}}/p" }
mapping:
  key: id
  name: name
  severity: level
`;

let source: JsonSource;
beforeEach(async () => {
  source = await startJsonSource(() => ({ body: [{ id: 1, name: 'Down', level: 'critical', token: 'a-secret' }] }));
});
afterEach(() => source.stop());

let ids = 0;
function calls() {
  const runner = createRunner({ registry, log: () => undefined, onSightings: () => undefined, onHealth: () => undefined });
  const book = { secretsOf: () => ({ secret: 'a-secret' }) } as unknown as SettingsBook;
  const made = presetCalls({ book, runner, now: Date.now, newId: () => `id-${++ids}` });
  return async (preset: string, asks: boolean, answer: string | null = null): Promise<PresetTrial> => {
    const feed = feedSettings.parse({ id: 'x', kind: 'http-json', name: 'X', config: { preset, values: [`url = ${source.url}`] } });
    const reply = await made['try-preset']({ feed, secrets: {}, asks, answer, preset: null });
    if (!reply.ok) throw new Error(reply.error.what);
    return reply.value;
  };
}

test('edits are tried on the answer that is kept; the source is asked once', async () => {
  const run = calls();
  const first = await run(PRESET, true);
  expect(first).toMatchObject({ alertCount: 1, faults: [], refused: [], failure: null });
  expect(first.answer?.text).toContain('"token": "***"');
  expect(first.answer?.text).not.toContain('a-secret');
  const second = await run(PRESET.replace('name: name', 'name: $uppercase(name)'), false, first.answer?.id);
  expect(second.alerts).toMatchObject([{ name: 'DOWN', severity: 'critical' }]);
  expect(source.asked).toHaveLength(1);
});

test('a fault of the preset asks nothing; one on rows is told once, with its place and how many rows', async () => {
  const run = calls();
  expect(await run(`${PRESET}  startsAt: (`, true)).toMatchObject({ answer: null, faults: [{ line: 13, rows: 0 }] });
  expect(source.asked).toHaveLength(0);
  source.answer = () => ({ body: [1, 2, 3].map((id) => ({ id, name: 'Down', level: 'high' })) });
  const { faults, alertCount } = await run(PRESET.replace('severity: level', 'severity: $number(level)'), true);
  expect(faults).toMatchObject([{ line: 12, column: 13, where: 'row 1', rows: 3 }]);
  expect(alertCount).toBe(0);
});

test('an answer that is not kept any more is no reason to ask without being told', async () => {
  const run = calls();
  expect(await run(PRESET, false, 'of-yesterday')).toMatchObject({ failure: { what: 'The answer is not kept any more.' } });
  expect(source.asked).toHaveLength(0);
});

test('a large or deep answer is cut, its characters that mislead are written out, and a failure is words', async () => {
  const run = calls();
  source.answer = () => ({ body: Array.from({ length: 5000 }, (_, id) => ({ id, name: `N\u202e${id}`, level: 'x'.repeat(90) })) });
  const { answer, alerts, alertCount } = await run(PRESET, true);
  expect([answer?.isCut, answer?.text.length, alerts.length, alertCount]).toEqual([true, 100_000, 100, 5000]);
  expect(answer?.text).toContain('N\\u{202e}0');
  source.answer = () => ({ body: `[{"id":1,"name":"A","deep":${'['.repeat(500)}${']'.repeat(500)}}]` });
  expect((await run(PRESET, true)).answer?.text).toContain('[…]');
  source.answer = () => ({ body: '<html>' });
  expect(await run(PRESET, true)).toMatchObject({ answer: null, failure: { what: expect.stringMatching(/\w+ \w+/) } });
});
