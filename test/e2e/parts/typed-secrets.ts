// Secrets for every kind of feed, tracker, schedule and place, each a word of its own, typed into a console as its forms would.
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { secretFields } from '../../../electron/channels/secrets-of';
import { placeKinds } from '../../../electron/publish/place-kinds';
import { secretsOfSchedule } from '../../../electron/schedules/schedule-secrets';
import { trackerRegistry } from '../../../electron/trackers/registry';
import { scheduleSettings } from '../../../shared/settings/team';
import type { HttpSink } from '../../fakes/http-sink';
import { askEngine } from './ask-engine';

type Words = Record<string, string>;

const wordsFor = (of: string, names: readonly string[]): Words =>
  Object.fromEntries(names.map((name) => [name, `MARK-${of}-${name}-pa55w0rd`]));

/** Kinds that check the shape of a secret would take no such word; the fields of the others are filled. */
const SHAPED = /Pem$|^(creds|nkeySeed|secretHeader|headers|url|secretUrl)$/;

/**
 * Saves a feed for each secret field of every kind, switched off: what is asked for here is only where the words go. What a kind refuses
 * beside another login is left out. Resolves to all of them.
 */
export async function typeFeedSecrets(window: Page, sink: HttpSink): Promise<string[]> {
  const typed: string[] = [];
  const listed = await askEngine(window, 'list-kinds', {});
  if (!listed.ok) throw new Error(listed.error.what);
  for (const { kind, fields } of listed.value.kinds) {
    const all = fields.filter(({ type }) => type === 'secret').map(({ name }) => name);
    const text = readFileSync(new URL(`../../fixtures/${kind}/config.json`, import.meta.url), 'utf8');
    const filled = JSON.parse(text.replaceAll('{{url}}', sink.url).replaceAll('{{host}}', new URL(sink.url).host)) as Words;
    const config = Object.fromEntries(Object.entries(filled).filter(([name]) => !all.includes(name)));
    const needed = Object.fromEntries(Object.entries(filled).filter(([name]) => all.includes(name)));
    for (const [at, name] of all.filter((one) => !SHAPED.test(one)).entries()) {
      const secrets = wordsFor(kind, [name]);
      const feed = { id: `off${at}-${kind}`, kind, name: kind, isEnabled: false, config };
      const saved = await askEngine(window, 'save-feed', { feed, secrets: { ...needed, ...secrets } } as never);
      if (saved.ok) typed.push(...Object.values(secrets));
    }
  }
  expect(typed.length).toBeGreaterThan(25);
  return typed;
}

/** Saves and tries a tracker of every kind, schedules, and a place of every kind; `sink` repeats all that it is told. Resolves to their words. */
export async function typeOtherSecrets(window: Page, sink: HttpSink): Promise<string[]> {
  const typed: string[] = [];
  const given: Readonly<Record<string, Record<string, unknown>>> = {
    github: { repository: 'acme/shop', baseUrl: sink.url },
    gitlab: { project: 'acme/shop', baseUrl: sink.url },
    jira: { project: 'OPS', baseUrl: sink.url, email: 'a@example.org' },
    git: { repository: 'https://git.invalid/x' },
    confluence: { baseUrl: sink.url, user: 'a@example.org', space: 'OPS' },
    notion: { baseUrl: sink.url, parentPage: 'p' },
  };
  for (const [kind, { manifest }] of trackerRegistry) {
    const secrets = wordsFor(
      `tracker-${kind}`,
      secretFields(manifest).filter((name) => !SHAPED.test(name)),
    );
    const tracker = { id: kind, kind, name: kind, isEnabled: true, config: given[kind] ?? {} };
    const tried = await askEngine(window, 'test-tracker', { tracker, secrets });
    expect([kind, tried]).toMatchObject([kind, { ok: true, value: { isOk: false } }]);
    expect([kind, await askEngine(window, 'save-tracker', { tracker, secrets })]).toMatchObject([kind, { ok: true }]);
    expectUntold(tried, Object.values(secrets));
    typed.push(...Object.values(secrets));
  }
  for (const kind of ['pagerduty', 'opsgenie'] as const) {
    const schedule = scheduleSettings.parse({ id: `duty-${kind}`, name: kind, from: { kind, schedule: 'P1', baseUrl: sink.url } });
    const secrets = wordsFor(`schedule-${kind}`, secretsOfSchedule(schedule));
    const tried = await askEngine(window, 'test-schedule', { schedule, secrets });
    expect([kind, await askEngine(window, 'save-schedule', { schedule, secrets })]).toMatchObject([kind, { ok: true }]);
    expectUntold(tried, Object.values(secrets));
    typed.push(...Object.values(secrets));
  }
  expect(sink.got.length, 'each of them was asked, and repeated what it was told').toBeGreaterThanOrEqual(5);
  for (const [kind, { manifest }] of placeKinds) {
    const secrets = wordsFor(
      `place-${kind}`,
      manifest.fields.filter(({ type }) => type === 'secret').map(({ name }) => name),
    );
    const target = { id: kind, kind, name: kind, config: given[kind] ?? {} };
    expect([kind, await askEngine(window, 'save-publish-target', { target, secrets })]).toMatchObject([kind, { ok: true }]);
    typed.push(...Object.values(secrets));
  }
  return typed;
}

/** No answer holds a word that was typed. */
function expectUntold(answer: unknown, words: readonly string[]): void {
  expect(words.filter((word) => JSON.stringify(answer).includes(word))).toEqual([]);
}
