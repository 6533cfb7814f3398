// Rows, search and moments are only views of the log: when they are missing or older than this code they are made again from
// its events. The stamp comes last, so an interrupted rebuild starts over.
import type Database from 'libsql';
import type { IncidentRow } from '../../shared/domain/incident';
import type { LogEvent } from '../../shared/log/event';
import { foldShared } from '../../shared/log/reduce';
import { inOrder } from '../../shared/team/order';
import type { ActionTable } from './actions';
import type { ActTable } from './acts';
import type { ForeignTable } from './foreign-events';
import type { LateEvents } from './late-events';
import type { FoldRow } from './log';
import type { MomentTable } from './moments';
import type { PostmortemTable } from './postmortems';
import type { EventReader } from './read-events';
import type { RowTable } from './rows';
import type { SearchParts } from './search-parts';
import { searchWordsOf } from './search-texts';
import type { SightingTable } from './sighting-table';
import { inTransaction } from './transaction';
import { areViewsCurrent, stampViews, VIEWS_VERSION } from './views-stamp';

export class Views {
  private readonly db: Database.Database;
  private readonly rows: RowTable;
  private readonly index: SearchParts;
  private readonly acts: ActTable;
  private readonly moments: MomentTable;
  private readonly postmortems: PostmortemTable;
  private readonly actions: ActionTable;
  private readonly foreign: ForeignTable;
  private readonly late: LateEvents;
  private readonly sightings: SightingTable;

  constructor(
    db: Database.Database,
    rows: RowTable,
    index: SearchParts,
    acts: ActTable,
    moments: MomentTable,
    postmortems: PostmortemTable,
    actions: ActionTable,
    foreign: ForeignTable,
    late: LateEvents,
    sightings: SightingTable,
  ) {
    this.db = db;
    this.rows = rows;
    this.index = index;
    this.acts = acts;
    this.moments = moments;
    this.postmortems = postmortems;
    this.actions = actions;
    this.foreign = foreign;
    this.late = late;
    this.sightings = sightings;
  }

  /** A log without events needs nothing: it is stamped at once. */
  isCurrent(lastSeq: number): boolean {
    if (lastSeq === 0) stampViews(this.db, VIEWS_VERSION);
    return areViewsCurrent(this.db);
  }

  rebuild(reader: EventReader, lastSeq: number, foldRow: FoldRow, onProgress: (doneSeq: number, lastSeq: number) => void): void {
    inTransaction(this.db, () => {
      stampViews(this.db, 0);
      this.rows.clear();
      this.acts.clear();
      this.actions.clear();
      this.index.reload();
      this.index.clear();
      this.moments.clear();
      this.postmortems.clear();
      this.sightings.clear();
    });
    for (const batch of reader.after(0)) {
      inTransaction(this.db, () => this.foldBatch(batch, foldRow));
      onProgress(batch.at(-1)?.seq ?? lastSeq, lastSeq);
    }
    this.foldSharedRows(reader);
    stampViews(this.db, VIEWS_VERSION);
  }

  /** Incidents that several desks wrote stand as their clocks have it, not as their events came. */
  private foldSharedRows(reader: EventReader): void {
    inTransaction(this.db, () => {
      for (const id of this.foreign.sharedIncidents()) {
        const incident = foldShared(undefined, inOrder([...reader.ofIncidents([id])].flat()));
        if (incident) this.rows.put(incident.row);
        this.late.refold(id);
      }
    });
  }

  private foldBatch(batch: readonly LogEvent[], foldRow: FoldRow): void {
    const changed = new Map<string, IncidentRow | undefined>();
    for (const event of batch) {
      const words = searchWordsOf(event, null);
      this.index.put(event.seq, words.join(' '), words.length);
      this.acts.fold(event);
      this.actions.fold(event);
      this.moments.put(event);
      this.postmortems.fold(event);
      const id = event.incident;
      if (id !== null) changed.set(id, foldRow(changed.has(id) ? changed.get(id) : this.rows.get(id), event));
    }
    this.index.saveCounts();
    for (const row of changed.values()) if (row) this.rows.put(row);
  }
}
