// What happens outside of the console in a simulated year: sources whose alerts come and go, that fail, lose their heartbeat and come back.
import type { Feed, PollResult, Sighting } from '../../../shared/feed';

export const KIND = 'scripted';
export const HEARTBEAT = 'Watchdog';
export type Word = 'critical' | 'error' | 'warning' | 'info';

export interface Condition {
  readonly feed: string;
  readonly name: string;
  readonly service: string;
  readonly host: string;
  readonly word: Word;
}

export const FEEDS = ['metal', 'apps', 'edge'] as const;
const of = (feed: string, name: string, service: string, word: Word, host = 'a'): Condition => ({ feed, name, service, host, word });

/** Some share a group, one is about security, one is held back by a rule at first, one never pages. */
export const CONDITIONS: readonly Condition[] = [
  of('metal', 'DiskFull', 'db', 'warning'),
  of('metal', 'DiskFull', 'db', 'critical', 'b'),
  of('metal', 'HostDown', 'web', 'critical'),
  of('metal', 'Load', 'web', 'error'),
  of('metal', 'Fan', 'web', 'info'),
  of('apps', 'Errors', 'shop', 'critical'),
  of('apps', 'Errors', 'shop', 'error', 'b'),
  of('apps', 'Slow', 'shop', 'error'),
  of('apps', 'Queue', 'mail', 'warning'),
  of('apps', 'Crash', 'mail', 'critical'),
  of('edge', 'Intrusion', 'gate', 'warning'),
  of('edge', 'Latency', 'gate', 'error'),
  of('edge', 'Cert', 'gate', 'warning'),
  of('edge', 'Link', 'gate', 'critical'),
];
export const SECURE = 'Intrusion';
export const SLOW = 'Slow';

interface Standing {
  startsAt: number;
  word: Word;
  isSilenced: boolean;
}

/** What a source said when it was asked; null: it failed. `isSame`: as it said before. */
export type Heard = (feed: string, said: readonly Sighting[] | null, isSame: boolean) => void;

export class World {
  private readonly standing = new Map<number, Standing>();
  private readonly failsUntil = new Map<string, number>();
  private readonly heartlessUntil = new Map<string, number>();
  private readonly lostUntil = new Map<number, number>();
  private readonly now: () => number;
  private readonly heard: Heard;

  constructor(now: () => number, heard: Heard) {
    this.now = now;
    this.heard = heard;
  }

  fire(n: number): void {
    if (!this.standing.has(n)) this.begin(n);
  }

  /** A new episode while the one before still fires. */
  begin(n: number): void {
    const word = CONDITIONS[n]?.word ?? 'info';
    this.standing.set(n, { startsAt: this.now(), word, isSilenced: this.standing.get(n)?.isSilenced ?? false });
  }

  clear(n: number): void {
    this.standing.delete(n);
  }

  silence(n: number, isSilenced: boolean): void {
    const one = this.standing.get(n);
    if (one) one.isSilenced = isSilenced;
  }

  word(n: number, word: Word): void {
    const one = this.standing.get(n);
    if (one) one.word = word;
  }

  /** The source does not list it for a while, and then tells of the very same episode again. */
  lose(n: number, forMs: number): void {
    this.lostUntil.set(n, this.now() + forMs);
  }

  fail(feed: string, forMs: number): void {
    this.failsUntil.set(feed, this.now() + forMs);
  }

  stopHeart(feed: string, forMs: number): void {
    this.heartlessUntil.set(feed, this.now() + forMs);
  }

  private isTill(times: ReadonlyMap<string | number, number>, key: string | number): boolean {
    return (times.get(key) ?? 0) > this.now();
  }

  ask(feed: string, before: string | null): PollResult<string | null> {
    if (this.isTill(this.failsUntil, feed)) {
      this.heard(feed, null, false);
      return { kind: 'failed', failure: { kind: 'unreachable', what: `${feed} can’t be reached.`, remedy: 'Wait.' }, peers: [] };
    }
    const sightings = this.listOf(feed);
    const cursor = JSON.stringify(sightings);
    this.heard(feed, sightings, cursor === before);
    if (cursor === before) return { kind: 'unchanged', cursor, peers: [] };
    return { kind: 'snapshot', cursor, sightings, rejected: [], absence: { isTrusted: true }, peers: [] };
  }

  private listOf(feed: string): Sighting[] {
    const list = this.isTill(this.heartlessUntil, feed) ? [] : [sightingOf({ feed, name: HEARTBEAT, service: '', host: '', word: 'info' })];
    for (const [n, standing] of this.standing) {
      const condition = CONDITIONS[n];
      if (condition?.feed === feed && !this.isTill(this.lostUntil, n)) list.push(sightingOf(condition, standing));
    }
    return list;
  }

  /** A kind of feed by which an engine asks this world. */
  get kind(): Feed<{ readonly feed: string }, string | null> {
    return {
      manifest: { kind: KIND, name: 'Scripted', docsUrl: 'https://example.org', fields: [], capabilities: [], slowMs: 600_000 },
      parseConfig: (raw) => ({ ok: true, config: raw as { feed: string } }),
      poll: async (_, { feed }, cursor) => this.ask(feed, cursor),
      map: () => ({ sightings: [], rejected: [] }),
      actions: {},
    };
  }
}

function sightingOf({ name, service, host, word }: Condition, standing: Standing = { startsAt: 1, word, isSilenced: false }): Sighting {
  const labels = { alertname: name, service, host, severity: standing.word, ...(name === SECURE && { category: 'security' }) };
  return {
    key: `${name} ${service} ${host}`,
    state: 'firing',
    name,
    summary: '',
    labels,
    annotations: {},
    severity: standing.word,
    startsAt: standing.startsAt,
    suppression: standing.isSilenced ? { by: 'silence', ids: ['s'] } : null,
    link: null,
  };
}
