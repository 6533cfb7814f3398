// A feed whose source sends by itself, as the tests of bad input look at it: with one alert that it knows.
import { expect } from 'vitest';
import type { FeedHealth } from '../../../shared/contract';
import { feedOf, type Rig, startRig } from '../../electron/feeds/rig';
import { eventually } from '../eventually';
import { type Outcome, steady } from './faults';

export interface Pushed extends Rig {
  /** Keys that fire, by what came. */
  readonly firing: () => readonly string[];
  readonly stop: () => Promise<void>;
}

export const KNOWN = 'the-known-one';
export const alert = (key: string, more: Readonly<Record<string, unknown>> = {}) => ({ key, name: key, state: 'firing', ...more });

export async function startPushed(
  kind: string,
  config: Readonly<Record<string, unknown>>,
  secrets: Readonly<Record<string, string>> = {},
): Promise<Pushed> {
  const rig = startRig(feedOf(config, { id: 'bad', kind }), secrets, { desk: () => 'desk7' });
  await eventually('the link is told', () => rig.health().state !== 'starting');
  const firing = (): readonly string[] => {
    const states = new Map(rig.reports.flatMap(({ sightings }) => sightings).map(({ key, state }) => [key, state]));
    return [...states].filter(([, state]) => state === 'firing').map(([key]) => key);
  };
  return { ...rig, firing, stop: () => rig.runner.stop() };
}

/** The next good alert comes through, and what was known still fires. */
export async function nextIsTaken(rig: Pushed, send: (body: string) => Promise<unknown>): Promise<void> {
  await send(JSON.stringify(alert(KNOWN)));
  await eventually('the next good alert', () => rig.firing().includes(KNOWN));
  expect(['ok', 'partial']).toContain(rig.health().state);
}

export function words({ why, remedy }: FeedHealth): Outcome {
  expect(why).not.toMatch(/stumbled|undefined|\[object/);
  expect(remedy, why).toMatch(/\w+ \w+/);
  return { told: { why: steady(why), remedy: steady(remedy) } };
}

const EVERYTHING = Object.fromEntries(Array.from({ length: 1_000_000 }, (_, at) => [`l${at}`, 'v']));

/** Messages that are wrong in themselves, however they come. */
export const MESSAGES: Readonly<Record<string, string | Buffer>> = {
  truncated: JSON.stringify(alert(KNOWN)).slice(0, 20),
  empty: '',
  'a web page': '<!doctype html><html><title>Sign in</title></html>',
  'wrong schema': JSON.stringify({ HELLO: 1, alert: 'yes' }),
  'wrong encoding': Buffer.from(`\ufeff${JSON.stringify(alert(KNOWN))}`, 'utf16le'),
  'future and zero dates': JSON.stringify([
    alert('future', { startsAt: '2999-01-01T00:00:00Z' }),
    alert('zero', { startsAt: '1970-01-01T00:00:00Z' }),
    alert('first-year', { startsAt: '0001-01-01T00:00:00Z' }),
  ]),
  'a clock an hour off': JSON.stringify([alert('ahead', { startsAt: new Date(Date.now() + 3_600_000).toISOString() })]),
  'duplicate keys': `{"name":null,"key":"odd","name":"odd","state":"resolved","state":"firing"}`,
  get '1,000,000 labels'() {
    return JSON.stringify(alert('labelled', { labels: EVERYTHING }));
  },
};

/** Starts that can not be are not believed. */
export function startsAreSound(rig: Pushed): void {
  const starts = rig.reports.flatMap(({ sightings }) => sightings.map(({ startsAt }) => startsAt));
  expect(starts.filter((at) => !(at >= 0 && at <= Date.now() + 600_000))).toEqual([]);
}
