// Several desks, one history: whatever order events arrive in, whatever arrives twice, all desks stand alike.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../../shared/log/event';
import { foldIncident, foldShared, replaceIncidents } from '../../shared/log/reduce';
import { EMPTY_STATE, type State } from '../../shared/log/state';
import { standingOf } from '../../shared/team/fingerprint';
import { inOrder } from '../../shared/team/order';
import { settle } from '../../shared/team/settle';
import { takeIn } from '../../shared/team/take-in';
import { anyLife, type Life, livedDesk } from './lived-desk';

const hlcOf = (ms: number, n: number): string => `${ms.toString(16).padStart(12, '0')}-${n.toString(16).padStart(4, '0')}`;

/** What one desk wrote, as it leaves that desk. */
function written(life: Life, device: string): LogEvent[] {
  const counts = new Map<number, number>();
  return livedDesk(life).events.map((event) => {
    const n = (counts.get(event.at) ?? -1) + 1;
    counts.set(event.at, n);
    return { ...event, device, id: `${device}-${String(event.seq).padStart(6, '0')}`, hlc: hlcOf(event.at, n) };
  });
}

const idsOf = (events: readonly LogEvent[]): string[] => [...new Set(events.flatMap((e) => (e.incident === null ? [] : [e.incident])))];
const ofIncident = (events: readonly LogEvent[], id: string): LogEvent[] => events.filter((e) => e.incident === id);

const NOTE = { op: 'note' } as const;
const isHuman = ({ op }: Life['ops'][number]['op']): boolean => op === 'act' || op === 'merge' || op === 'split';

/** A desk that takes batches as they come, each event once. */
class Receiver {
  state: State = EMPTY_STATE;
  private readonly events: LogEvent[] = [];
  private readonly seen = new Set<string>();

  take(batch: readonly LogEvent[]): void {
    const news = batch.filter((e) => !this.seen.has(e.id) && this.seen.add(e.id));
    const known = {
      last: (id: string) => inOrder(ofIncident(this.events, id)).at(-1),
      all: (id: string) => ofIncident(this.events, id),
    };
    const changed = takeIn(this.state, news, known);
    this.events.push(...news);
    this.state = replaceIncidents(this.state, changed, this.events.length);
  }
}

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
