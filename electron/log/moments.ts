// Where the entries of an incident stand in time. Kept are only the moments that differ from when the desk saw them; the rest is the
// event's own clock.
import type Database from 'libsql';
import type { LogEvent } from '../../shared/log/event';
import { sourceTime } from '../../shared/log/views/source-time';
import { wallOf } from './hybrid-clock';
import type { Names } from './names';

/** Columns of equal length, by seq; times in Unix ms. */
export interface Moments {
  readonly seqs: readonly number[];
  readonly at: readonly number[];
  readonly happenedAt: readonly number[];
  readonly kinds: readonly string[];
  readonly actors: readonly string[];
}

const HLC_LENGTH = 17;

type Joined = Record<'seqs' | 'kinds' | 'actors' | 'hlcs', string | null>;
type Told = Record<'seqs' | 'times', string | null>;

export class MomentTable {
  private readonly insert: Database.Statement;
  private readonly entries: Database.Statement;
  private readonly told: Database.Statement;
  private readonly db: Database.Database;
  private readonly names: Names;

  constructor(db: Database.Database, names: Names) {
    this.db = db;
    this.names = names;
    this.insert = db.prepare('INSERT OR REPLACE INTO moments (incident, seq, happened_at) VALUES (?, ?, ?)');
    this.entries = db.prepare(
      `SELECT '[' || group_concat(seq) || ']' AS seqs, '[' || group_concat(kind) || ']' AS kinds, '[' || group_concat(actor) || ']' AS actors,
         group_concat(hlc, '') AS hlcs FROM (SELECT seq, kind, actor, hlc FROM events WHERE incident = ?1 AND seq > ?2
         AND seq NOT IN (SELECT seq FROM postmortem_texts WHERE incident = ?1 AND is_told = 0) ORDER BY seq)`,
    );
    this.told = db.prepare(
      `SELECT '[' || group_concat(seq) || ']' AS seqs, '[' || group_concat(happened_at) || ']' AS times
       FROM (SELECT seq, happened_at FROM moments WHERE incident = ? AND seq > ? ORDER BY seq)`,
    );
  }

  /** Inside a transaction. */
  put(event: LogEvent): void {
    if (event.incident === null) return;
    const happenedAt = sourceTime(event);
    if (happenedAt !== event.at) this.insert.run(event.incident, event.seq, happenedAt);
  }

  /** Inside a transaction. */
  clear(): void {
    this.db.exec('DELETE FROM moments');
  }

  of(incident: string, afterSeq: number): Moments {
    const joined = this.entries.get(incident, afterSeq) as Joined;
    const seqs = listOf(joined.seqs);
    const hlcs = joined.hlcs ?? '';
    const at = seqs.map((_, i) => wallOf(hlcs.substring(i * HLC_LENGTH, (i + 1) * HLC_LENGTH)));
    return {
      seqs,
      at,
      happenedAt: this.happenedAt(incident, afterSeq, seqs, at),
      kinds: listOf(joined.kinds).map((n) => this.names.nameOf(n)),
      actors: listOf(joined.actors).map((n) => this.names.nameOf(n)),
    };
  }

  private happenedAt(incident: string, afterSeq: number, seqs: readonly number[], at: readonly number[]): readonly number[] {
    const told = this.told.get(incident, afterSeq) as Told;
    const times = listOf(told.times);
    const bySeq = new Map(listOf(told.seqs).map((seq, i) => [seq, times[i] as number]));
    return bySeq.size === 0 ? at : seqs.map((seq, i) => bySeq.get(seq) ?? (at[i] as number));
  }
}

function listOf(json: string | null): number[] {
  return json === null ? [] : (JSON.parse(json) as number[]);
}
