// Decides what the merged past of an incident calls for, once it has stood for some seconds: one desk of the team does, and another a
// little later if that one did not.

import type { Draft } from '../../shared/log/event';
import { calledFor, mayCall, TURNING_KINDS } from '../../shared/team/called-for';
import type { TeamNow } from '../../shared/team/duty';
import { inOrder } from '../../shared/team/order';
import { ranked } from '../../shared/team/rendezvous';
import type { Log } from '../log/store';
import type { Desk } from './desk';

export interface MergedPastDeps {
  readonly desk: Pick<Desk, 'state' | 'transact'>;
  readonly log: Pick<Log, 'ofKinds' | 'foreign'>;
  readonly now: () => number;
  /** Undefined: this desk shares with nobody. */
  readonly team: () => TeamNow | undefined;
}

/** So long nothing new about it arrived. */
const SETTLED_MS = 3_000;
/** So long each desk leaves the next one its chance. */
const TURN_MS = 5_000;

interface Seen {
  readonly seq: number;
  readonly since: number;
}

export class MergedPast {
  private readonly deps: MergedPastDeps;
  private seen = new Map<string, Seen>();

  constructor(deps: MergedPastDeps) {
    this.deps = deps;
  }

  /** Once a second. */
  beat(): void {
    const { desk, now, team } = this.deps;
    const others = team();
    if (!others) return;
    const seen = new Map<string, Seen>();
    const due: string[] = [];
    for (const { row } of desk.state.incidents.values()) {
      if (!mayCall(row)) continue;
      const known = this.seen.get(row.id);
      const standing = known?.seq === row.seq ? known : { seq: row.seq, since: now() };
      seen.set(row.id, standing);
      const place = Math.max(
        0,
        ranked(
          row.id,
          others.alive.map((one) => one.desk),
        ).indexOf(others.desk),
      );
      if (now() - standing.since >= SETTLED_MS + place * TURN_MS) due.push(row.id);
    }
    this.seen = seen;
    const drafts = this.deps.log.foreign.sharedAmong(due).flatMap((id) => this.draftsOf(id));
    if (drafts.length > 0) desk.transact(() => drafts);
  }

  private draftsOf(id: string): Draft[] {
    const row = this.deps.desk.state.incidents.get(id)?.row;
    const last = inOrder(this.deps.log.ofKinds(id, TURNING_KINDS)).at(-1);
    const draft = row && calledFor(row, last);
    return draft ? [draft] : [];
  }
}
