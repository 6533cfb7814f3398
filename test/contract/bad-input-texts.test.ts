// What stands in the fields of a row may be of any type, told twice, without measure, or written to deceive a reader: for every kind that
// asks, the other rows are kept and the words of the feed's health stay plain.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rawAnswer } from '../fakes/raw-server';
import { asking, type BadInputRig, cleared, keysOf, presets, type Spoiler, startBadInput, whole } from '../harness/bad-input';
import { behindFirstRow, filledWith } from '../harness/odd-rows';

const isJson = (good: string): boolean => !good.startsWith('<');
const say = (good: string, text: string) =>
  rawAnswer('200 OK', { 'content-type': isJson(good) ? 'application/json' : 'application/atom+xml' }, text);

const rows =
  (make: (row: object) => readonly unknown[]): Spoiler =>
  (good) =>
    say(good, isJson(good) ? behindFirstRow(good, make) : good);

const WRONG: readonly (readonly [string, unknown])[] = [
  ['a number', 7],
  ['a huge number', 1e308],
  ['yes', true],
  ['nothing', null],
  ['a list', [[]]],
  ['an object', { toString: 1, __proto__: null }],
  ['a text', 'odd'],
  ['an empty text', ''],
];

/** NUL, a colour of a terminal, a text that runs backwards, and an end of line. */
const DECEPTIVE = '\u0000\u001b[31m\u202egnp.exe\u2066\r\n';
// biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be in words
const NOT_PLAIN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

describe.each([...asking, ...presets])('kind %s', (kind) => {
  let rig: BadInputRig;
  let known: readonly string[] = [];
  beforeAll(async () => {
    rig = await startBadInput(kind, { config: { timeoutSeconds: 20 } });
    known = keysOf(rig.reports[0]?.sightings);
  });
  afterAll(() => rig.stop());
  const healed = async () => {
    rig.serve(whole);
    expect(await rig.ask()).toMatchObject({ failingSince: null, alertCount: known.length });
  };

  test.each(WRONG)('%s in every field of one row: the others are kept', async (_, thing) => {
    const from = rig.reports.length;
    rig.serve(rows((row) => [filledWith(row, thing)]));
    const { why } = await rig.ask();
    expect(why).not.toMatch(/stumbled|undefined|\[object/);
    expect(cleared(rig, known, from)).toEqual([]);
    const told = rig.reports.slice(from).flatMap(({ rejected }) => rejected);
    expect(told.filter((one) => one.where === '' || one.why === '')).toEqual([]);
    await healed();
  });

  test('a row told three times is one alert', async () => {
    const from = rig.reports.length;
    rig.serve(rows((row) => [row, row]));
    expect((await rig.ask()).why).not.toMatch(/stumbled/);
    expect(cleared(rig, known, from)).toEqual([]);
    const found = new Set(rig.reports.slice(from).flatMap(({ sightings }) => keysOf(sightings)));
    expect([...found].filter((key) => !known.includes(key))).toEqual([]);
    await healed();
  });

  test('10 MB in one field: the alerts stay, and what is kept of it is short', async () => {
    const from = rig.reports.length;
    let isDone = false;
    rig.serve((good, request) => {
      if (isDone || !/"[^"\\]{6,} [^"\\]*"/.test(good)) return whole(good, request);
      isDone = true;
      return say(good, good.replace(/("[^"\\]{6,}) ([^"\\]*")/, `$1 ${'long '.repeat(2_000_000)}$2`));
    });
    expect((await rig.ask()).why).not.toMatch(/stumbled/);
    expect(cleared(rig, known, from)).toEqual([]);
    const kept = rig.reports.slice(from).flatMap(({ sightings }) => sightings.map((one) => JSON.stringify(one).length));
    expect(Math.max(0, ...kept)).toBeLessThan(200_000);
    await healed();
  });

  test('texts written to deceive lose no alert, and are not in the words of the health', async () => {
    const hostile = JSON.stringify(DECEPTIVE).slice(1, -1);
    rig.serve((good, request) =>
      isJson(good) ? say(good, good.replace(/("[^"\\]{6,}) ([^"\\]*")/g, `$1 ${hostile}$2`)) : whole(good, request),
    );
    expect(await rig.ask()).toMatchObject({ failingSince: null, alertCount: known.length });
    for (const status of ['400 Bad Request', '403 Forbidden', '500 Internal Server Error']) {
      rig.serve(() =>
        rawAnswer(
          status,
          { 'content-type': 'application/json' },
          JSON.stringify({ message: DECEPTIVE, error: DECEPTIVE, errors: [DECEPTIVE] }),
        ),
      );
      const { why, remedy } = await rig.ask();
      expect(`${why} ${remedy}`).not.toMatch(NOT_PLAIN);
      rig.serve(() => rawAnswer(status, { 'content-type': 'text/plain' }, DECEPTIVE));
      expect((await rig.ask()).why).not.toMatch(NOT_PLAIN);
    }
    await healed();
  });
});
