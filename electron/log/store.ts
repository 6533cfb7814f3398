// The log store: puts its parts together behind the `Log` interface. SQLite by libsql, encrypted, one writer.
import type Database from 'libsql';
import { type ChainCheck, verifyChain } from './chain';
import { onDisk } from './disk';
import type { Log, LogHead, LogMethods } from './log';
import { Names } from './names';
import { checkpoint, closeDatabase, type OpenRefusal, openDatabase } from './open-database';
import { EventReader } from './read-events';
import { Views } from './rebuild';
import { RowTable } from './rows';
import { RunbookNotes } from './runbook-notes';
import { RunbookTexts } from './runbook-texts';
import { Sealer } from './seal';
import { findIncidents } from './search';
import { SearchParts } from './search-parts';
import { SettingsStore } from './settings-store';
import type { WriterLock } from './single-writer';
import { EventWriter } from './write-events';

export type { ChainCheck } from './chain';
export { type FoldRow, type Log, type LogHead, LogWriteFailure, type ReadLog, type SearchHit } from './log';

export interface OpenLogOptions {
  /** Path of the database; its folder is made, readable by its owner only. */
  readonly file: string;
  readonly key: string;
  /** Name of this desk in every event it writes. */
  readonly device: string;
  /** Wall clock, Unix ms; only measures how long tidying takes. Events get their time from `seal`. */
  readonly now: () => number;
}

export type OpenResult = { readonly ok: true; readonly log: Log } | OpenRefusal;

/** Opens or creates the log. Refusals are values with words; see `OpenRefusal` for the kinds. */
export function openLog(options: OpenLogOptions): OpenResult {
  const opened = openDatabase(options.file, options.key);
  return opened.ok ? { ok: true, log: makeLog(opened.db, opened.lock, options) } : opened;
}

function headOf(db: Database.Database): LogHead {
  const last = db.prepare('SELECT seq, id, hlc FROM events ORDER BY seq DESC LIMIT 1').get() as LogHead | undefined;
  return last ? { seq: last.seq, id: last.id, hlc: last.hlc } : { seq: 0, id: '', hlc: '' };
}

function makeLog(db: Database.Database, lock: WriterLock, { device, now }: OpenLogOptions): Log {
  const names = new Names(db);
  const sealer = new Sealer(db, headOf(db), device);
  const rows = new RowTable(db);
  const index = new SearchParts(db);
  const reader = new EventReader(db, names);
  const writer = new EventWriter({ db, names, sealer, rows, index });
  const views = new Views(db, rows, index);
  const store = new SettingsStore(db);
  let isStale = !views.isCurrent(sealer.last.seq);

  const methods: LogMethods = {
    seal: (drafts, now) => sealer.seal(drafts, now),
    append: (events, changed) => {
      if (isStale) throw new Error('rows and search are to be rebuilt before the first append');
      writer.append(sealer.take(events), changed.rows);
    },
    discard: () => sealer.discard(),
    events: (fromSeq, limitPerBatch) => reader.after(fromSeq, limitPerBatch),
    incidentEvents: (incident) => [...reader.ofIncidents([incident])].flat(),
    eventsOf: (incidents) => reader.ofIncidents(incidents),
    deskEventsSince: (at) => reader.deskSince(at, sealer.last.seq),
    row: (incident) => rows.get(incident),
    known: (incidents) => rows.known(incidents),
    liveRows: () => rows.allLive(),
    pastRows: (status, before, limit) => rows.past(status, before, limit),
    maxNumber: () => rows.maxNumber(),
    head: () => sealer.last,
    search: (text, limit) => findIncidents(index, reader, text, limit),
    verifyChain: (incident): ChainCheck => verifyChain(db, incident),
    needsRebuild: () => isStale,
    rebuild: (foldRow, onProgress = () => {}) => {
      onDisk(() => views.rebuild(reader, sealer.last.seq, foldRow, onProgress));
      isStale = false;
    },
    getSetting: (name) => store.setting(name),
    setSetting: (name, text) => onDisk(() => store.putSetting(name, text)),
    getSecret: (feed, name) => store.secret(feed, name),
    secretTexts: () => store.secretTexts(),
    setSecret: (feed, name, text) => onDisk(() => store.putSecret(feed, name, text)),
    deleteSecret: (feed, name) => onDisk(() => store.dropSecret(feed, name)),
    runbookTexts: new RunbookTexts(db),
    runbookNotes: new RunbookNotes(db),
    tidy: () => {
      const start = now();
      checkpoint(db, 'PASSIVE');
      return { tookMs: now() - start };
    },
    close: () => closeDatabase(db, lock),
  };
  return methods as Log;
}
