import { describe, expect, it } from 'vitest';
import { incidentDurations, incidentTimes, lengthWords } from '../../../shared/rules/incident-times';
import { aNight, eventsOf, NIGHT, STEPS } from '../postmortem/night';

const MIN = 60_000;
const ack = { kind: 'incident.acknowledged', data: { by: 'x', via: 'window' } } as const;

describe('times of an incident', () => {
  it('[G1] are read from what happened and what was confirmed', () => {
    expect(incidentTimes(aNight().events)).toEqual({
      ...{
        impactStart: NIGHT - 20_000,
        firstSighting: NIGHT,
        detected: NIGHT + 40_000,
        firstPageShown: NIGHT + 48_000,
        firstAck: NIGHT + 3 * MIN,
      },
      ...{ mitigated: NIGHT + 20 * MIN, restored: NIGHT + 25 * MIN, resolved: NIGHT + 26 * MIN, closed: null },
    });
  });

  it('[G1] only a person’s acknowledgement counts, and not one that came along with a split', () => {
    const before = STEPS.filter(([, draft]) => draft.kind !== 'incident.acknowledged');
    const steps = [
      ...before,
      [40_500, { ...ack, actor: 'rules' }] as const,
      [41_000, { ...ack, actor: 'person:Raj', data: { by: 'Raj', via: 'split' } }] as const,
    ];
    const times = incidentTimes(eventsOf(steps));
    expect(times.firstAck).toBeNull();
    expect(incidentDurations(times).toAcknowledge).toEqual({ unknown: 'no person acknowledged it', confirm: 'who took it on, and when' });
    expect(incidentTimes(eventsOf([...steps, [50_000, { ...ack, actor: 'person:Raj' }]])).firstAck).toBe(NIGHT + 50_000);
  });

  it('[G1] a reopening takes the resolution back; closing without one counts as resolved then', () => {
    const reopened = [
      30 * MIN,
      { kind: 'incident.reopened', actor: 'rules', data: { why: '', isAutomatic: true, isFlapping: false } },
    ] as const;
    expect(incidentTimes(eventsOf([...STEPS, reopened])).resolved).toBeNull();
    const closed = [40 * MIN, { kind: 'incident.closed', actor: 'rules', data: { why: '', isAutomatic: true } }] as const;
    expect(incidentTimes(eventsOf([...STEPS, reopened, closed]))).toMatchObject({ resolved: NIGHT + 40 * MIN, closed: NIGHT + 40 * MIN });
  });

  it('[G1] an alert before the impact is a negative length', () => {
    const times = { ...incidentTimes(aNight().events), impactStart: NIGHT + 50_000 };
    expect(incidentDurations(times).toDetect).toEqual({ ms: -10_000 });
  });

  it.each([
    [0, '0 s'],
    [-10_000, '-10 s'],
    [59_999, '1 min'],
    [1_570_000, '26 min 10 s'],
    [7_500_000, '2 h 5 min'],
    [7_200_000, '2 h'],
    [100 * 3_600_000, '4 d 4 h'],
  ])('%d ms are %s', (ms, words) => expect(lengthWords(ms)).toBe(words));
});
