// Keeps acknowledgements true at the sources: asks for the silence that stands for one, renews it while the incident lasts,
// and takes it back when the incident is over. If the console dies the silence simply runs out.

import type { IncidentRow, WriteState } from '../../shared/domain/incident';
import type { FeedFailure, Target } from '../../shared/feed';
import type { Draft, EventKind, LogEvent } from '../../shared/log/event';
import type { State } from '../../shared/log/state';
import { msg } from '../../shared/words/words';
import type { FeedRunner } from '../feeds/runner';
import type { Log } from '../log/store';
import type { Desk } from './desk';
import { failureOf } from './write-result';

export interface AckKeeperDeps {
  readonly desk: Desk;
  readonly runner: Pick<FeedRunner, 'act' | 'can'>;
  readonly person: () => string;
  readonly ackMs: () => number;
  readonly now: () => number;
  readonly newId: () => string;
  /** Row of an incident that has left memory. */
  readonly pastRow: (id: string) => IncidentRow | undefined;
  /** Does this desk keep the acknowledgement of the incident, or another of its team? */
  readonly keeps: (row: IncidentRow) => boolean;
  /** Was this event of an incident written by another desk? */
  readonly isOthers: (incident: string, write: string) => boolean;
  readonly journal: (line: string) => void;
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
/** A source that refused is asked again after this; each try is two events. */
const REFUSED_PAUSE_MS = 5 * 60_000;
/** Trying again would change nothing. */
const FINAL: ReadonlySet<FeedFailure['kind']> = new Set(['auth', 'config', 'aborted']);
/** Clocks may differ by so much before an end in the future is not believed. */
const SLACK_MS = 60_000;

interface Wish {
  readonly incident: string;
  readonly feed: string;
  readonly action: 'ack' | 'unack';
  readonly ref: string | null;
  /** The person who asks again for a failed write. */
  readonly retry?: { readonly of: string; readonly by: string };
}

export class AckKeeper {
  private readonly busy = new Set<string>();
  private readonly again = new Set<string>();
  private readonly tries = new Map<string, number>();
  /** What was made but not read back: the next try extends it instead of making another. */
  private readonly unconfirmed = new Map<string, string>();
  private readonly refusedAt = new Map<string, number>();
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

  /** Writes that an earlier run of the engine asked for and never heard of: they are nobody's any more. */
  abandon(): void {
    const drafts = [...this.deps.desk.state.incidents.values()].flatMap(({ row }) =>
      row.writes.filter((w) => w.state === 'pending' && !this.deps.isOthers(row.id, w.id)).map((w) => abandoned(row.id, w.id)),
    );
    if (drafts.length > 0) this.deps.desk.transact(() => drafts);
  }

  /** Asks at once for what the source did not take. Answers why there is nothing to ask for, in words; null when it was asked. */
  retry(incident: string, failed: Pick<WriteState, 'id' | 'feed'>, by: string): string | null {
    const slot = slotOf(incident, failed.feed);
    if (this.busy.has(slot)) return 'It is on its way already.';
    this.refusedAt.delete(slot);
    const wish = this.wishesOf(this.deps.desk.state, incident).find((w) => w.feed === failed.feed);
    if (!wish) return 'There is nothing to ask for any more: the incident is over, nobody has it, or the feed is gone.';
    this.start({ ...wish, retry: { of: failed.id, by } });
    return null;
  }

  stop(): void {
    this.isStopped = true;
  }

  private onCommit(events: readonly LogEvent[]): void {
    const touched = new Set<string>();
    for (const e of events) {
      if (e.incident === null || !TOUCHES.has(e.kind)) continue;
      touched.add(e.incident);
      // A person who asks anew is not made to wait.
      if (e.kind === 'incident.acknowledged')
        for (const slot of this.refusedAt.keys()) if (slot.startsWith(`${e.incident}\n`)) this.refusedAt.delete(slot);
    }
    for (const id of touched) this.reviewOne(id);
  }

  private reviewOne(id: string): void {
    for (const wish of this.wishesOf(this.deps.desk.state, id)) this.start(wish);
  }

  private start(wish: Wish): void {
    void this.fulfil(wish).catch((e) => this.deps.journal(`write to ${wish.feed} was not recorded: ${e instanceof Error ? e.message : e}`));
  }

  /** What the sources should be told about an incident now. */
  private wishesOf(state: State, id: string): Wish[] {
    const row = state.incidents.get(id)?.row ?? this.deps.pastRow(id);
    if (!row || !this.deps.keeps(row)) return [];
    const wishes: Wish[] = [];
    for (const feed of row.feeds) {
      if (!this.deps.runner.can(feed, 'ack') || this.isRefused(slotOf(id, feed))) continue;
      const held = heldAck(row, feed);
      const targets = targetsOf(state, id, feed);
      if (row.status === 'acknowledged' && targets.length > 0) {
        const ref = held?.ref ?? this.unconfirmed.get(slotOf(id, feed)) ?? null;
        if (!this.isFresh(held, targets)) wishes.push({ incident: id, feed, action: 'ack', ref });
      } else if (held?.ref && (held.until ?? 0) > this.deps.now()) {
        wishes.push({ incident: id, feed, action: 'unack', ref: held.ref });
      }
    }
    return wishes;
  }

  private isFresh(held: WriteState | null, targets: readonly Target[]): boolean {
    if (held?.until == null) return false;
    const leftMs = held.until - this.deps.now();
    return leftMs > this.deps.ackMs() / 2 && leftMs <= this.deps.ackMs() + SLACK_MS && held.why === coverage(targets);
  }

  private isRefused(slot: string): boolean {
    const agoMs = this.deps.now() - (this.refusedAt.get(slot) ?? Number.NEGATIVE_INFINITY);
    return agoMs >= 0 && agoMs < REFUSED_PAUSE_MS;
  }

  private async fulfil(wish: Wish): Promise<void> {
    const slot = slotOf(wish.incident, wish.feed);
    if (this.busy.has(slot)) {
      this.again.add(slot);
      return;
    }
    this.busy.add(slot);
    let isDone = false;
    try {
      isDone = await this.write(wish, slot);
    } finally {
      this.busy.delete(slot);
    }
    // While it was on its way the incident may have changed: what was confirmed may have to be taken back at once.
    if ((this.again.delete(slot) || isDone) && !this.isStopped) this.reviewOne(wish.incident);
  }

  /** One write with its events; true when it stands confirmed. */
  private async write(wish: Wish, slot: string): Promise<boolean> {
    const { desk, runner, now } = this.deps;
    const targets = targetsOf(desk.state, wish.incident, wish.feed);
    const until = now() + this.deps.ackMs();
    const write = this.deps.newId();
    const { feed, action, ref, retry } = wish;
    const why = action === 'ack' ? coverage(targets) : 'the incident is over or nobody has it';
    const data = { write, feed, action, ref, until, why, retryOf: retry?.of ?? null };
    this.note(wish, { kind: 'write.requested', data }, retry && `person:${retry.by}`);
    const author = desk.state.incidents.get(wish.incident)?.row.acknowledgedBy ?? this.deps.person();
    const result =
      action === 'ack'
        ? await runner.act(feed, 'ack', { targets, author, comment: '', until, ref })
        : await runner.act(feed, 'unack', { ref: ref ?? '' });
    if (this.isStopped) return false;
    const failure = failureOf(result);
    if (failure) {
      if (result.ok && result.ref) this.unconfirmed.set(slot, result.ref);
      this.failed(wish, slot, write, failure);
    } else if (result.ok) {
      for (const memory of [this.tries, this.refusedAt, this.unconfirmed]) memory.delete(slot);
      const isAck = action === 'ack';
      this.note(wish, {
        kind: 'write.confirmed',
        data: { write, ref: isAck ? result.ref : null, until: isAck ? (result.until ?? until) : null },
      });
    }
    return failure === null;
  }

  private failed(wish: Wish, slot: string, write: string, failure: FeedFailure): void {
    const tried = (this.tries.get(slot) ?? 0) + 1;
    this.tries.set(slot, tried);
    const willRetry = tried < RETRIES && !FINAL.has(failure.kind);
    this.note(wish, { kind: 'write.failed', data: { write, why: failure.what, remedy: failure.remedy, willRetry } });
    if (willRetry) setTimeout(() => !this.isStopped && this.reviewOne(wish.incident), RETRY_MS * 2 ** (tried - 1)).unref();
    else {
      this.tries.delete(slot);
      this.refusedAt.set(slot, this.deps.now());
    }
  }

  private note(wish: Wish, event: Pick<Draft, 'kind' | 'data'>, actor = 'engine'): void {
    this.deps.desk.transact(() => [{ incident: wish.incident, actor, ...event } as Draft]);
  }
}

/** Did another desk ask for this write? Its own desk says what became of it. */
export function isOthersWrite(log: Pick<Log, 'ofKinds'>, incident: string, write: string): boolean {
  return log
    .ofKinds(incident, ['write.requested'])
    .some((e) => e.kind === 'write.requested' && e.data.write === write && e.isForeign === true);
}

/** The acknowledgement that stands at a source, as far as it was confirmed. */
function heldAck(row: IncidentRow, feed: string): WriteState | null {
  const mine = row.writes.filter((w) => w.feed === feed && w.state === 'confirmed' && isOfAck(w));
  const last = mine.at(-1);
  return last?.action === 'ack' ? last : null;
}

function isOfAck(write: WriteState): boolean {
  return write.action === 'ack' || write.action === 'unack';
}

function slotOf(incident: string, feed: string): string {
  return `${incident}\n${feed}`;
}

function abandoned(incident: string, write: string): Draft {
  const why = msg`The console ended before the source answered.`;
  return { kind: 'write.failed', incident, actor: 'engine', data: { write, why, remedy: '', willRetry: false } };
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
  const names = new Set(targets.map((t) => t.labels.alertname ?? ''));
  return `covers ${names.size > 1 ? `${[...names].sort().join(', ')} with ` : ''}${common
    .map(([name, value]) => `${name}="${value}"`)
    .sort()
    .join(', ')}`;
}
