// Kinds that judge what answers: whatever is wrong with an answer is an alert, and it ends with the next good one.
import { expect } from 'vitest';
import { rawAnswer } from '../../fakes/raw-server';
import { slowBody } from '../../fakes/slow-answers';
import { type BadInputRig, keysOf, type RigOptions, type Spoiler, startBadInput, whole } from '../bad-input';
import { type BadCertificates, type Fault, type OpenSubject, type Outcome, steady } from './faults';
import { SPOILED } from './spoiled';

const NO_ROWS = 'It reads no rows: it looks for words in the first 256 kB of the body.';
const CANNOT: Readonly<Partial<Record<Fault, string>>> = {
  '1,000,000 labels': NO_ROWS,
  'a clock an hour off': 'It reads no times of its target; a certificate is judged by the clock of this machine.',
  'future and zero dates': NO_ROWS,
  'duplicate keys': NO_ROWS,
};
const HOUR_MS = 3_600_000;
const target = (more = ''): NonNullable<RigOptions['config']> => ({
  targets: [`{{url}}/health for=1 body=since cert=1d ${more}`],
  maxMegabytes: 10,
});

/** What is found, and that it ends with the next good answer. */
async function finding(rig: BadInputRig): Promise<Outcome> {
  await rig.ask();
  expect(rig.health()).toMatchObject({ state: 'ok', why: '' });
  const found = (rig.reports.at(-1)?.sightings ?? []).filter(({ key }) => key.endsWith('/health'));
  expect(found.length).toBeLessThanOrEqual(1);
  expect(rig.leaks()).toEqual([]);
  return found[0] ? { found: steady(found[0].summary) } : { harmless: 'The words are there, so the target is well.' };
}

async function healed(rig: BadInputRig): Promise<void> {
  await rig.ask();
  expect(keysOf(rig.reports.at(-1)?.sightings)).toEqual([]);
}

async function spoiled(rig: BadInputRig, spoilers: readonly Spoiler[]): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const spoil of spoilers) {
    rig.serve(spoil);
    outcomes.push(await finding(rig));
    rig.serve(whole);
    await healed(rig);
  }
  return outcomes.find((one) => 'found' in one) ?? (outcomes[0] as Outcome);
}

async function anHourAway(rig: BadInputRig): Promise<Outcome> {
  rig.serve(() => rawAnswer('503 Service Unavailable', {}, ''));
  const outcome = await finding(rig);
  const from = rig.reports.length;
  const begun = rig.clock.now();
  while (rig.clock.now() - begun < HOUR_MS) await rig.askWhenDue();
  expect(rig.reports.length, 'it is told once').toBe(from);
  rig.serve(whole);
  await healed(rig);
  return outcome;
}

async function withRig(kind: string, options: RigOptions, use: (rig: BadInputRig) => Promise<Outcome>): Promise<Outcome> {
  const rig = await startBadInput(kind, options);
  try {
    await healed(rig);
    return await use(rig);
  } finally {
    await rig.stop();
  }
}

function badCertificate(kind: string, { ca, key, good }: BadCertificates, cert: string): Promise<Outcome> {
  return withRig(kind, { tls: { cert: good, key }, config: { ...target(), caPem: ca } }, async (rig) => {
    rig.server.present({ cert, key });
    const outcome = await finding(rig);
    rig.server.present({ cert: good, key });
    await healed(rig);
    return outcome;
  });
}

export const openJudging: OpenSubject = async (kind, certificates) => {
  const rig = await startBadInput(kind, { config: { ...target(), timeoutSeconds: 30 } });
  await healed(rig);
  return {
    stop: rig.stop,
    async suffer(fault) {
      const cannot = CANNOT[fault];
      if (cannot !== undefined) return { cannot };
      if (fault === 'slow loris') return withRig(kind, { config: target('timeout=500ms') }, (slow) => spoiled(slow, [() => slowBody]));
      if (fault === 'TLS that can not be trusted') return badCertificate(kind, certificates, certificates.foreign);
      if (fault === 'an expired certificate') return badCertificate(kind, certificates, certificates.expired);
      return fault === '503 for an hour' ? anHourAway(rig) : spoiled(rig, SPOILED[fault] ?? []);
    },
  };
};
