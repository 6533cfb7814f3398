// What every kind of tracker owes the outbox and the board. Runs over the registry, against fakes on loopback; a kind without one fails.
import { afterEach, describe, expect, test } from 'vitest';
import { secretFields } from '../../electron/channels/secrets-of';
import { type OpenTracker, openTracker } from '../../electron/trackers/open-tracker';
import { trackerRegistry } from '../../electron/trackers/registry';
import type { ActionRecord } from '../../shared/domain/action';
import type { IncidentRow } from '../../shared/domain/incident';
import { ticketWords } from '../../shared/rules/ticket-text';
import type { NewTicket } from '../../shared/tracker';
import { HIDDEN_CHARACTER } from '../corpus/hostile/runbooks';
import { FAMILIES, HOSTILE } from '../corpus/hostile/texts';
import { startGithubFake } from '../fakes/github-fake';
import { startGitlabFake } from '../fakes/gitlab-fake';
import { startJiraFake } from '../fakes/jira-fake';
import type { TrackerFake } from '../fakes/tracker-fakes';

const FAKES: Readonly<Record<string, () => Promise<TrackerFake>>> = {
  github: startGithubFake,
  gitlab: startGitlabFake,
  jira: startJiraFake,
};
const KINDS = [...trackerRegistry.values()].map((kind) => [kind.manifest.kind, kind] as const);
const running: TrackerFake[] = [];
afterEach(async () => {
  for (const fake of running.splice(0)) await fake.stop();
});

const ticket = (change: Partial<NewTicket> = {}): NewTicket => ({
  ...{
    mark: 'act-01JAAAAAAAAAAAAAAAAAAAAAAA',
    title: 'Alert on replication lag',
    body: 'Action: Alert on it\nOwner: @anna',
    due: '2026-12-24',
  },
  ...change,
});

async function opened(
  kind: string,
  change: Record<string, unknown> = {},
  logged: string[] = [],
): Promise<{ fake: TrackerFake; tracker: OpenTracker }> {
  const start = FAKES[kind];
  const made = trackerRegistry.get(kind);
  if (!start || !made) throw new Error(`${kind} has no fake`);
  const fake = await start();
  running.push(fake);
  const deps = { now: Date.now, log: (line: string) => logged.push(line), signal: new AbortController().signal };
  const tracker = openTracker(made, { ...fake.config, ...change }, deps);
  if (!tracker.ok) throw new Error(tracker.what);
  return { fake, tracker: tracker.value };
}

function value<T>(told: { ok: true; value: T } | { ok: false; what: string }): T {
  if (!told.ok) throw new Error(told.what);
  return told.value;
}

describe.each(KINDS)('tracker %s', (kind, { manifest, parseConfig }) => {
  test('its manifest is whole, and bad settings are refused with the field and words', () => {
    expect(manifest.docsUrl).toMatch(/^https:\/\//);
    expect(new Set(manifest.fields.map((f) => f.name)).size).toBe(manifest.fields.length);
    expect(manifest.fields.filter((f) => f.label === '' || f.hint === '')).toEqual([]);
    for (const bad of [null, 1, [], {}, { unknownField: 1 }]) {
      const parsed = parseConfig(bad);
      expect(parsed.ok).toBe(false);
      if (!parsed.ok) expect(parsed.errors.length > 0 && parsed.errors.every((e) => e.message !== '')).toBe(true);
    }
  });

  test('a test reads the place and makes nothing', async () => {
    const { fake, tracker } = await opened(kind);
    expect(value(await tracker.test())).not.toBe('');
    expect(fake.issues).toEqual([]);
  });

  test('[J5] what was made is found again by its mark, and nothing else is', async () => {
    const { tracker, fake } = await opened(kind);
    const since = Date.now() - 1000;
    expect(value(await tracker.find('act-01JAAAAAAAAAAAAAAAAAAAAAAA', since))).toBeNull();
    const made = value(await tracker.create(ticket()));
    for (let i = 0; i < 5; i++) value(await tracker.create(ticket({ mark: `act-OTHER${i}` })));
    expect(value(await tracker.find('act-01JAAAAAAAAAAAAAAAAAAAAAAA', since))).toEqual(made);
    expect(value(await tracker.find('act-01JAAAAAAAAAAAAAAAAAAAAAA', since))).toBeNull();
    expect(fake.issues).toHaveLength(6);
    expect(made.url).toMatch(/^http/);
  });

  test('[J5] also behind hundreds of others', async () => {
    const { tracker, fake } = await opened(kind);
    const since = Date.now() - 1000;
    const made = value(await tracker.create(ticket()));
    const first = fake.issues[0];
    for (let i = 2; i < 252; i++)
      fake.issues.push({ ...(first as NonNullable<typeof first>), key: `${i}`, body: '', labels: [], createdAt: Date.now() + i });
    expect(value(await tracker.find(ticket().mark, since))).toEqual(made);
  });

  test('[J6] closed and reopened is told once, with who and when; other tickets are not told', async () => {
    const { tracker, fake } = await opened(kind);
    const { key } = value(await tracker.create(ticket()));
    value(await tracker.create(ticket({ mark: 'act-OTHER' })));
    const since = Date.now() - 60_000;
    const first = value(await tracker.changes({ cursor: null, since, known: new Map([[key, 'open']]) }));
    expect(first.tickets.filter((t) => t.state !== 'open')).toEqual([]);
    fake.move(key, 'done', 'Dana');
    const closed = value(await tracker.changes({ cursor: first.cursor, since, known: new Map([[key, 'open']]) }));
    expect(closed.tickets).toMatchObject([{ key, state: 'done', by: 'Dana' }]);
    expect(Math.abs((closed.tickets[0]?.at ?? 0) - Date.now())).toBeLessThan(10_000);
    fake.move(key, 'open', 'Eve');
    const again = value(await tracker.changes({ cursor: closed.cursor, since, known: new Map([[key, 'done']]) }));
    expect(again.tickets).toMatchObject([{ key, state: 'open' }]);
  });

  test('[J10] patience that the vendor asks for is told with its length', async () => {
    const { tracker, fake } = await opened(kind);
    fake.troubles.push('slow-down');
    expect(await tracker.create(ticket())).toMatchObject({ ok: false, kind: 'rate-limited', retryAfterMs: 1000 });
    expect(fake.issues).toEqual([]);
  });

  test('[J5] a lost answer of a write may have made it; one of a question has not', async () => {
    const { tracker, fake } = await opened(kind);
    fake.troubles.push('lost-after');
    expect(await tracker.create(ticket())).toMatchObject({ ok: false, kind: 'maybe-sent' });
    expect(fake.issues).toHaveLength(1);
    fake.sink.answer(() => 'drop');
    expect(await tracker.find(ticket().mark, 0)).toMatchObject({ ok: false, kind: 'server' });
    fake.sink.answer(() => ({ status: 200, body: '<html>login</html>' }));
    expect(await tracker.changes({ cursor: null, since: 0, known: new Map() })).toMatchObject({ ok: false });
  });

  test('[J11] a refused token is told without it, also when the vendor repeats it', async () => {
    const secret = 'wrong-t0ken-98765';
    const logged: string[] = [];
    const { tracker } = await opened(kind, { token: secret }, logged);
    const told = await tracker.test();
    expect(told).toMatchObject({ ok: false, kind: 'config' });
    const words = JSON.stringify([told, logged]);
    expect(words).not.toContain(secret);
    expect(words).not.toContain(Buffer.from(`ops@acme.invalid:${secret}`).toString('base64'));
    expect(secretFields(manifest)).toContain('token');
  });

  test.each(FAMILIES)('[J12] texts of the hostile corpus go out harmless: %s', async (family) => {
    const { tracker, fake } = await opened(kind);
    const action = (text: string) => ({ id: 'act-1', incident: 'i', text, owner: text, due: null, kind: null }) as unknown as ActionRecord;
    for (const text of HOSTILE[family] ?? []) {
      const row = { number: 42, title: text, service: text, isRestricted: false, labels: {}, alerts: {} } as unknown as IncidentRow;
      value(await tracker.create(ticket(ticketWords(action(text), row))));
    }
    expect(fake.issues).toHaveLength(HOSTILE[family]?.length ?? 0);
    for (const { title, body } of fake.issues) {
      expect(title).not.toMatch(/[\r\n]/);
      expect(body.length).toBeLessThan(30_000);
      expect([title, body].filter((text) => HIDDEN_CHARACTER.test(text))).toEqual([]);
      if (kind !== 'jira') expect(outsideCode(body)).not.toMatch(/@\w|^\/\w|https?:/m);
    }
  });
});

/** What a Markdown reader would act on: everything but code spans. */
function outsideCode(body: string): string {
  return body.replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
}

describe('guards', () => {
  const at = (fake: TrackerFake, path: string): string => `${fake.sink.url}/acme/shop${path}`;
  const states = ['green', 'red', 'running'] as const;

  test.each(['/actions/workflows/ci.yml?query=branch:main', '/actions/runs/7', '/commit/abc123', '/pull/5'])(
    '[J4] GitHub %s',
    async (path) => {
      const { fake, tracker } = await opened('github');
      for (const state of states) {
        fake.check = state;
        expect(value(await (tracker.guard(at(fake, path)) ?? never()))).toMatchObject({ state });
      }
    },
  );

  test.each(['/-/pipelines/9', '/-/pipelines/latest?ref=main', '/-/merge_requests/3'])('[J4] GitLab %s', async (path) => {
    const { fake, tracker } = await opened('gitlab');
    for (const state of states) {
      fake.check = state;
      expect(value(await (tracker.guard(at(fake, path)) ?? never()))).toMatchObject({ state });
    }
  });

  test('[J4] nothing has run yet: not known, never green; another address is not its', async () => {
    const { fake, tracker } = await opened('github');
    for (const path of ['/actions/workflows/ci.yml', '/commit/abc'])
      expect(value(await (tracker.guard(at(fake, path)) ?? never())).state).toBe('unknown');
    for (const url of ['https://elsewhere.invalid/acme/shop/commit/a', at(fake, '/issues/1'), 'nonsense'])
      expect(tracker.guard(url)).toBeNull();
  });
});

function never(): never {
  throw new Error('the address is not known');
}
