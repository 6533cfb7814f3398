import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { packAlerts, unpackAlerts } from '../../electron/log/packed-alerts';
import type { Draft, LogEvent } from '../../shared/log/event';
import { aLog, allEvents, anAlert, checked, fired, noted, paused } from '../electron/log/a-log';

// Each case opens a database of its own: on a busy disk forty of them take longer than a test has by default.
vi.setConfig({ testTimeout: 90_000 });

const text = fc.string({ unit: 'binary', maxLength: 20 });
const texts = fc.dictionary(fc.oneof(text, fc.constantFrom('host', 'pod', '__proto__', '0')), text, { maxKeys: 4 });
const alert = fc.record({ key: text, name: text, summary: text, labels: texts, annotations: texts }).map((over) => anAlert(over));
const incident = fc.constantFrom('a', 'b', 'c');
const draft: fc.Arbitrary<Draft> = fc.oneof(
  fc.tuple(incident, text).map(([id, words]) => noted(id, words)),
  fc.tuple(incident, fc.array(alert, { minLength: 1, maxLength: 9 })).map(([id, alerts]) => fired(id, alerts)),
  fc.constant(paused()),
);
const batches = fc.array(fc.record({ drafts: fc.array(draft, { maxLength: 5 }), now: fc.integer({ min: 0, max: 10_000 }) }), {
  maxLength: 8,
});

describe('the log, whatever is appended', () => {
  it('[L1] gives it back, event for event, however it was cut into batches', () => {
    fc.assert(
      fc.property(batches, fc.integer({ min: 1, max: 7 }), (given, perRead) => {
        const log = aLog();
        const written: LogEvent[] = [];
        for (const { drafts, now } of given) {
          const events = log.seal(drafts, now);
          log.append(events, { rows: [] });
          written.push(...events);
        }
        expect(allEvents(log)).toEqual(written);
        expect([...log.events(0, perRead)].flat()).toEqual(written);
        for (const id of ['a', 'b', 'c']) expect(log.incidentEvents(id)).toEqual(written.filter((e) => e.incident === id));
      }),
      { numRuns: 40 },
    );
  });

  it('[L3] numbers without gaps and never goes back in time', () => {
    fc.assert(
      fc.property(batches, (given) => {
        const log = aLog();
        for (const { drafts, now } of given) log.append(log.seal(drafts, now), { rows: [] });
        const events = allEvents(log);
        expect(events.map((e) => e.seq)).toEqual(events.map((_, i) => i + 1));
        for (const key of ['hlc', 'id'] as const) {
          const values = events.map((e) => e[key]);
          expect(values).toEqual([...new Set(values)].sort());
        }
      }),
      { numRuns: 40 },
    );
  });

  it('[L4] has whole chains, each event naming the one before it', () => {
    fc.assert(
      fc.property(batches, (given) => {
        const log = aLog();
        for (const { drafts, now } of given) log.append(log.seal(drafts, now), { rows: [] });
        for (const id of ['a', 'b', 'c', null]) {
          const events = allEvents(log).filter((e) => e.incident === id);
          expect(checked(log, id)).toEqual({ isWhole: true, events: events.length });
          expect(new Set(events.map((e) => e.prev)).size).toBe(events.length);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('finds every word of a note, and takes any text as a question', () => {
    fc.assert(
      fc.property(text, text, (words, question) => {
        const log = aLog();
        log.append(log.seal([noted('a', words)], 0), { rows: [] });
        expect(() => log.search(question, 5)).not.toThrow();
        if (/[a-z0-9]/i.test(words)) expect(log.search(words, 5).map((hit) => hit.incident)).toEqual(['a']);
      }),
      { numRuns: 100 },
    );
  });
});

describe('packed alerts', () => {
  it('[A1] keep labels that are named as what every object inherits', () => {
    const alertWith = (labels: Record<string, string>) => ({ key: 'k', labels, annotations: { toString: 'a' } });
    const alerts = [alertWith({ valueOf: '', constructor: 'x' }), alertWith({ hasOwnProperty: 'y' }), alertWith({ constructor: 'x' })];
    const packed = packAlerts(alerts);
    expect(packed && unpackAlerts(JSON.parse(JSON.stringify(packed)))).toEqual(alerts);
  });

  it('[A1] come back as they were, or are not packed', () => {
    fc.assert(
      fc.property(fc.array(alert, { minLength: 1, maxLength: 8 }), (alerts) => {
        const packed = packAlerts(alerts);
        if (packed) expect(unpackAlerts(JSON.parse(JSON.stringify(packed)))).toEqual(alerts);
        else expect(alerts.some((a) => Object.keys(a.labels).concat(Object.keys(a.annotations)).includes('__proto__'))).toBe(true);
      }),
    );
  });
});
