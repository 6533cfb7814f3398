// Brings a log of an older Dogwatch up to this one's tables. Migrations only add; each runs in its own transaction and
// leaves its number in the file, so an interrupted one starts over.
import type Database from 'libsql';
import { migration0010 } from './migrations/0010-events';
import { migration0020 } from './migrations/0020-rows';
import { migration0030 } from './migrations/0030-search';
import { migration0040 } from './migrations/0040-settings';
import { migration0050 } from './migrations/0050-acts';
import { migration0060 } from './migrations/0060-runbooks';
import { migration0070 } from './migrations/0070-moments';
import { migration0080 } from './migrations/0080-postmortems';
import { migration0085 } from './migrations/0085-actions';
import { migration0120 } from './migrations/0120-insights';
import { migration0130 } from './migrations/0130-feed-memory';
import { migration0160 } from './migrations/0160-foreign-events';
import { migration0165 } from './migrations/0165-insight-blocks';
import { migration0170 } from './migrations/0170-parked-messages';
import { migration0180 } from './migrations/0180-sightings';
import { migration0190 } from './migrations/0190-recordings';
import { migration0200 } from './migrations/0200-parked-counts';
import { migration0210 } from './migrations/0210-let-go';
import { inTransaction } from './transaction';

export interface Migration {
  readonly version: number;
  readonly sql: string;
}

/** In ascending order; a number is never reused and its SQL never changed after a release. */
export const MIGRATIONS: readonly Migration[] = [
  migration0010,
  migration0020,
  migration0030,
  migration0040,
  migration0050,
  migration0060,
  migration0070,
  migration0080,
  migration0085,
  migration0120,
  migration0130,
  migration0160,
  migration0165,
  migration0170,
  migration0180,
  migration0190,
  migration0200,
  migration0210,
];

export const LATEST_VERSION = Math.max(...MIGRATIONS.map((m) => m.version));

export function versionOf(db: Database.Database): number {
  return (db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
}

/** Runs what is missing. The caller has refused files that are newer than `LATEST_VERSION`. */
export function migrate(db: Database.Database, migrations: readonly Migration[] = MIGRATIONS): void {
  const from = versionOf(db);
  for (const { version, sql } of migrations) {
    if (version <= from) continue;
    inTransaction(db, () => {
      db.exec(sql);
      db.exec(`PRAGMA user_version = ${version}`);
    });
  }
}
