// Kinds that ask over HTTP: their source answers wrongly, and one that judges answers makes a finding of it.
import { expect } from 'vitest';
import { registry } from '../../../electron/feeds/registry';
import type { FeedHealth } from '../../../shared/contract';
import { rawAnswer } from '../../fakes/raw-server';
import { slowBody } from '../../fakes/slow-answers';
import { type BadInputRig, cleared, keysOf, presets, type RigOptions, type Spoiler, startBadInput, whole } from '../bad-input';
import { type BadCertificates, type Fault, type OpenSubject, type Outcome, steady } from './faults';
import { SPOILED } from './spoiled';

const LIMITS = { timeoutSeconds: 30, maxMegabytes: 10 };
const HOUR_MS = 3_600_000;
/** What a preset makes is asked by the code of one kind, which is away for the whole hour. */
const PRESET_AWAY_MS = 300_000;
/** Further off than a clock may be wrong. */
const AHEAD_MS = 600_000;

const known = (rig: BadInputRig): readonly string[] => keysOf(rig.reports[0]?.sightings);
const last = (rig: BadInputRig): readonly string[] => keysOf(rig.reports.at(-1)?.sightings);

async function healed(rig: BadInputRig): Promise<void> {
  rig.serve(whole);
  expect(await rig.ask()).toMatchObject({ state: 'ok', why: '', failingSince: null, alertCount: known(rig).length });
  expect(last(rig)).toEqual(known(rig));
}

function soundWords({ why, remedy, peers }: FeedHealth): void {
  expect(why).toMatch(/\w+ \w+.*\.$/s);
  expect(why).not.toMatch(/stumbled|undefined|\[object/);
  expect(remedy, why).toMatch(/\w+ \w+/);
  expect(`${why} ${peers.map(({ url }) => url).join(' ')}`, 'it is told where').toMatch(/127\.0\.0\.1|row|rule/i);
}

function nothingLost(rig: BadInputRig, from: number): void {
  expect(cleared(rig, known(rig), from)).toEqual([]);
  expect(rig.leaks()).toEqual([]);
  const fields = rig.reports.slice(from).flatMap(({ sightings }) => sightings);
  expect(fields.filter(({ startsAt }) => !(startsAt >= 0 && startsAt <= rig.clock.now() + AHEAD_MS))).toEqual([]);
  const sizes = fields.map(({ labels, annotations }) => Object.keys({ ...labels, ...annotations }).length);
  expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(1000);
}

function outcomeOf(rig: BadInputRig, health: FeedHealth, then?: string): Outcome {
  if (health.why === '') return { harmless: 'Read as ever.' };
  soundWords(health);
  const name = registry.get(rig.kind)?.manifest.name ?? '';
  return { told: { why: steady(health.why, name), remedy: steady(health.remedy), ...(then !== undefined && { then }) } };
}

/** How long it waits before it asks again. */
const pauseOf = (rig: BadInputRig, { nextTryAt }: FeedHealth): string =>
  `Asked again in ${Math.round(((nextTryAt ?? 0) - rig.clock.now()) / 1000)} s.`;

/** A kind that may not ask so soon says what it knows until then. */
async function failing(rig: BadInputRig): Promise<FeedHealth> {
  while (rig.health().failingSince === null) await rig.askWhenDue();
  return rig.health();
}

/** What comes is let go of while it comes, however much it is. */
async function withinMemory<T>(work: () => Promise<T>): Promise<T> {
  const sum = (): number => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  const before = sum();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, sum());
  }, 5);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    expect(most - before).toBeLessThan(100_000_000);
  }
}

async function spoiled(rig: BadInputRig, fault: Fault, spoilers: readonly Spoiler[]): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const spoil of spoilers) {
    const from = rig.reports.length;
    rig.serve(spoil);
    const health = await (fault.startsWith('429') ? failing(rig) : fault === '100 MB' ? withinMemory(rig.ask) : rig.ask());
    nothingLost(rig, from);
    outcomes.push(outcomeOf(rig, health, fault.startsWith('429') ? pauseOf(rig, health) : undefined));
    if (health.failingSince !== null) expect(health.alertCount).toBe(known(rig).length);
    await healed(rig);
  }
  return outcomes.find((one) => 'told' in one) ?? (outcomes[0] as Outcome);
}

/** The pauses grow to a minute, and the first good answer heals. */
async function anHourAway(rig: BadInputRig): Promise<Outcome> {
  rig.serve(() => rawAnswer('503 Service Unavailable', { 'content-type': 'text/html' }, '<title>gone</title>'));
  const from = rig.reports.length;
  await failing(rig);
  const begun = rig.clock.now();
  const pauses: number[] = [];
  while (rig.clock.now() - begun < (presets.includes(rig.kind) ? PRESET_AWAY_MS : HOUR_MS)) pauses.push(await rig.askWhenDue());
  expect(pauses.slice(0, 8)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  expect(rig.health()).toMatchObject({ state: 'blind', failingSince: begun, alertCount: known(rig).length });
  expect([rig.reports.length, rig.logged.length < 200]).toEqual([from, true]);
  const outcome = outcomeOf(rig, rig.health(), 'Asked again after 1, 2, 4 ... 60 s, then every minute.');
  rig.serve(whole);
  await rig.askWhenDue();
  expect(rig.health()).toMatchObject({ state: 'ok', why: '', failingSince: null, alertCount: known(rig).length });
  return outcome;
}

async function withRig(kind: string, options: RigOptions, use: (rig: BadInputRig) => Promise<Outcome>): Promise<Outcome> {
  const rig = await startBadInput(kind, options);
  try {
    expect(rig.health()).toMatchObject({ state: 'ok', why: '' });
    return await use(rig);
  } finally {
    await rig.stop();
  }
}

function badCertificate(kind: string, { ca, key, good }: BadCertificates, cert: string): Promise<Outcome> {
  return withRig(kind, { tls: { cert: good, key }, config: { caPem: ca } }, async (rig) => {
    rig.server.present({ cert, key });
    const [from, asked] = [rig.reports.length, rig.server.requests.length];
    const health = await rig.ask();
    expect([health.state, rig.server.requests.length]).toEqual(['blind', asked]);
    nothingLost(rig, from);
    const outcome = outcomeOf(rig, health);
    rig.server.present({ cert: good, key });
    await healed(rig);
    return outcome;
  });
}

function slow(kind: string): Promise<Outcome> {
  return withRig(kind, { config: { timeoutSeconds: 0.5 } }, (rig) => spoiled(rig, 'slow loris', [() => slowBody]));
}

/** A kind that asks for what its source knows. */
export const openAsking: OpenSubject = async (kind, certificates) => {
  const rig = await startBadInput(kind, { config: LIMITS });
  return {
    stop: rig.stop,
    suffer(fault) {
      if (fault === 'slow loris') return slow(kind);
      if (fault === 'TLS that can not be trusted') return badCertificate(kind, certificates, certificates.foreign);
      if (fault === 'an expired certificate') return badCertificate(kind, certificates, certificates.expired);
      return fault === '503 for an hour' ? anHourAway(rig) : spoiled(rig, fault, SPOILED[fault] ?? []);
    },
  };
};
