// Brings what this desk wrote to its team: in order, batch by batch, and only what the stream has counts as sent. While the team is away
// nothing is lost: the log itself is the outbox.
import type { LogEvent } from '../../shared/log/event';
import { type EventBatch, MOST_EVENTS } from '../../shared/team/wire';
import type { Log } from '../log/store';
import { MessageTooLong } from './message-seal';
import { type OutgoingLog, outgoing, ownOf } from './outgoing';
import type { TeamLink, TeamMessage, TeamSeal } from './seams';

export interface SenderDeps {
  readonly log: OutgoingLog & Pick<Log, 'eventsOf'>;
  readonly link: Pick<TeamLink, 'publish'>;
  readonly seal: TeamSeal;
  readonly space: string;
  /** seq of the last event that the stream has; kept over restarts. */
  readonly sent: { read(): number; write(seq: number): void };
  /** Since when this desk is one of the team, Unix ms: what was over before is its own. */
  readonly since: () => number;
  readonly journal: (line: string) => void;
  /** False: this desk may not send yet. */
  readonly maySend: () => boolean;
}

/** Events of the log that are looked at together. */
const STRIDE = 1_000;
/** Messages that the stream has not confirmed: more wait in the log. */
const MOST_UNDER_WAY = 1_000;
const RETRY_MS = 1_000;

/** Messages of a stride that the stream does not have yet; `upTo`: seq of the last event that was looked at for it. */
interface Stride {
  messages: readonly TeamMessage[];
  readonly upTo: number;
}

export class TeamSender {
  private readonly deps: SenderDeps;
  /** Events since the start that were too long for the team. */
  keptBack = 0;
  /** On their way, in order: what is written here is said at once, also while the stream has not confirmed what was before. */
  private underWay: Stride[] = [];
  private beginnings = 0;
  private isSealing = false;
  private isWanted = false;
  private isStopped = false;
  private readonly sleepers = new Set<() => void>();

  constructor(deps: SenderDeps) {
    this.deps = deps;
  }

  /** There is something new, or the team is back. */
  wake(): void {
    this.isWanted = true;
    for (const rise of this.sleepers) rise();
    if (!this.isSealing) void this.run();
  }

  /** What was written after this seq is sent again: whoever has it takes no notice. */
  sendAgain(after: number): void {
    if (after >= this.deps.sent.read()) return;
    this.deps.sent.write(after);
    this.beginAnew();
    this.wake();
  }

  /** All that this desk wrote of one incident, whatever was sent of it before. Rejects when the stream did not take all. */
  async sendAll(incident: string): Promise<void> {
    const { log, link, seal, space, since } = this.deps;
    for (const events of ownOf(log, incident, since()))
      for (const batch of batchesOf(events, space, seal.desk)) {
        const message = await this.sealed(batch);
        if (message) await link.publish(message, true);
      }
  }

  stop(): void {
    this.isStopped = true;
    for (const rise of this.sleepers) rise();
  }

  private get isOpen(): boolean {
    return !this.isStopped && this.deps.maySend();
  }

  private get isFull(): boolean {
    return this.underWay.reduce((sum, { messages }) => sum + messages.length, 0) >= MOST_UNDER_WAY;
  }

  private async run(): Promise<void> {
    this.isSealing = true;
    try {
      while (this.isWanted && this.isOpen && !this.isFull) {
        this.isWanted = false;
        while (this.isOpen && !this.isFull && (await this.sendSome()));
        if (this.isFull) this.isWanted = true;
      }
    } catch (error) {
      this.tell(error);
      this.isWanted = true;
      void this.rest().then(() => this.wake());
    } finally {
      this.isSealing = false;
    }
  }

  /** False: there was nothing further. */
  private async sendSome(): Promise<boolean> {
    const { log, sent, seal, since, space } = this.deps;
    const { beginnings } = this;
    const { events, upTo } = outgoing(log, this.underWay.at(-1)?.upTo ?? sent.read(), STRIDE, since());
    if (upTo === null) return false;
    const sealed = await Promise.all(batchesOf(events, space, seal.desk).map((batch) => this.sealed(batch)));
    if (beginnings !== this.beginnings) return true;
    const stride: Stride = { messages: sealed.filter((message) => message !== null), upTo };
    this.underWay.push(stride);
    void this.deliver(stride);
    return true;
  }

  /** Tries until the stream has all of it. When this desk may not send any more, all that is under way is made anew later. */
  private async deliver(stride: Stride): Promise<void> {
    for (let isAgain = false; this.isOpen && this.underWay.includes(stride); isAgain = true) {
      const stored = new Set<TeamMessage>();
      try {
        await Promise.all(stride.messages.map(async (message) => this.deps.link.publish(message, isAgain).then(() => stored.add(message))));
        stride.messages = [];
        this.settle();
        return;
      } catch (error) {
        stride.messages = stride.messages.filter((message) => !stored.has(message));
        this.tell(error);
        await this.rest();
      }
    }
    if (!this.isOpen) this.beginAnew();
  }

  private beginAnew(): void {
    this.underWay = [];
    this.beginnings++;
  }

  /** What the stream has counts as sent, in order. */
  private settle(): void {
    const open = this.underWay.findIndex(({ messages }) => messages.length > 0);
    const done = this.underWay.slice(0, open === -1 ? undefined : open);
    const last = done.at(-1);
    if (!last) return;
    this.deps.sent.write(last.upTo);
    this.underWay = this.underWay.slice(done.length);
    if (this.isWanted && !this.isSealing) void this.run();
  }

  private tell(error: unknown): void {
    this.deps.journal(`the team did not take what was written here: ${error instanceof Error ? error.message : error}`);
  }

  private rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => rise(), RETRY_MS);
      const rise = (): void => {
        clearTimeout(timer);
        this.sleepers.delete(rise);
        resolve();
      };
      this.sleepers.add(rise);
    });
  }

  /** Null: it stays here: it is longer than any desk would read, or of an incident that others alone read. */
  private async sealed(batch: EventBatch): Promise<TeamMessage | null> {
    try {
      const bytes = await this.deps.seal.seal(batch);
      return bytes && { incident: batch.incident, id: lastId(batch), bytes };
    } catch (error) {
      if (!(error instanceof MessageTooLong)) throw error;
      this.keptBack += batch.events.length;
      this.deps.journal(`an event (${batch.events[0]?.kind}) of incident ${batch.incident} stays on this desk: ${error.message}`);
      return null;
    }
  }
}

function lastId({ events }: EventBatch): string {
  return events.at(-1)?.id ?? '';
}

/** One message for each incident and some hundred events, in the order of the first of each. */
export function batchesOf(events: readonly LogEvent[], space: string, desk: string): EventBatch[] {
  const batches: { batch: EventBatch; weight: number }[] = [];
  const open = new Map<string, { batch: EventBatch; weight: number }>();
  let after = 0;
  for (const event of events) {
    const { seq, incident, prev: _, at: __, ...rest } = event;
    if (incident === null) continue;
    const weight = weightOf(event);
    let into = open.get(incident);
    if (!into || into.batch.events.length >= MOST_EVENTS || into.weight + weight > MOST_WEIGHT) {
      into = { batch: { v: 1, space, desk, incident, after, events: [] }, weight: 0 };
      open.set(incident, into);
      batches.push(into);
    }
    into.batch.events.push({ seq, ...rest } as unknown as EventBatch['events'][number]);
    into.weight += weight;
    after = seq;
  }
  return batches.map(({ batch }) => batch);
}

/** Roughly how long an event is, in alerts; deflated and sealed so many stay well below a server's limit of 1 MB. */
const MOST_WEIGHT = 2_000;
/** An alert is about so long. */
const WEIGHT_CHARS = 500;

function weightOf({ data }: LogEvent): number {
  let weight = 'alerts' in data && Array.isArray(data.alerts) ? Math.max(1, data.alerts.length) : 1;
  for (const value of Object.values(data)) if (typeof value === 'string') weight += value.length / WEIGHT_CHARS;
  return weight;
}
