// What feeds remember over restarts, in the same encrypted file as the log, and forgotten with the feed.
import type Database from 'libsql';
import { onDisk } from './disk';

export class FeedMemory {
  private readonly db: Database.Database;

  constructor(db: Database.Database) {
    this.db = db;
  }

  /** JSON as it was written; null: nothing. */
  read(feed: string): string | null {
    const row = this.db.prepare('SELECT text FROM feed_memory WHERE feed = ?').get(feed) as { text: string } | undefined;
    return row?.text ?? null;
  }

  /** Durable when it returns. */
  write(feed: string, text: string): void {
    onDisk(() => this.db.prepare('INSERT INTO feed_memory VALUES (?, ?) ON CONFLICT DO UPDATE SET text = excluded.text').run(feed, text));
  }

  /** Forgets what all other feeds remembered. */
  keepOnly(feeds: readonly string[]): void {
    onDisk(() => this.db.prepare('DELETE FROM feed_memory WHERE feed NOT IN (SELECT value FROM json_each(?))').run(JSON.stringify(feeds)));
  }
}
