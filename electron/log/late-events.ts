// Tables that are folded event by event stand as the clocks have it, also where an event of another desk arrives late: what it concerns
// is folded anew.
import type Database from 'libsql';
import type { EventKind, LogEvent } from '../../shared/log/event';
import { ACTION_KINDS, isActionEvent } from '../../shared/log/views/actions';
import { isPostmortemEvent, POSTMORTEM_KINDS } from '../../shared/log/views/postmortem';
import { inOrder } from '../../shared/team/order';
import type { ActionTable } from './actions';
import type { Names } from './names';
import type { PostmortemTable } from './postmortems';
import type { EventReader } from './read-events';

export interface LateEventsParts {
  readonly db: Database.Database;
  readonly names: Names;
  readonly reader: Pick<EventReader, 'ofKinds'>;
  readonly actions: Pick<ActionTable, 'refold'>;
  readonly postmortems: Pick<PostmortemTable, 'refold'>;
}

export class LateEvents {
  private readonly parts: LateEventsParts;
  private readonly later: Database.Statement;

  constructor(parts: LateEventsParts) {
    this.parts = parts;
    this.later = parts.db.prepare(
      `SELECT 1 FROM events WHERE incident = ? AND seq < ? AND kind IN (SELECT value FROM json_each(?))
       AND (hlc > ? OR (hlc = ? AND id > ?)) LIMIT 1`,
    );
  }

  /** Inside the transaction that appended them: `events` of other desks. */
  settle(events: readonly LogEvent[]): void {
    const actions = new Set<string>();
    const postmortems = new Set<string>();
    for (const event of events) {
      const { incident } = event;
      if (incident === null) continue;
      if (isActionEvent(event) && !actions.has(incident) && this.isLate(event, ACTION_KINDS)) actions.add(incident);
      if (isPostmortemEvent(event) && !postmortems.has(incident) && this.isLate(event, POSTMORTEM_KINDS)) postmortems.add(incident);
    }
    for (const incident of actions) this.refoldActions(incident);
    for (const incident of postmortems) this.refoldPostmortem(incident);
  }

  /** Inside a transaction: all that the incident has in these tables. */
  refold(incident: string): void {
    this.refoldActions(incident);
    this.refoldPostmortem(incident);
  }

  private refoldActions(incident: string): void {
    this.parts.actions.refold(inOrder(this.parts.reader.ofKinds(incident, ACTION_KINDS)));
  }

  private refoldPostmortem(incident: string): void {
    this.parts.postmortems.refold(incident, inOrder(this.parts.reader.ofKinds(incident, POSTMORTEM_KINDS)));
  }

  private isLate({ incident, seq, hlc, id }: LogEvent, kinds: readonly EventKind[]): boolean {
    const numbers = JSON.stringify(kinds.map((kind) => this.parts.names.numberOf(kind)));
    return this.later.get(incident, seq, numbers, hlc, hlc, id) !== undefined;
  }
}
