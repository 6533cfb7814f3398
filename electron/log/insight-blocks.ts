// Blocks of facts and pages: what a look reads of incidents by the ten thousand. They are made anew from the rows behind them, once enough
// of these have changed.
import type Database from 'libsql';
import type { IncidentFacts } from '../../shared/insights/facts';
import type { Pages } from '../../shared/insights/pages';
import { onDisk } from './disk';
import { packFacts, unpackFacts } from './facts-block';
import type { InsightTable } from './insight-table';
import { packPages, unpackPages } from './pages-block';
import { inTransaction } from './transaction';

/** Incidents, or pages, in a block. */
const BLOCK = 2_048;
/** Fewer changed rows than this are cheaper read one by one. */
const ENOUGH = 1_000;

type Kind = 'facts' | 'pages';

export interface Packed {
  /** The last event whose changes are in the blocks. */
  readonly seq: number;
  /** How many pages are. */
  readonly pages: number;
}

export class InsightBlocks {
  private readonly db: Database.Database;
  private readonly rows: InsightTable;

  constructor(db: Database.Database, rows: InsightTable) {
    this.db = db;
    this.rows = rows;
  }

  packed(): Packed {
    const found = this.db.prepare('SELECT seq, pages FROM insight_packed').get() as Packed | undefined;
    return found ?? { seq: 0, pages: 0 };
  }

  /** Makes blocks anew where enough has changed up to `seq`, one a step. Ended early it begins anew: nothing is lost. `onProgress`: 0 to 1. */
  *pack(seq: number, onProgress: (share: number) => void): Generator<void, void, void> {
    const before = this.packed();
    const pages = this.countOfPages();
    if (this.rows.countChangedAfter(before.seq) < ENOUGH && pages - before.pages < ENOUGH) return;
    const changed = this.changedBlocks(before.seq);
    for (const [i, block] of changed.entries()) {
      this.put('facts', block, packFacts(this.rows.ofSlots(block * BLOCK, (block + 1) * BLOCK)));
      onProgress(i / changed.length);
      yield;
    }
    for (let block = Math.floor(before.pages / BLOCK); block * BLOCK < pages; block++) {
      this.put('pages', block, packPages(this.rows.pagesOfSlots(block * BLOCK, Math.min(pages, (block + 1) * BLOCK))));
      yield;
    }
    const done = this.db.prepare(
      'INSERT INTO insight_packed (one, seq, pages) VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq, pages = excluded.pages',
    );
    onDisk(() => inTransaction(this.db, () => void done.run(seq, pages)));
  }

  /** Facts of a block in the order of their slots; null: there is no such block. `once`: gives the same text for equal ones. */
  facts(block: number, once: (text: string) => string): IncidentFacts[] | null {
    const bytes = this.get('facts', block);
    return bytes && unpackFacts(bytes, once);
  }

  /** Pages of a block in the order of their slots; null: there is no such block. */
  pages(block: number): Pages | null {
    const bytes = this.get('pages', block);
    return bytes && unpackPages(bytes);
  }

  private changedBlocks(seq: number): number[] {
    const found = this.db.prepare(`SELECT DISTINCT slot / ${BLOCK} AS block FROM insight_facts WHERE seq > ? ORDER BY block`).all(seq);
    return (found as { block: number }[]).map(({ block }) => block);
  }

  private countOfPages(): number {
    return (this.db.prepare('SELECT coalesce(max(slot) + 1, 0) AS n FROM insight_pages').get() as { n: number }).n;
  }

  private get(kind: Kind, block: number): Buffer | null {
    const found = this.db.prepare('SELECT bytes FROM insight_blocks WHERE kind = ? AND block = ?').get(kind, block);
    return (found as { bytes: Buffer } | undefined)?.bytes ?? null;
  }

  private put(kind: Kind, block: number, bytes: Buffer): void {
    const put = this.db.prepare('INSERT INTO insight_blocks VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET bytes = excluded.bytes');
    onDisk(() => inTransaction(this.db, () => void put.run(kind, block, bytes)));
  }
}
