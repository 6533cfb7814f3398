// The one way into the file: events, the rows they changed, their words, their chains' heads and settings that belong to them, in one
// transaction.
import type Database from 'libsql';
import type { IncidentRow } from '../../shared/domain/incident';
import type { ActionTable } from './actions';
import type { ActTable } from './acts';
import { NO_PREV } from './chain';
import { onDisk } from './disk';
import type { ForeignTable } from './foreign-events';
import type { LateEvents } from './late-events';
import type { LogMethods } from './log';
import type { MomentTable } from './moments';
import type { Names } from './names';
import type { PostmortemTable } from './postmortems';
import type { RowTable } from './rows';
import type { SealedEvent, Sealer } from './seal';
import type { SearchParts } from './search-parts';
import type { SettingsStore } from './settings-store';
import { inTransaction } from './transaction';

export interface EventWriterParts {
  readonly db: Database.Database;
  readonly names: Names;
  readonly sealer: Sealer;
  readonly rows: RowTable;
  readonly acts: ActTable;
  readonly actions: ActionTable;
  readonly index: SearchParts;
  readonly moments: MomentTable;
  readonly postmortems: PostmortemTable;
  readonly settings: SettingsStore;
  readonly foreign: ForeignTable;
  readonly late: LateEvents;
  /** Wall clock, Unix ms. */
  readonly now: () => number;
}

type Changed = Parameters<LogMethods['append']>[1];

export class EventWriter {
  private readonly parts: EventWriterParts;
  private readonly insert: Database.Statement;
  private readonly putHead: Database.Statement;

  constructor(parts: EventWriterParts) {
    this.parts = parts;
    this.insert = parts.db.prepare(
      'INSERT INTO events (seq, incident, kind, v, actor, device, id, hlc, prev, data, deflated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, unhex(?), ?, ?)',
    );
    this.putHead = parts.db.prepare(
      `INSERT INTO heads (incident, seq, hash, events) VALUES (?, ?, unhex(?), ?)
       ON CONFLICT DO UPDATE SET seq = excluded.seq, hash = excluded.hash, events = excluded.events`,
    );
  }

  /** Resolves after the commit by returning; a refusal of the disk is thrown as `LogWriteFailure` and leaves the file as it was. */
  append(sealed: readonly SealedEvent[], { rows, settings }: Changed): void {
    const { db, names, sealer, index } = this.parts;
    try {
      onDisk(() =>
        inTransaction(db, () => {
          this.write(sealed, rows);
          if (settings) this.parts.settings.putAll(settings);
        }),
      );
    } catch (error) {
      names.rolledBack();
      index.reload();
      sealer.discard();
      throw error;
    }
    names.committed();
    sealer.committed();
  }

  private write(sealed: readonly SealedEvent[], rows: readonly IncidentRow[]): void {
    const { names, index, sealer, acts, actions, moments, postmortems, foreign } = this.parts;
    let clock = '';
    for (const { event: e, prepared, foreign: from } of sealed) {
      const { data, deflated, words, wordCount } = prepared();
      const [kind, actor, device] = [names.numberOf(e.kind), names.numberOf(e.actor), names.numberOf(e.device)];
      this.insert.run(e.seq, e.incident, kind, e.v, actor, device, e.id, e.hlc, e.prev || NO_PREV, data, deflated);
      index.put(e.seq, words, wordCount);
      acts.fold(e);
      actions.fold(e);
      moments.put(e);
      postmortems.fold(e);
      if (from) {
        foreign.put(e.seq, from, this.parts.now());
        if (e.hlc > clock) clock = e.hlc;
      }
    }
    if (clock !== '') this.parts.late.settle(sealed.flatMap(({ event, foreign: from }) => (from ? [event] : [])));
    if (clock > foreign.clock) foreign.keepClock(clock);
    index.saveCounts();
    for (const [chain, head] of sealer.heads) this.putHead.run(chain, head.seq, head.hash, head.events);
    for (const row of rows) this.parts.rows.put(row);
  }
}
