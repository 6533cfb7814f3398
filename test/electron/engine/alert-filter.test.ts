// Whatever alerts say and however they change, the kept words answer as a look through every alert would.
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AlertFilter } from '../../../electron/engine/alert-filter';
import { inSlices } from '../../../electron/engine/slices';
import { reduce } from '../../../shared/log/reduce';
import { Bench, context, sighting } from '../../shared/make';

const words = ['checkout', 'Check', '10.0.3.7', 'eu-west', 'ÄÖ', 'a.b', 'b'];
const anyText = fc.array(fc.constantFrom(...words, ' ', '\t'), { maxLength: 4 }).map((parts) => parts.join(''));
const anyAlert = fc
  .record({ service: fc.constantFrom('db', 'web'), pod: anyText, summary: anyText, description: anyText })
  .map(({ service, pod, summary, description }) =>
    sighting({ alertname: 'Down', service, pod }, { summary, annotations: { description } }),
  );
const anyQuery = fc.array(fc.constantFrom(...words, 'WEST', '0.3', 'zz'), { maxLength: 2 }).map((parts) => parts.join(' '));

/** The long way. */
function look(bench: Bench, query: string): string[] {
  const wanted = query.toLowerCase().split(' ').filter(Boolean);
  if (wanted.length === 0) return [...bench.state.incidents.keys()];
  return [...bench.state.incidents.values()]
    .filter(({ alerts }) =>
      [...alerts.values()].some((a) => {
        const texts = [a.name, a.summary, a.annotations.description ?? '', ...Object.values(a.labels)].map((t) => t.toLowerCase());
        return wanted.every((word) => texts.some((t) => t.includes(word)));
      }),
    )
    .map((i) => i.row.id);
}

afterEach(() => vi.useRealTimers());

/** Until the words of all incidents are made. */
async function made(): Promise<void> {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
}

describe('the filter by alerts', () => {
  it('answers alike before its words are made, with them, and after alerts came, cleared and left', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyAlert, { maxLength: 8 }), fc.array(anyAlert, { maxLength: 8 }), anyQuery, async (some, more, query) => {
        const bench = new Bench();
        bench.see(some, context());
        const filter = new AlertFilter(() => bench.state.incidents);
        expect(await filter.match(query)).toEqual(look(bench, query));
        await made();
        expect(await filter.match(query)).toEqual(look(bench, query));
        bench.see(more, context(), { clearedKeys: some.slice(0, 2).map((s) => s.key) });
        expect(await filter.match(query)).toEqual(look(bench, query));
        await made();
        const [first] = bench.state.incidents.values();
        const left = [...(first?.alerts.values() ?? [])].slice(0, 1).map(({ feed, key }) => ({ feed, key }));
        const data = { to: 'x', toNumber: 9, alerts: left, tally: first?.row.tally, by: 'me' };
        const event = { kind: 'incident.split', incident: first?.row.id, data, seq: 99, at: 0 } as never;
        bench.state = reduce(bench.state, [event]);
        expect(await filter.match(query)).toEqual(look(bench, query));
        await made();
        expect(await filter.match(query)).toEqual(look(bench, query));
        filter.stop();
      }),
      { numRuns: 60 },
    );
  });

  it('lets other work in between its slices', async () => {
    let turns = 0;
    const heard: number[] = [];
    const tick = setInterval(() => turns++, 0);
    const look = function* (): Generator<void, string, void> {
      while (turns < 3) {
        heard.push(turns);
        yield;
      }
      return 'found';
    };
    expect(await inSlices(look(), 0)).toBe('found');
    clearInterval(tick);
    expect(new Set(heard)).toEqual(new Set([0, 1, 2]));
  });

  it('follows changes only while somebody filters, and forgets after a while', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const filter = new AlertFilter(() => new Map());
    filter.changed();
    expect(vi.getTimerCount()).toBe(0);
    await filter.match('x');
    filter.changed();
    filter.changed();
    expect(vi.getTimerCount()).toBe(2);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(vi.getTimerCount()).toBe(0);
    filter.changed();
    expect(vi.getTimerCount()).toBe(0);
  });
});
