// Reads events in batches: SQLite joins each column of a batch to one text, so that a few thousand events cost a handful
// of calls and one JSON.parse instead of one of each per event.
import type Database from 'libsql';
import type { EventKind, LogEvent } from '../../shared/log/event';
import { upcast } from '../../shared/log/upcast';
import { NO_PREV } from './chain';
import { decodeBody, inflateText } from './event-body';
import type { ForeignTable } from './foreign-events';
import { wallOf } from './hybrid-clock';
import type { LogHead } from './log';
import type { Names } from './names';

const BATCH = 4000;
/** Of the texts of postmortems, which are passed by: those that are no line of a timeline, or all of them. */
const UNTOLD_TEXTS = 0;
const ALL_TEXTS = 1;
const ID_LENGTH = 26;
const HLC_LENGTH = 17;
const HASH_LENGTH = 64;

const COLUMNS = 'seq, incident, kind, v, actor, device, id, hlc, prev, data, deflated';
const JOINED = `SELECT '[' || group_concat(seq) || ']' AS seqs, '[' || group_concat(json_quote(incident)) || ']' AS incidents,
  '[' || group_concat(kind) || ']' AS kinds, '[' || group_concat(v) || ']' AS versions, '[' || group_concat(actor) || ']' AS actors,
  '[' || group_concat(device) || ']' AS devices, group_concat(id, '') AS ids, group_concat(hlc, '') AS hlcs,
  lower(group_concat(hex(prev), '')) AS prevs, '[' || group_concat(coalesce(data, 'null')) || ']' AS datas, count(deflated) AS deflated`;
const RANGE = `FROM (SELECT ${COLUMNS} FROM events WHERE seq > ? ORDER BY seq LIMIT ?)`;
const LISTED = `FROM (SELECT ${COLUMNS} FROM events WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq)`;

/** Without what says who wrote an event and where it stands in its chain: a third of what there is to read. */
const SLIM = `SELECT '[' || group_concat(seq) || ']' AS seqs, '[' || group_concat(json_quote(incident)) || ']' AS incidents,
  '[' || group_concat(kind) || ']' AS kinds, '[' || group_concat(v) || ']' AS versions, '[' || group_concat(actor) || ']' AS actors,
  '[]' AS devices, '' AS ids, group_concat(hlc, '') AS hlcs, '' AS prevs, '[' || group_concat(coalesce(data, 'null')) || ']' AS datas,
  count(deflated) AS deflated FROM (SELECT seq, incident, kind, v, actor, hlc, data, deflated FROM events WHERE seq > ? AND seq <= ?
    AND kind IN (SELECT n FROM names WHERE name IN (SELECT value FROM json_each(?))) ORDER BY seq LIMIT ?)`;

type Joined = Record<'seqs' | 'incidents' | 'kinds' | 'versions' | 'actors' | 'devices' | 'ids' | 'hlcs' | 'prevs' | 'datas', string> & {
  readonly deflated: number;
};

/** The last event's place; seq 0 and empty texts for an empty log. */
export function headOf(db: Database.Database): LogHead {
  const last = db.prepare('SELECT seq, id, hlc FROM events ORDER BY seq DESC LIMIT 1').get() as LogHead | undefined;
  return last ? { seq: last.seq, id: last.id, hlc: last.hlc } : { seq: 0, id: '', hlc: '' };
}

export class EventReader {
  private readonly range: Database.Statement;
  private readonly slim: Database.Statement;
  private readonly listed: Database.Statement;
  private readonly inflated: Database.Statement;
  private readonly seqsOf: Database.Statement;
  private readonly deskSeqs: Database.Statement;
  private readonly deskSeqsOfKinds: Database.Statement;
  private readonly timeOf: Database.Statement;
  private readonly newest: Database.Statement;
  private readonly seqsOfKinds: Database.Statement;
  private readonly seqsAt: Database.Statement;
  private readonly byIds: Database.Statement;
  private readonly names: Names;
  private readonly foreign: Pick<ForeignTable, 'seqsAmong'>;

  constructor(db: Database.Database, names: Names, foreign: Pick<ForeignTable, 'seqsAmong'>) {
    this.names = names;
    this.foreign = foreign;
    this.range = db.prepare(`${JOINED} ${RANGE}`);
    this.slim = db.prepare(SLIM);
    this.listed = db.prepare(`${JOINED} ${LISTED}`);
    this.inflated = db.prepare('SELECT seq, deflated FROM events WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq');
    this.seqsOf = db.prepare(
      `SELECT '[' || group_concat(seq) || ']' AS seqs FROM (SELECT seq FROM events WHERE incident IN (SELECT value FROM json_each(?))
         AND NOT EXISTS (SELECT 1 FROM postmortem_texts t WHERE t.incident = events.incident AND t.seq = events.seq AND t.is_told <= ?) ORDER BY seq)`,
    );
    this.deskSeqs = db.prepare(
      `SELECT '[' || group_concat(seq) || ']' AS seqs FROM (SELECT seq FROM events WHERE incident IS NULL AND seq >= ? ORDER BY seq)`,
    );
    this.deskSeqsOfKinds = db.prepare(
      `SELECT '[' || group_concat(seq) || ']' AS seqs FROM (SELECT seq FROM events WHERE incident IS NULL AND kind IN
         (SELECT n FROM names WHERE name IN (SELECT value FROM json_each(?))) ORDER BY seq)`,
    );
    this.timeOf = db.prepare(
      'SELECT e.hlc, f.arrived_at AS arrivedAt FROM events e LEFT JOIN foreign_events f ON f.seq = e.seq WHERE e.seq = ?',
    );
    this.newest = db.prepare(
      `SELECT seq FROM events WHERE incident = ? AND kind IN (SELECT n FROM names WHERE name IN (SELECT value FROM json_each(?)))
       ORDER BY seq DESC LIMIT 1`,
    );
    this.seqsOfKinds = db.prepare(
      `SELECT '[' || group_concat(seq) || ']' AS seqs FROM (SELECT seq FROM events WHERE incident = ? AND seq > ? AND kind IN
         (SELECT n FROM names WHERE name IN (SELECT value FROM json_each(?))) ORDER BY seq)`,
    );
    this.byIds = db.prepare(
      `SELECT '[' || group_concat(seq) || ']' AS seqs FROM (SELECT seq FROM events WHERE incident = ? AND id IN (SELECT value FROM json_each(?)) ORDER BY seq)`,
    );
    this.seqsAt = db.prepare(
      `SELECT '[' || group_concat(seq) || ']' AS seqs FROM (SELECT seq FROM events WHERE seq IN (SELECT value FROM json_each(?)) AND incident = ?)`,
    );
  }

  *after(fromSeq: number, limitPerBatch = BATCH): IterableIterator<LogEvent[]> {
    for (let seq = fromSeq; ; ) {
      const batch = this.decode(this.range.get(seq, limitPerBatch) as Joined);
      const last = batch.at(-1);
      if (!last) return;
      yield batch;
      seq = last.seq;
    }
  }

  /** Events of `kinds` above one seq and up to another, oldest first. They come without id, device and prev (''). */
  *slimAfter(fromSeq: number, upTo: number, kinds: readonly EventKind[], limitPerBatch: number): IterableIterator<LogEvent[]> {
    const wanted = JSON.stringify(kinds);
    for (let seq = fromSeq; ; ) {
      const batch = this.decode(this.slim.get(seq, upTo, wanted, limitPerBatch) as Joined);
      const last = batch.at(-1);
      if (!last) return;
      yield batch;
      seq = last.seq;
    }
  }

  *ofIncidents(incidents: readonly string[]): IterableIterator<LogEvent[]> {
    yield* this.inBatches(seqList(this.seqsOf.get(JSON.stringify(incidents), ALL_TEXTS)));
  }

  pageOf(incident: string, before: number | null, limit: number): { events: LogEvent[]; total: number } {
    const seqs = seqList(this.seqsOf.get(JSON.stringify([incident]), UNTOLD_TEXTS));
    const older = before === null ? seqs : seqs.filter((seq) => seq < before);
    return { events: this.listedEvents(older.slice(-limit)), total: seqs.length };
  }

  newestOf(incident: string, kinds: readonly EventKind[]): LogEvent | undefined {
    const found = this.newest.get(incident, JSON.stringify(kinds)) as { seq: number } | undefined;
    return found && this.listedEvents([found.seq])[0];
  }

  ofKinds(incident: string, kinds: readonly EventKind[]): LogEvent[] {
    return [...this.ofKindsAfter(incident, kinds, 0)].flat();
  }

  *ofKindsAfter(incident: string, kinds: readonly EventKind[], afterSeq: number): IterableIterator<LogEvent[]> {
    yield* this.inBatches(seqList(this.seqsOfKinds.get(incident, afterSeq, JSON.stringify(kinds))));
  }

  /** Those of `seqs` that belong to the incident, oldest first. */
  at(incident: string, seqs: readonly number[]): LogEvent[] {
    return this.listedEvents(seqList(this.seqsAt.get(JSON.stringify(seqs), incident)));
  }

  seqsOfIds(incident: string, ids: readonly string[]): number[] {
    return [...seqList(this.byIds.get(incident, JSON.stringify(ids)))];
  }

  deskSince(at: number, lastSeq: number): LogEvent[] {
    return [...this.inBatches(seqList(this.deskSeqs.get(this.firstSeqAt(at, lastSeq))))].flat();
  }

  deskOfKinds(kinds: readonly EventKind[]): LogEvent[] {
    return [...this.inBatches(seqList(this.deskSeqsOfKinds.get(JSON.stringify(kinds))))].flat();
  }

  /** Events of these seqs, oldest first. */
  listedEvents(seqs: readonly number[]): LogEvent[] {
    return seqs.length === 0 ? [] : this.decode(this.listed.get(JSON.stringify(seqs)) as Joined);
  }

  private *inBatches(seqs: readonly number[]): IterableIterator<LogEvent[]> {
    for (let i = 0; i < seqs.length; i += BATCH) yield this.listedEvents(seqs.slice(i, i + BATCH));
  }

  /** First seq whose event is not before `at`: by its own clock, and for one of another desk by when it came. Both rise with seq, which has no gaps. */
  firstSeqAt(at: number, lastSeq: number): number {
    let low = 1;
    let high = lastSeq + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const { hlc, arrivedAt } = this.timeOf.get(middle) as { hlc: string; arrivedAt: number | null };
      if ((arrivedAt ?? wallOf(hlc)) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private decode(joined: Joined): LogEvent[] {
    if (!joined.seqs) return [];
    const seqs = JSON.parse(joined.seqs) as number[];
    const incidents = JSON.parse(joined.incidents) as (string | null)[];
    const kinds = JSON.parse(joined.kinds) as number[];
    const versions = JSON.parse(joined.versions) as number[];
    const actors = JSON.parse(joined.actors) as number[];
    const devices = JSON.parse(joined.devices) as number[];
    const datas = JSON.parse(joined.datas) as unknown[];
    if (joined.deflated > 0) this.inflateInto(seqs, datas);
    const foreign = this.foreign.seqsAmong(seqs);
    const events: LogEvent[] = [];
    for (let i = 0; i < seqs.length; i++) {
      const hlc = joined.hlcs.substring(i * HLC_LENGTH, (i + 1) * HLC_LENGTH);
      const prev = joined.prevs.substring(i * HASH_LENGTH, (i + 1) * HASH_LENGTH);
      events.push(
        upcast({
          kind: this.names.nameOf(kinds[i] as number),
          incident: incidents[i] as string | null,
          actor: this.names.nameOf(actors[i] as number),
          data: decodeBody(datas[i]),
          seq: seqs[i] as number,
          id: joined.ids.substring(i * ID_LENGTH, (i + 1) * ID_LENGTH),
          hlc,
          device: devices[i] === undefined ? '' : this.names.nameOf(devices[i] as number),
          v: versions[i] as number,
          prev: prev === NO_PREV ? '' : prev,
          at: wallOf(hlc),
          ...(foreign.size > 0 && foreign.has(seqs[i] as number) && { isForeign: true }),
        } as LogEvent),
      );
    }
    return events;
  }

  private inflateInto(seqs: readonly number[], datas: unknown[]): void {
    const places = new Map<number, number>();
    for (let i = 0; i < seqs.length; i++) if (datas[i] === null) places.set(seqs[i] as number, i);
    for (const { seq, deflated } of this.inflated.iterate(JSON.stringify([...places.keys()])) as Iterable<{
      seq: number;
      deflated: Uint8Array;
    }>) {
      datas[places.get(seq) as number] = JSON.parse(inflateText(deflated));
    }
  }
}

function seqList(row: unknown): readonly number[] {
  const { seqs } = row as { seqs: string | null };
  return seqs === null ? [] : (JSON.parse(seqs) as number[]);
}
