// Whatever a source answers that is not a whole list of its alerts is a failure in words, for every kind that asks: nothing is taken as
// resolved because of it, no secret gets out, and the first good answer heals.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BAD_ANSWERS } from '../fakes/bad-answers';
import { rawAnswer } from '../fakes/raw-server';
import { asking, type BadInputRig, cleared, judging, keysOf, presets, startBadInput, whole } from '../harness/bad-input';

/** To these presets a row that is gone means nothing. */
const tellsOnlyNews = (kind: string): boolean => kind === 'github-actions' || kind === 'gitlab-pipelines';

/** XML may come in UTF-16. */
const isGoodFor = (kind: string, answer: string): boolean => kind === 'rss' && answer === 'UTF-16';

const MOST_REQUESTS = 4;

describe.each([...asking, ...presets])('kind %s', (kind) => {
  let rig: BadInputRig;
  let known: readonly string[] = [];
  let requests: readonly string[] = [];
  beforeAll(async () => {
    rig = await startBadInput(kind);
    known = keysOf(rig.reports[0]?.sightings);
    requests = rig.paths();
  });
  afterAll(() => rig.stop());

  test('its good answer is read; if not, tell in test/fakes/source-answers.ts how its source answers', () => {
    expect(rig.health()).toMatchObject({ state: 'ok', why: '' });
    expect(known.length).toBeGreaterThan(0);
    expect(rig.reports[0]?.isComplete).toBe(!tellsOnlyNews(kind));
  });

  test.each(BAD_ANSWERS.filter(({ name }) => !isGoodFor(kind, name)))(
    '$name: told in words, nothing is cleared, healed by the next good answer',
    async ({ spoil }) => {
      const from = rig.reports.length;
      rig.serve(spoil);
      await rig.ask();
      const { state, why, remedy, failingSince, alertCount } = await rig.ask();
      expect(['blind', 'partial'], why).toContain(state);
      expect(why).toMatch(/\w+ \w+.*\.$/s);
      expect(why).not.toMatch(/stumbled|undefined|\[object/);
      expect(remedy).toMatch(/\w+ \w+/);
      if (state === 'blind') expect(failingSince).not.toBeNull();
      expect(alertCount).toBe(known.length);
      expect(cleared(rig, known, from)).toEqual([]);
      expect(rig.leaks()).toEqual([]);
      rig.serve(whole);
      expect(await rig.ask()).toMatchObject({ state: 'ok', why: '', failingSince: null, alertCount: known.length });
      expect(cleared(rig, known, from)).toEqual([]);
    },
  );

  test('a bad answer to any one of the requests of a poll clears nothing', async () => {
    const bad = BAD_ANSWERS.filter(({ name }) => /web page$|^null|empty object|503|something else|gzip$/.test(name));
    // A kind that reads pages asks in the same way for all of them.
    for (const [at, { name, spoil }] of requests.slice(0, MOST_REQUESTS).flatMap((_, at) => bad.map((one) => [at, one] as const))) {
      const from = rig.reports.length;
      let count = 0;
      rig.serve((good, request) => (count++ === at ? spoil : whole)(good, request));
      await rig.ask();
      expect(cleared(rig, known, from), `${name} as answer ${at + 1}`).toEqual([]);
      rig.serve(whole);
      expect(await rig.ask(), `after ${name}`).toMatchObject({ failingSince: null, alertCount: known.length });
    }
  });

  test.each(['text/plain', 'image/png', 'application/json; charset=latin1', ''])(
    'the content type "%s" does not hide a good answer',
    async (type) => {
      rig.serve((good) => rawAnswer('200 OK', type === '' ? {} : { 'content-type': type }, good));
      expect(await rig.ask()).toMatchObject({ failingSince: null, alertCount: known.length });
    },
  );
});

describe.each(judging)('kind %s, which judges answers', (kind) => {
  test.each(BAD_ANSWERS.filter(({ isBroken }) => isBroken))('$name is a finding, gone with the next good answer', async ({ spoil }) => {
    const rig = await startBadInput(kind);
    rig.serve(spoil);
    await rig.askWhenDue();
    await rig.askWhenDue();
    const found = rig.reports.at(-1)?.sightings ?? [];
    expect(keysOf(found)).toHaveLength(1);
    expect(found[0]?.summary).toMatch(/\w+ \w+/);
    expect(rig.leaks()).toEqual([]);
    rig.serve(whole);
    await rig.askWhenDue();
    await rig.askWhenDue();
    expect(keysOf(rig.reports.at(-1)?.sightings)).toEqual([]);
    await rig.stop();
  });
});
