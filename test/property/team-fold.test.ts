// Several desks, one history: whatever order events arrive in, whatever arrives twice, all desks stand alike.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../../shared/log/event';
import { foldIncident, foldShared } from '../../shared/log/reduce';
import { standingOf } from '../../shared/team/fingerprint';
import { inOrder } from '../../shared/team/order';
import { settle } from '../../shared/team/settle';
import { anyLife } from './lived-desk';
import { hlcOf, idsOf, isHuman, NOTE, ofIncident, Receiver, written } from './several-desks';

describe('events of several desks', () => {
  it('[T1] on the log of one desk every event says all that it holds', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const events = written(life, 'a');
        for (const id of idsOf(events)) {
          const mine = ofIncident(events, id);
          expect(foldShared(undefined, mine)).toEqual(foldIncident(mine));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('[T2] any order of arrival, in any batches, with anything twice, ends alike', () => {
    const anyArrival = fc.record({
      life: anyLife,
      idle: fc.array(fc.nat(2), { minLength: 24, maxLength: 24 }),
      order: fc.infiniteStream(fc.nat(1_000_000)),
      cut: fc.integer({ min: 1, max: 9 }),
      twice: fc.nat(4),
    });
    fc.assert(
      fc.property(anyArrival, ({ life, idle, order, cut, twice }) => {
        // Three desks see the same sources; at each of them somebody does only a part of what is done.
        const lives = [0, 1, 2].map((desk) => ({
          ...life,
          ops: life.ops.map((o, i) => (isHuman(o.op) && idle[i] === desk ? { ...o, op: NOTE } : o)),
        }));
        const events = lives.flatMap((one, i) => written(one, `desk-${i}`));
        const draws = order[Symbol.iterator]();
        const draw = (): number => draws.next().value as number;
        const sorted = new Receiver();
        sorted.take(inOrder(events));
        const shuffled = events.map((event) => ({ event, at: draw() })).sort((a, b) => a.at - b.at);
        const arriving = shuffled.flatMap(({ event }, i) => (i % 5 < twice ? [event, event] : [event]));
        const other = new Receiver();
        for (let i = 0; i < arriving.length; i += cut) other.take(arriving.slice(i, i + cut));
        expect(standingOf(other.state.incidents.values())).toBe(standingOf(sorted.state.incidents.values()));
      }),
      { numRuns: 60 },
    );
  });

  it('[T3] what two desks saw of the same alerts counts once', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const one = written(life, 'a');
        const two = written(life, 'b').map((event) => ({ ...event, hlc: hlcOf(event.at + 1, 9000) }));
        for (const id of idsOf(one)) {
          const both = foldShared(undefined, inOrder([...ofIncident(one, id), ...ofIncident(two, id)]));
          const firing = [...(both?.alerts.values() ?? [])].filter((a) => a.isFiring);
          const counted = both?.row.tally ?? { critical: 0, error: 0, warning: 0, info: 0, unknown: 0 };
          expect(counted.critical + counted.error + counted.warning + counted.info + counted.unknown).toBe(firing.length);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('[T3] the second opening of an incident says nothing', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const events = written(life, 'a');
        const opened = events.find((e) => e.kind === 'incident.opened');
        fc.pre(opened !== undefined);
        const standing = foldIncident([opened as LogEvent]);
        expect(settle(standing, { ...(opened as LogEvent), id: 'b', device: 'b' })).toBeNull();
      }),
      { numRuns: 20 },
    );
  });
});
