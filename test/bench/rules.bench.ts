// What the rules cost: a storm of 50,000 alerts from three tools through correlation, severity and paging, and one new alert among them.
import type { Sighting } from '../../shared/feed';
import { moveIndex } from '../../shared/log/correlation-cache';
import { decidePages } from '../../shared/log/decide/pages';
import { decideSightings } from '../../shared/log/decide/sightings';
import type { Draft } from '../../shared/log/event';
import { reduce } from '../../shared/log/reduce';
import { settingsSchema } from '../../shared/settings';
import { Bench, context, sighting, T0 } from '../shared/make';
import { median } from './measure/quantile';
import { atMost, type BenchRow, rowOf } from './row';

const ALERTS = 50_000;
const SINGLES = 200;
const FEEDS = ['am', 'icinga', 'pd'];
const settings = settingsSchema.parse({ feeds: FEEDS.map((id) => ({ id, kind: id, name: id })) });
const SEVERITIES = ['critical', 'error', 'warning', 'info'];

/** `spread`: so many services; each alert has a host and a pod of its own. */
function stormOf(feed: string, count: number, spread: number, from = 0): Sighting[] {
  return Array.from({ length: count }, (_, i) => {
    const n = from + i;
    const labels = {
      alertname: `Kind${n % 12}`,
      service: `${feed === 'icinga' ? 'check' : 'service'}-${n % spread}`,
      namespace: `ns-${n % 40}`,
      cluster: `c-${n % 4}`,
      instance: `host-${n % 2000}.example:9100`,
      pod: `pod-${feed}-${n}`,
      severity: SEVERITIES[n % 4] ?? 'info',
    };
    return sighting(labels, { key: `${feed}-${n}`, startsAt: T0 + (n % 240) * 1000 });
  });
}

const timed = (work: () => unknown): number => {
  const from = performance.now();
  work();
  return performance.now() - from;
};

const inputOf = (feed: string, sightings: readonly Sighting[]) => ({
  feed,
  sightings,
  clearedKeys: [],
  clearedWhy: '',
  previousAnswerAt: null,
});

interface Storm {
  /** Deciding, and keeping the index of the rules. */
  readonly ms: number;
  /** With folding all of it into memory. */
  readonly allMs: number;
  readonly bench: Bench;
}

function storm(spread: number): Storm {
  const bench = new Bench();
  let [ms, allMs] = [0, 0];
  const step = (decide: () => Draft[], now: number): void => {
    const before = bench.state;
    let drafts: Draft[] = [];
    const decideMs = timed(() => {
      drafts = decide();
    });
    const events = bench.seal(drafts, now);
    // A state of its own keeps no index: what folding costs and what the index costs are told apart.
    const bare = { ...before, incidents: new Map(before.incidents) };
    const foldMs = timed(() => {
      bench.state = reduce(bare, events);
    });
    const indexMs = timed(() => moveIndex(before, bench.state, events));
    bench.events.push(...events);
    ms += decideMs + indexMs;
    allMs += decideMs + indexMs + foldMs;
  };
  for (const [at, feed] of FEEDS.entries()) {
    const answer = stormOf(feed, Math.floor(ALERTS / FEEDS.length) + (at === 0 ? ALERTS % FEEDS.length : 0), spread);
    const ctx = context({ now: T0 + 300_000 + at * 1000, settings });
    step(() => decideSightings(bench.state, inputOf(feed, answer), ctx), ctx.now);
    step(() => decidePages(bench.state, ctx), ctx.now);
  }
  return { ms, allMs, bench };
}

/** One new alert each time, decided on a state that holds the storm; the state is moved on between. */
function oneByOne(bench: Bench): number[] {
  let state = bench.state;
  return Array.from({ length: SINGLES }, (_, i) => {
    const ctx = context({ now: T0 + 310_000 + i, settings });
    const input = inputOf('new', stormOf('am', 1, 5000, 60_000 + i));
    let drafts: ReturnType<typeof decideSightings> = [];
    const ms = timed(() => {
      drafts = decideSightings(state, input, ctx);
    });
    state = reduce(state, bench.seal(drafts, ctx.now));
    return ms;
  });
}

export async function benchRules(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const [spread, about] of [
    [20, 'few incidents'],
    [5000, 'one incident for a few alerts'],
  ] as const) {
    const { ms, allMs, bench } = storm(spread);
    const pages = bench.events.filter((e) => e.kind === 'page.requested').length;
    const incidents = bench.state.incidents.size.toLocaleString('en');
    const note = `${about}: ${incidents} incidents from three tools; ${Math.round(allMs)} ms with folding`;
    rows.push(rowOf({ what: 'rules over a storm of 50,000 alerts', measured: ms, unit: 'ms', reach: [atMost(1000)], note }));
    rows.push(rowOf({ what: 'pages of that storm', measured: pages, unit: 'pages', reach: [atMost(3)], note: about }));
    const times = oneByOne(bench).sort((a, b) => a - b);
    const p99 = times[Math.floor(times.length * 0.99)] ?? 0;
    const what = 'one new alert among 50,000';
    rows.push(rowOf({ what, measured: median(times), unit: 'ms', reach: [atMost(1)], note: `${about}; p99 ${p99.toFixed(2)} ms` }));
  }
  return rows;
}
