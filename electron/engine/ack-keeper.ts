// Keeps acknowledgements true at the sources: asks for the silence that stands for one, renews it while the incident lasts,
// and takes it back when the incident is over. If the console dies the silence simply runs out.

import type { IncidentRow, WriteState } from '../../shared/domain/incident';
import type { Target } from '../../shared/feed';
import type { Draft, EventKind, LogEvent, WriteAction } from '../../shared/log/event';
import type { State } from '../../shared/log/state';
import type { FeedRunner } from '../feeds/runner';
import type { Desk } from './desk';

export interface AckKeeperDeps {
  readonly desk: Desk;
  readonly runner: Pick<FeedRunner, 'act' | 'can'>;
  readonly person: () => string;
  readonly ackMs: () => number;
  readonly now: () => number;
  readonly newId: () => string;
}

const TOUCHES: ReadonlySet<EventKind> = new Set([
  'incident.acknowledged',
  'incident.unacknowledged',
  'incident.resolved',
  'incident.closed',
  'incident.merged',
  'incident.absorbed',
  'alert.fired',
  'alert.cleared',
  'incident.reopened',
  'incident.split',
]);
const RETRIES = 5;
const RETRY_MS = 2_000;

interface Wish {
  readonly incident: string;
  readonly feed: string;
  readonly action: 'ack' | 'unack';
  readonly ref: string | null;
}

export class AckKeeper {
  private readonly busy = new Set<string>();
  private readonly again = new Set<string>();
  private readonly tries = new Map<string, number>();
  private isStopped = false;

  private readonly deps: AckKeeperDeps;

  constructor(deps: AckKeeperDeps) {
    this.deps = deps;
    deps.desk.onCommit((events) => this.onCommit(events));
  }

  /** Looks at every live incident: at the start, and from time to time to renew. */
  review(): void {
    for (const { row } of this.deps.desk.state.incidents.values())
      if (row.status === 'acknowledged' || row.writes.length > 0) this.reviewOne(row.id);
  }

  stop(): void {
    this.isStopped = true;
  }

  private onCommit(events: readonly LogEvent[]): void {
    const touched = new Set<string>();
    for (const e of events) if (e.incident !== null && TOUCHES.has(e.kind)) touched.add(e.incident);
    for (const id of touched) this.reviewOne(id);
  }

  private reviewOne(id: string): void {
    for (const wish of this.wishesOf(this.deps.desk.state, id)) void this.fulfil(wish);
  }

  /** What the sources should be told about an incident now. */
  private wishesOf(state: State, id: string): Wish[] {
    const incident = state.incidents.get(id);
    if (!incident) return [];
    const { row } = incident;
    const wishes: Wish[] = [];
    for (const feed of row.feeds) {
      if (!this.deps.runner.can(feed, 'ack')) continue;
      const held = heldAck(row, feed);
      const targets = targetsOf(state, id, feed);
      if (row.status === 'acknowledged' && targets.length > 0) {
        const isFresh = held?.until != null && held.until - this.deps.now() > this.deps.ackMs() / 2 && held.why === coverage(targets);
        if (!isFresh) wishes.push({ incident: id, feed, action: 'ack', ref: held?.ref ?? null });
      } else if (held?.ref && (held.until ?? 0) > this.deps.now()) {
        wishes.push({ incident: id, feed, action: 'unack', ref: held.ref });
      }
    }
    return wishes;
  }

  private async fulfil(wish: Wish): Promise<void> {
    const slot = `${wish.incident}\n${wish.feed}`;
    if (this.busy.has(slot)) {
      this.again.add(slot);
      return;
    }
    this.busy.add(slot);
    try {
      await this.write(wish, slot);
    } finally {
      this.busy.delete(slot);
    }
    if (this.again.delete(slot) && !this.isStopped) this.reviewOne(wish.incident);
  }

  private async write(wish: Wish, slot: string): Promise<void> {
    const { desk, runner, now } = this.deps;
    const targets = targetsOf(desk.state, wish.incident, wish.feed);
    const until = now() + this.deps.ackMs();
    const write = this.deps.newId();
    this.note(wish, {
      kind: 'write.requested',
      data: {
        write,
        feed: wish.feed,
        action: wish.action as WriteAction,
        ref: wish.ref,
        until,
        why: wish.action === 'ack' ? coverage(targets) : 'the incident is over or nobody has it',
      },
    });
    const person = desk.state.incidents.get(wish.incident)?.row.acknowledgedBy ?? this.deps.person();
    const result =
      wish.action === 'ack'
        ? await runner.act(wish.feed, 'ack', { targets, author: person, comment: '', until, ref: wish.ref })
        : await runner.act(wish.feed, 'unack', { ref: wish.ref ?? '' });
    if (this.isStopped) return;
    if (result.ok) {
      this.tries.delete(slot);
      this.note(wish, {
        kind: 'write.confirmed',
        data: { write, ref: wish.action === 'ack' ? result.ref : null, until: wish.action === 'ack' ? (result.until ?? until) : null },
      });
      return;
    }
    const tried = (this.tries.get(slot) ?? 0) + 1;
    this.tries.set(slot, tried);
    const willRetry = tried < RETRIES && result.failure.kind !== 'auth' && result.failure.kind !== 'config';
    this.note(wish, { kind: 'write.failed', data: { write, why: result.failure.what, remedy: result.failure.remedy, willRetry } });
    if (willRetry) setTimeout(() => !this.isStopped && this.reviewOne(wish.incident), RETRY_MS * 2 ** (tried - 1)).unref();
    else this.tries.delete(slot);
  }

  private note(wish: Wish, event: Pick<Draft, 'kind' | 'data'>): void {
    this.deps.desk.transact(() => [{ incident: wish.incident, actor: 'engine', ...event } as Draft]);
  }
}

/** The acknowledgement that stands at a source, as far as it was confirmed. */
function heldAck(row: IncidentRow, feed: string): WriteState | null {
  const mine = row.writes.filter((w) => w.feed === feed && w.state === 'confirmed' && (w.action === 'ack' || w.action === 'unack'));
  const last = mine.at(-1);
  return last?.action === 'ack' ? last : null;
}

function targetsOf(state: State, id: string, feed: string): Target[] {
  const alerts = [...(state.incidents.get(id)?.alerts.values() ?? [])];
  return alerts.filter((a) => a.feed === feed && a.isFiring).map(({ key, startsAt, labels }) => ({ key, startsAt, labels }));
}

/** Names what an acknowledgement covers: when alerts join or leave, it has to be made anew. */
function coverage(targets: readonly Target[]): string {
  const first = targets[0];
  if (!first) return '';
  const common = Object.entries(first.labels).filter(([name, value]) => targets.every((t) => t.labels[name] === value));
  return `covers ${common
    .map(([name, value]) => `${name}="${value}"`)
    .sort()
    .join(', ')}`;
}
