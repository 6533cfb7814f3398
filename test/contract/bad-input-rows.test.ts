// Rows of a good answer that are bad or odd, for every kind that asks, beyond the table: the good ones are kept, what is left out is told with
// where and why, and nothing is cleared that may still be there.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rawAnswer } from '../fakes/raw-server';
import { asking, type BadInputRig, cleared, keysOf, presets, type Spoiler, startBadInput, whole } from '../harness/bad-input';

const JSON_TYPE = { 'content-type': 'application/json' };
const say = (text: string | Buffer, headers: Readonly<Record<string, string>> = {}) =>
  rawAnswer('200 OK', { ...JSON_TYPE, ...headers }, text);
/** Edits the text of an answer that holds rows. */
const edited =
  (edit: (text: string) => string): Spoiler =>
  (good) =>
    say(edit(good));

/** Puts something that is no row behind the first row of a list, or among the objects of a list by name. */
function withBadRow(good: string): string {
  if (good.startsWith('<')) return good.replace('</entry>', '</entry><entry><title>no id</title></entry>');
  if (good.includes('"monitorList":[{')) return good.replace('"monitorList":[{', '"monitorList":["no row",{');
  const walk = (value: unknown, depth: number): unknown => {
    if (Array.isArray(value))
      return (depth < 3 || good.startsWith('{"data":{"actor"')) && typeof value[0] === 'object'
        ? [value[0], 'no row', ...value.slice(1)]
        : value;
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([name, inner]) => [name, walk(inner, depth + 1)] as const);
    return Object.fromEntries(/list$/.test(Object.keys(value).join()) ? [] : depth === 2 ? [...entries, ['odd', 7]] : entries);
  };
  return JSON.stringify(walk(JSON.parse(good), 0));
}

const ISO = /\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)/g;

/** What reads the same, whatever is odd about it. */
const ODD: readonly (readonly [string, Spoiler])[] = [
  ['a date that is none', (good) => say(good, { date: 'yesterday' })],
  ['a byte order mark', (good) => say(`\ufeff${good}`)],
];

describe.each([...asking, ...presets])('kind %s', (kind) => {
  let rig: BadInputRig;
  let known: readonly string[] = [];
  beforeAll(async () => {
    rig = await startBadInput(kind, { config: { timeoutSeconds: 20 } });
    known = keysOf(rig.reports[0]?.sightings);
  });
  afterAll(() => rig.stop());
  const last = () => rig.reports.at(-1)!;
  const healed = async () => {
    rig.serve(whole);
    expect(await rig.ask()).toMatchObject({ failingSince: null, alertCount: known.length });
  };

  test('a bad row among good ones: they are kept, it is told with where and why, and nothing is cleared', async () => {
    const from = rig.reports.length;
    rig.serve(edited(withBadRow));
    const { why, state } = await rig.ask();
    expect(cleared(rig, known, from)).toEqual([]);
    expect([state, why].join(' '), 'told').toMatch(/could not be read|unknown|can not be read|is not|not/);
    if (rig.reports.length > from) {
      expect(last().rejected.length).toBeGreaterThan(0);
      expect(last().rejected.every((one) => one.where !== '' && one.why !== '')).toBe(true);
      expect(known.filter((key) => !keysOf(last().sightings).includes(key))).toEqual([]);
    }
    await healed();
  });

  test.each(ODD)('%s: nothing is lost', async (_, spoil) => {
    const from = rig.reports.length;
    rig.serve((good, request) => (good.startsWith('<') ? whole : spoil)(good, request));
    expect(await rig.ask()).toMatchObject({ failingSince: null, alertCount: known.length });
    expect(cleared(rig, known, from)).toEqual([]);
    await healed();
  });

  test('dates that are none: every alert has a start that can be, or 0', async () => {
    const from = rig.reports.length;
    rig.serve(edited((good) => good.replace(ISO, 'the other day')));
    await rig.ask();
    expect(rig.health().why).not.toMatch(/stumbled/);
    const starts = rig.reports.slice(from).flatMap(({ sightings }) => sightings.map(({ startsAt }) => startsAt));
    expect(starts.filter((at) => !Number.isFinite(at) || at < 0 || at > rig.clock.now() + 600_000)).toEqual([]);
    await healed();
  });

  test('bytes that are no UTF-8 within texts lose no alert', async () => {
    rig.serve((good) => {
      const text = good.startsWith('<')
        ? good.replace(/(<content>\w+) /g, '$1\u0001')
        : good.replace(/("[^"\\]{6,}) ([^"\\]*")/g, '$1\u0001$2');
      return say(Buffer.from(Buffer.from(text).map((byte) => (byte === 1 ? 0xff : byte))), {
        'content-type': good.startsWith('<') ? 'text/xml' : 'application/json',
      });
    });
    expect(await rig.ask()).toMatchObject({ failingSince: null, alertCount: known.length });
    await healed();
  });
});
