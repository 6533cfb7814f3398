// Makes the team's next snapshot when the newest is old: whichever desk's turn comes first, and the next one if that does not. It takes
// over from the last snapshot what is not over yet, and adds what the stream has since.
import type { IncidentRow } from '../../shared/domain/incident';
import { isTeams } from '../../shared/team/is-teams';
import { ranked } from '../../shared/team/rendezvous';
import { bundled, mostUrgentFirst, type SnapshotEntry } from '../../shared/team/snapshot';
import type { Delivered, TeamLink } from './seams';
import type { Snapshot, SnapshotShelf } from './snapshot-shelf';

export interface SnapshotMakerDeps {
  readonly desk: string;
  readonly shelf: Pick<SnapshotShelf, 'list' | 'open' | 'add'>;
  readonly link: Pick<TeamLink, 'replay' | 'extent'>;
  /** Position of the last message that this desk has taken in. */
  readonly position: () => number;
  /** Incidents that are not over, as they stand at that position. */
  readonly liveRows: () => readonly IncidentRow[];
  /** Desks that are there; this one among them. */
  readonly alive: () => readonly string[];
  /** False: this desk does not know all that is behind its position. */
  readonly mayMake: () => boolean;
  /** Messages between two snapshots. */
  readonly every: number;
  readonly now: () => number;
  readonly journal: (line: string) => void;
}

const TURN_MS = 30_000;
const OLD_MS = 24 * 3_600_000;
const OLD_WAITS_MS = 60_000;
/** Clocks of desks differ; what began this much before the last snapshot is looked for there too. */
const SLACK_MS = 600_000;
const NONE: Snapshot = { position: 0, messages: [] };

export class SnapshotMaker {
  private readonly deps: SnapshotMakerDeps;
  /** The newest snapshot as far as this desk knows. */
  private newest = { position: 0, madeAt: 0 };
  private dueAt = 0;
  private timer: NodeJS.Timeout | null = null;
  private isStopped = false;
  private isMaking = false;

  constructor(deps: SnapshotMakerDeps) {
    this.deps = deps;
  }

  /** After every batch that was taken in. */
  consider(): void {
    const { mayMake, desk, alive, now } = this.deps;
    if (this.isMaking || this.isStopped || !this.isDue() || !mayMake()) return;
    const place = Math.max(0, ranked('snapshot', alive()).indexOf(desk));
    const waitMs = (this.isFar() ? 0 : OLD_WAITS_MS) + place * TURN_MS;
    if (this.timer && this.dueAt <= now() + waitMs) return;
    if (this.timer) clearTimeout(this.timer);
    this.dueAt = now() + waitMs;
    this.timer = setTimeout(() => void this.makeIfDue(), waitMs);
  }

  stop(): void {
    this.isStopped = true;
    if (this.timer) clearTimeout(this.timer);
  }

  private isFar(): boolean {
    return this.deps.position() - this.newest.position >= this.deps.every;
  }

  /** Also when little happened: the stream may be told to drop what is old. */
  private isDue(): boolean {
    const { position, now } = this.deps;
    return this.isFar() || (position() > this.newest.position && now() - this.newest.madeAt >= OLD_MS);
  }

  private async makeIfDue(): Promise<void> {
    const { shelf, link, mayMake, journal } = this.deps;
    this.isMaking = true;
    let isDone = false;
    try {
      const { last } = await link.extent();
      const [newest] = await shelf.list(last);
      this.newest = newest ?? { position: 0, madeAt: 0 };
      if (this.isDue() && mayMake() && !this.isStopped) await this.make(newest, last);
      isDone = true;
    } catch (error) {
      journal(`no snapshot was made for the team: ${error instanceof Error ? error.message : error}`);
    } finally {
      this.isMaking = false;
      this.timer = null;
      if (isDone) this.consider();
    }
  }

  private async make(newest: SnapshotEntry | undefined, last: number): Promise<void> {
    const { shelf, desk, now } = this.deps;
    const [position, rows] = [this.deps.position(), mostUrgentFirst(this.deps.liveRows().filter(isTeams))];
    const before = (newest && (await shelf.open(newest))) ?? NONE;
    const live = new Set(rows.map(({ id }) => id));
    const known = new Set(before.messages.map(({ incident }) => incident));
    const messages: Delivered[] = [...before.messages];
    const begunBefore = (newest?.madeAt ?? 0) + SLACK_MS;
    const reopened = before === NONE ? [] : rows.filter(({ id, openedAt }) => !known.has(id) && openedAt < begunBefore);
    for (const { id } of reopened) await this.read(0, before.position, new Set([id]), messages, id);
    await this.read(before.position, position, live, messages);
    const madeAt = now();
    const isFirst = await shelf.add(`snapshot-${position}-${desk}`, { position, messages: bundled(messages, live) }, madeAt, last);
    if (isFirst) this.newest = { position, madeAt };
  }

  private async read(after: number, upTo: number, wanted: ReadonlySet<string>, into: Delivered[], incident: string | null = null) {
    await this.deps.link.replay({ after, upTo, incident }, async (batch) => {
      for (const message of batch) if (wanted.has(message.incident)) into.push(message);
    });
  }
}
