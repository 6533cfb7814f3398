// What every kind of feed owes the rest of the console. Runs over the registry; a kind without fixtures fails.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { firstHealth } from '../../electron/feeds/first-health';
import { withSightings } from '../../electron/feeds/health';
import { type AnyFeed, loadKinds } from '../../electron/feeds/registry';
import { openSession, type WatchHooks } from '../../electron/feeds/session';
import { template } from '../../electron/feeds/template';
import type { Capability, MapResult, Sighting } from '../../shared/feed';
import { CAPABILITIES } from '../../shared/feed';
import { feedSettings } from '../../shared/settings';
import { rawAnswer, startRawServer } from '../fakes/raw-server';

const FIXTURES = ['firing.json', 'resolved.json', 'malformed.json', 'config.json'];
const folder = (kind: string) => new URL(`../fixtures/${kind}/`, import.meta.url);
const read = (kind: string, name: string) => JSON.parse(readFileSync(new URL(name, folder(kind)), 'utf8')) as unknown;

const ACTION_OF: Readonly<Partial<Record<Capability, string>>> = {
  ack: 'ack',
  unack: 'unack',
  silence: 'silence',
  unsilence: 'unsilence',
  'list-silences': 'listSilences',
  resolve: 'resolve',
  snooze: 'snooze',
  note: 'note',
  downtime: 'downtime',
  recheck: 'recheck',
  canary: 'canary',
};

const NO_HOOKS: WatchHooks = { nudge: () => undefined, cursor: () => null, deliver: async () => true, live: () => undefined };
/** To these kinds a refused login is a finding about the server, not a failure of the feed. */
const JUDGES_ANSWERS: ReadonlySet<string> = new Set(['probe']);

function sessionFor(kind: string, url: string, logged: string[]) {
  const feed = kinds.find(({ manifest }) => manifest.kind === kind)!;
  const config = JSON.parse(
    JSON.stringify(read(kind, 'config.json')).replaceAll('{{url}}', url).replaceAll('{{host}}', new URL(url).host),
  ) as Record<string, unknown>;
  const opened = openSession(feed, config, { now: Date.now, log: (_, message) => logged.push(message) });
  if (!opened.ok) throw new Error(opened.failure.what);
  return { session: opened.session, config };
}

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  Object.values(value).forEach(deepFreeze);
}

const kinds = [...(await loadKinds()), template as unknown as AnyFeed];

/** Does the kind go to its source, or does the source come? */
const goesThere = (kind: string): boolean => JSON.stringify(read(kind, 'config.json')).includes('{{');

describe.each(kinds.map((feed) => [feed.manifest.kind, feed] as const))('kind %s', (kind, feed) => {
  const map = feed.map as (raw: unknown) => MapResult;

  test.each(FIXTURES)('has the fixture %s', (name) => {
    expect(existsSync(new URL(name, folder(kind)))).toBe(true);
  });

  test('its manifest is whole: fields are named once and say what they are for', () => {
    const { fields, docsUrl, name, slowMs, capabilities } = feed.manifest;
    expect(feed.manifest.kind).toBe(kind);
    expect(name).not.toBe('');
    expect(docsUrl).toMatch(/^https:\/\//);
    expect(slowMs).toBeGreaterThan(0);
    expect(new Set(fields.map((field) => field.name)).size).toBe(fields.length);
    expect(fields.filter((field) => field.label === '' || field.hint === '')).toEqual([]);
    expect(capabilities.every((capability) => CAPABILITIES.includes(capability))).toBe(true);
  });

  test('map is deterministic and changes nothing in its input', () => {
    const raw = read(kind, 'firing.json');
    deepFreeze(raw);
    expect(map(raw)).toEqual(map(raw));
    expect(map(raw)).toEqual(map(read(kind, 'firing.json')));
    expect(map(raw).sightings.length).toBeGreaterThan(0);
    expect(map(raw).rejected).toEqual([]);
  });

  test('keys are unique, and the same in a later answer; what is resolved is gone or says so', () => {
    const before = map(read(kind, 'firing.json')).sightings;
    const after = map(read(kind, 'resolved.json')).sightings;
    const keys = before.map((sighting) => sighting.key);
    expect(new Set(keys).size).toBe(keys.length);
    const still = new Set(after.filter((sighting) => sighting.state === 'firing').map((sighting) => sighting.key));
    expect([...still].every((key) => keys.includes(key))).toBe(true);
    expect(still.size).toBeGreaterThan(0);
    expect(still.size).toBeLessThan(keys.length);
    for (const sighting of after) {
      const same = before.find((other) => other.key === sighting.key);
      expect({ labels: sighting.labels, startsAt: sighting.startsAt }).toEqual({ labels: same?.labels, startsAt: same?.startsAt });
    }
  });

  test('[P6] any of its alerts can be the heartbeat, by name or with a label', () => {
    const firing = map(read(kind, 'firing.json')).sightings.filter(({ state }) => state === 'firing');
    const [first] = firing as [Sighting];
    const [label = null] = Object.entries(first.labels).filter(([name]) => /^[A-Za-z_][\w.]*$/.test(name));
    const quoted = label && `{${label[0]}="${label[1].replace(/[\\"]/g, '\\$&')}"}`;
    for (const heartbeat of [first.name, ...(quoted ? [`${first.name}${quoted}`] : [])]) {
      const health = firstHealth(feedSettings.parse({ id: 'a', kind, name: 'A', heartbeat }));
      const heard = (sightings: readonly Sighting[]) => withSightings(health, sightings, 0, true, 1).heartbeat?.isSeen;
      expect([heartbeat, heard(firing), heard([])]).toEqual([heartbeat, true, false]);
    }
  });

  test('malformed input: bad rows are refused with where and why, good rows are kept', () => {
    const { answer, goodKeys, rejectedCount } = read(kind, 'malformed.json') as {
      answer: unknown;
      goodKeys: string[];
      rejectedCount: number;
    };
    const result = map(answer);
    expect(result.sightings.map((sighting) => sighting.key)).toEqual(goodKeys);
    expect(result.rejected).toHaveLength(rejectedCount);
    expect(result.rejected.every(({ where, why }) => where !== '' && why !== '')).toBe(true);
  });

  test.each([undefined, null, 1, 'text', {}, true])('map of %j is a refusal, not an exception and not silence', (raw) => {
    expect(map(raw).sightings).toEqual([]);
    expect(map(raw).rejected.length).toBeGreaterThan(0);
  });

  test('links are http(s) or nothing', () => {
    const { answer } = read(kind, 'malformed.json') as { answer: unknown };
    const links = [...map(answer).sightings, ...map(read(kind, 'firing.json')).sightings].map((sighting) => sighting.link);
    expect(links.every((link) => link === null || /^https?:\/\//.test(link))).toBe(true);
  });

  test('actions match capabilities', () => {
    for (const [capability, action] of Object.entries(ACTION_OF)) {
      expect([capability, action in feed.actions], capability).toEqual([
        capability,
        feed.manifest.capabilities.includes(capability as Capability),
      ]);
    }
  });

  test('[P1] what takes a canary can clear it', () => {
    expect('endCanary' in feed.actions).toBe(feed.manifest.capabilities.includes('canary'));
  });

  test('bad settings are refused with the field and words', () => {
    for (const bad of [null, 1, [], {}, { unknownField: 1 }]) {
      const parsed = feed.parseConfig(bad);
      expect(parsed.ok).toBe(false);
      if (!parsed.ok) expect(parsed.errors.every((error) => error.message !== '')).toBe(true);
    }
  });

  test.runIf(goesThere(kind))('abort is honoured while the source says nothing', async () => {
    const server = await startRawServer(() => undefined);
    const { session } = sessionFor(kind, server.url, []);
    const controller = new AbortController();
    const started = performance.now();
    const asked = feed.manifest.isPushed ? session.check(controller.signal) : session.poll(null, null, controller.signal);
    setTimeout(() => controller.abort(), 50);
    const result = await asked;
    expect(performance.now() - started).toBeLessThan(1000);
    expect('failure' in result && result.failure?.kind).toBe('aborted');
    await session.close();
    await server.close();
  });

  test.runIf(feed.manifest.isPushed)('a source that sends by itself is listened to and can be tried; it is never polled', async () => {
    expect([typeof feed.watch, typeof feed.check]).toEqual(['function', 'function']);
    const { session } = sessionFor(kind, 'http://127.0.0.1:9', []);
    expect((await session.poll(null, null, new AbortController().signal)).kind).toBe('failed');
    const ending = new AbortController();
    const watch = session.watch(ending.signal, NO_HOOKS);
    ending.abort();
    expect((await watch).what).not.toBe('');
    await session.close();
  });

  test.runIf(feed.watch && goesThere(kind))('watch: abort is honoured, and a link that breaks ends it with words', async () => {
    const silent = await startRawServer(() => undefined);
    const broken = await startRawServer((socket) => socket.destroy());
    for (const server of [silent, broken]) {
      const { session } = sessionFor(kind, server.url, []);
      const controller = new AbortController();
      const started = performance.now();
      const watch = session.watch(controller.signal, NO_HOOKS);
      if (server === silent) setTimeout(() => controller.abort(), 50);
      const failure = await watch;
      expect(performance.now() - started).toBeLessThan(1500);
      expect(failure.what).not.toBe('');
      expect(failure.kind === 'aborted').toBe(server === silent);
      await session.close();
      await server.close();
    }
  });

  test.runIf(!feed.manifest.isPushed && goesThere(kind))(
    'a source that echoes our login brings no secret into a failure or a log',
    async () => {
      // The login comes first: words of a server are cut, and an address may be long.
      const loginFirst = (head: string) => head.split('\r\n').sort((a, b) => Number(/^auth/i.test(b)) - Number(/^auth/i.test(a)));
      const server = await startRawServer((socket, head) =>
        rawAnswer('401 Unauthorized', { 'content-type': 'text/plain' }, `who are you? ${loginFirst(head).join(' ')}`)(socket, head),
      );
      const logged: string[] = [];
      const { session, config } = sessionFor(kind, server.url, logged);
      const result = await session.poll(null, null, new AbortController().signal);
      expect(result.kind).toBe(JUDGES_ANSWERS.has(kind) ? 'snapshot' : 'failed');
      const words = JSON.stringify([result, logged]);
      const secrets = feed.manifest.fields
        .filter((field) => field.type === 'secret')
        .map((field) => config[field.name])
        .filter((value): value is string => typeof value === 'string');
      expect(secrets.length).toBeGreaterThan(0);
      for (const secret of secrets) {
        expect(words).not.toContain(secret);
        for (const text of [secret, `${String(config.username)}:${secret}`])
          expect(words).not.toContain(Buffer.from(text).toString('base64'));
      }
      expect(server.requests[0]).toMatch(/authorization/i);
      if (!JUDGES_ANSWERS.has(kind)) expect(words).toContain('***');
      await session.close();
      await server.close();
    },
  );
});
