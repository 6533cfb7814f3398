// Brings what this desk wrote to its team: in order, batch by batch, and only what the stream has counts as sent. While the team is away
// nothing is lost: the log itself is the outbox.
import type { LogEvent } from '../../shared/log/event';
import { type EventBatch, MOST_EVENTS } from '../../shared/team/wire';
import { type OutgoingLog, outgoing } from './outgoing';
import type { TeamLink, TeamSeal } from './seams';

export interface SenderDeps {
  readonly log: OutgoingLog;
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
const RETRY_MS = 1_000;

export class TeamSender {
  private readonly deps: SenderDeps;
  private isSending = false;
  private isWanted = false;
  private isStopped = false;
  private retry: NodeJS.Timeout | null = null;

  constructor(deps: SenderDeps) {
    this.deps = deps;
  }

  /** There is something new, or the team is back. */
  wake(): void {
    this.isWanted = true;
    if (!this.isSending) void this.run();
  }

  stop(): void {
    this.isStopped = true;
    if (this.retry) clearTimeout(this.retry);
  }

  private async run(): Promise<void> {
    this.isSending = true;
    try {
      while (this.isWanted && !this.isStopped && this.deps.maySend()) {
        this.isWanted = false;
        while (!this.isStopped && (await this.sendSome()));
      }
    } catch (error) {
      this.deps.journal(`the team did not take what was written here: ${error instanceof Error ? error.message : error}`);
      this.isWanted = true;
      if (!this.isStopped) this.retry = setTimeout(() => this.wake(), RETRY_MS);
    } finally {
      this.isSending = false;
    }
  }

  /** False: there was nothing further. */
  private async sendSome(): Promise<boolean> {
    const { log, sent, link, seal } = this.deps;
    const { events, upTo } = outgoing(log, sent.read(), STRIDE, this.deps.since());
    if (upTo === null) return false;
    const batches = batchesOf(events, this.deps.space, seal.desk);
    const sealed = await Promise.all(
      batches.map(async (batch) => ({ incident: batch.incident, id: lastId(batch), bytes: await seal.seal(batch) })),
    );
    await Promise.all(sealed.map((message) => link.publish(message)));
    sent.write(upTo);
    return true;
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

function weightOf({ data }: LogEvent): number {
  return 'alerts' in data && Array.isArray(data.alerts) ? Math.max(1, data.alerts.length) : 1;
}
