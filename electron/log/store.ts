// The log store: puts its parts together behind the `Log` interface. SQLite by libsql, encrypted, one writer.
import { ActionTable } from './actions';
import { ActTable } from './acts';
import { headOfChain, verifyChain } from './chain';
import { onDisk } from './disk';
import { FeedMemory } from './feed-memory';
import { ForeignTable } from './foreign-events';
import { openHighMark } from './high-mark';
import { InsightTable } from './insight-table';
import { LateEvents } from './late-events';
import type { Log, LogMethods } from './log';
import { MomentTable } from './moments';
import { Names } from './names';
import { checkpoint, closeDatabase, type OpenedDatabase, type OpenRefusal, openDatabase } from './open-database';
import { ParkedMessages } from './parked-messages';
import { PostmortemTable } from './postmortems';
import { Preparer } from './preparer';
import { EventReader, headOf } from './read-events';
import { Views } from './rebuild';
import { RecordingTable } from './recordings';
import { RowTable } from './rows';
import { RunbookNotes } from './runbook-notes';
import { RunbookTexts } from './runbook-texts';
import { Sealer } from './seal';
import { findIncidents, incidentsWith } from './search';
import { SearchParts } from './search-parts';
import { SettingsStore } from './settings-store';
import { SightingTable } from './sighting-table';
import { storedEvents } from './stored-events';
import { inTransaction } from './transaction';
import { EventWriter } from './write-events';

export type { ChainCheck } from './chain';
export { type FoldRow, type Log, type LogHead, LogWriteFailure, type ReadLog, type SearchHit, type SettingsWrites } from './log';

export interface OpenLogOptions {
  /** Path of the database; its folder is made, readable by its owner only. */
  readonly file: string;
  readonly key: string;
  /** Name of this desk in every event it writes. */
  readonly device: string;
  /** Wall clock, Unix ms; only measures how long tidying takes. Events get their time from `seal`. */
  readonly now: () => number;
  /** The built `prepare-thread`, for a second thread in storms; without it all is done in one. */
  readonly threadFile?: URL | null;
}

export type OpenResult = { readonly ok: true; readonly log: Log } | OpenRefusal;

/** Opens or creates the log. Refusals are values with words; see `OpenRefusal` for the kinds. */
export function openLog(options: OpenLogOptions): OpenResult {
  const opened = openDatabase(options.file, options.key);
  return opened.ok ? { ok: true, log: makeLog(opened, options) } : opened;
}

/** The log in a file that is open. */
export function makeLog({ db, lock, file }: OpenedDatabase, { device, now, threadFile = null }: Omit<OpenLogOptions, 'file' | 'key'>): Log {
  const mark = openHighMark(`${file}-mark`);
  const names = new Names(db);
  const foreign = new ForeignTable(db, names);
  const sealer = new Sealer(db, headOf(db), foreign.clock, device, new Preparer(threadFile));
  const rows = new RowTable(db);
  const acts = new ActTable(db);
  const actions = new ActionTable(db);
  const index = new SearchParts(db);
  const reader = new EventReader(db, names, foreign);
  const store = new SettingsStore(db);
  const moments = new MomentTable(db, names);
  const postmortems = new PostmortemTable(db);
  const late = new LateEvents({ db, names, reader, actions, postmortems });
  const folded = { rows, acts, actions, index, moments, postmortems };
  const lost = Math.max(0, mark.before - sealer.last.seq);
  const writer = new EventWriter({ ...folded, db, names, sealer, settings: store, foreign, late, now });
  const sightings = new SightingTable(db);
  const views = new Views(db, rows, index, acts, moments, postmortems, actions, foreign, late, sightings);
  let isStale = !views.isCurrent(sealer.last.seq);

  let shrunkAt = -1;
  /** Once between two appends: what a start or a storm had in the page cache is up to 4 MB that polls which say nothing new never look at. */
  const giveBackPages = (seq: number): void => {
    if (seq !== shrunkAt) db.exec('PRAGMA shrink_memory');
    shrunkAt = seq;
  };

  const methods: LogMethods = {
    seal: (drafts, now) => sealer.seal(drafts, now),
    admit: (events) => sealer.admit(foreign.unknownAmong(events)),
    append: (events, changed) => {
      if (isStale) throw new Error('rows and search are to be rebuilt before the first append');
      writer.append(sealer.take(events), changed);
      mark.note(sealer.last.seq);
    },
    discard: () => sealer.discard(),
    events: (fromSeq, limitPerBatch) => reader.after(fromSeq, limitPerBatch),
    slimEvents: (fromSeq, upTo, kinds, limitPerBatch) => reader.slimAfter(fromSeq, upTo, kinds, limitPerBatch),
    incidentEvents: (incident) => [...reader.ofIncidents([incident])].flat(),
    incidentPage: (incident, before, limit) => reader.pageOf(incident, before, limit),
    newestOf: (incident, kinds) => reader.newestOf(incident, kinds),
    ofKinds: (incident, kinds) => reader.ofKinds(incident, kinds),
    ofKindsAfter: (incident, kinds, afterSeq) => reader.ofKindsAfter(incident, kinds, afterSeq),
    eventsAt: (incident, seqs) => reader.at(incident, seqs),
    seqsOf: (incident, ids) => reader.seqsOfIds(incident, ids),
    moments: (incident, afterSeq) => moments.of(incident, afterSeq),
    chainHead: (incident) => headOfChain(db, incident),
    storedEvents: (incidents, upTo) => storedEvents(db, incidents, upTo),
    eventsOf: (incidents) => reader.ofIncidents(incidents),
    deskEventsOf: (kinds) => reader.deskOfKinds(kinds),
    deskEventsSince: (at) => reader.deskSince(at, sealer.last.seq),
    seqAt: (at) => reader.firstSeqAt(at, sealer.last.seq),
    row: (incident) => rows.get(incident),
    known: (incidents) => rows.known(incidents),
    liveRows: () => rows.allLive(),
    pastRows: (statuses, before, limit) => rows.past(statuses, before, limit),
    openActs: () => acts.allOpen(),
    act: (id) => acts.get(id),
    actsOf: (incident, limit) => acts.of(incident, limit),
    pastActs: (limit) => acts.past(limit),
    actions: () => actions.all(),
    action: (id) => actions.get(id),
    actionsOf: (incident) => actions.of(incident),
    maxNumber: () => rows.maxNumber(),
    head: () => sealer.last,
    search: (text, limit) => findIncidents(index, reader, text, limit),
    incidentsWith: (text, limit) => incidentsWith(index, text, limit),
    verifyChain: (incident) => verifyChain(db, incident),
    needsRebuild: () => isStale,
    rebuild: (foldRow, onProgress = () => {}) => {
      onDisk(() => views.rebuild(reader, sealer.last.seq, foldRow, onProgress));
      isStale = false;
    },
    getSetting: (name) => store.setting(name),
    setSetting: (name, text) => onDisk(() => store.putSetting(name, text)),
    getSecret: (feed, name) => store.secret(feed, name),
    secretDrawers: () => store.drawers(),
    secretTexts: () => store.secretTexts(),
    putSettings: (writes) => onDisk(() => inTransaction(db, () => store.putAll(writes))),
    runbookTexts: new RunbookTexts(db),
    runbookNotes: new RunbookNotes(db),
    insights: new InsightTable(db),
    sightings,
    feedMemory: new FeedMemory(db),
    foreign,
    parked: new ParkedMessages(db),
    recordings: new RecordingTable(db),
    postmortems,
    tidy: () => {
      const start = now();
      checkpoint(db, 'PASSIVE');
      giveBackPages(sealer.last.seq);
      return { tookMs: now() - start };
    },
    lost,
    close: () => {
      mark.close();
      closeDatabase(db, lock);
    },
  };
  return methods as Log;
}
