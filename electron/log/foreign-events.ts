// The table of events that other desks wrote: what is known is not taken twice, and the clock of this desk stays ahead of all of them.
import type Database from 'libsql';
import type { LogEvent } from '../../shared/log/event';
import type { Names } from './names';

/** An event as another desk wrote it. `deskSeq` is its seq there. */
export interface ForeignEvent {
  /** Name of the desk in its team, unique there. */
  readonly desk: string;
  readonly deskSeq: number;
  readonly event: Omit<LogEvent, 'seq' | 'prev'>;
  readonly proof: Uint8Array | null;
}

const CLOCK = "INSERT INTO meta VALUES ('clock', ?) ON CONFLICT DO UPDATE SET text = excluded.text";

const NONE: ReadonlySet<number> = new Set();

export class ForeignTable {
  private readonly db: Database.Database;
  private readonly names: Names;
  private readonly insert: Database.Statement;
  private readonly share: Database.Statement;
  private readonly isKnown: Database.Statement;
  private readonly highest: Database.Statement;
  private readonly putClock: Database.Statement;
  private readonly among: Database.Statement;
  private readonly listed: Database.Statement;
  private hasAny: boolean;

  constructor(db: Database.Database, names: Names) {
    this.db = db;
    this.names = names;
    this.insert = db.prepare('INSERT INTO foreign_events VALUES (?, ?, ?, ?, ?)');
    this.share = db.prepare('INSERT OR IGNORE INTO shared_incidents VALUES (?)');
    this.isKnown = db.prepare('SELECT 1 FROM foreign_events WHERE desk = (SELECT n FROM names WHERE name = ?) AND desk_seq = ?');
    this.highest = db.prepare('SELECT max(desk_seq) AS n FROM foreign_events WHERE desk = (SELECT n FROM names WHERE name = ?)');
    this.putClock = db.prepare(CLOCK);
    this.listed = db.prepare('SELECT seq FROM foreign_events WHERE seq IN (SELECT value FROM json_each(?))');
    this.hasAny = db.prepare('SELECT 1 FROM foreign_events LIMIT 1').get() !== undefined;
    this.among = db.prepare('SELECT incident FROM shared_incidents WHERE incident IN (SELECT value FROM json_each(?))');
  }

  /** The highest clock that was ever received; '' for none. */
  get clock(): string {
    const found = this.db.prepare("SELECT text FROM meta WHERE name = 'clock'").get() as { text: string } | undefined;
    return found?.text ?? '';
  }

  has({ desk, deskSeq }: Pick<ForeignEvent, 'desk' | 'deskSeq'>): boolean {
    return this.isKnown.get(desk, deskSeq) !== undefined;
  }

  /** Those that were not taken in yet, each once. */
  unknownAmong(events: readonly ForeignEvent[]): ForeignEvent[] {
    const seen = new Set<string>();
    return events.filter((event) => {
      const place = `${event.desk} ${event.deskSeq}`;
      return !seen.has(place) && seen.add(place) && !this.has(event);
    });
  }

  /** The highest seq of a desk that was taken in; 0 for none. */
  lastOf(desk: string): number {
    return (this.highest.get(desk) as { n: number | null }).n ?? 0;
  }

  /** Those of `seqs` that another desk wrote. */
  seqsAmong(seqs: readonly number[]): ReadonlySet<number> {
    if (!this.hasAny) return NONE;
    return new Set((this.listed.all(JSON.stringify(seqs)) as { seq: number }[]).map((row) => row.seq));
  }

  /** Inside a transaction. */
  put(seq: number, { desk, deskSeq, event, proof }: ForeignEvent, arrivedAt: number): void {
    this.hasAny = true;
    this.insert.run(seq, this.names.numberOf(desk), deskSeq, arrivedAt, proof && Buffer.from(proof));
    if (event.incident !== null) this.share.run(event.incident);
  }

  /** Inside a transaction. */
  keepClock(hlc: string): void {
    this.putClock.run(hlc);
  }

  /** Those of `incidents` that hold an event of another desk. */
  sharedAmong(incidents: Iterable<string>): string[] {
    return (this.among.all(JSON.stringify([...incidents])) as { incident: string }[]).map((row) => row.incident);
  }

  /** All incidents that hold an event of another desk. */
  sharedIncidents(): ReadonlySet<string> {
    const rows = this.db.prepare('SELECT incident FROM shared_incidents').all() as { incident: string }[];
    return new Set(rows.map((row) => row.incident));
  }
}
