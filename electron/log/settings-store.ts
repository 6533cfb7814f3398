// Settings and secrets beside the log, in the same encrypted file. Secrets are read one by one, by name; all together
// only to strike them out of texts.
import type Database from 'libsql';
import type { SettingsWrites } from './log';

export class SettingsStore {
  private readonly get: Database.Statement;
  private readonly set: Database.Statement;
  private readonly secretGet: Database.Statement;
  private readonly secretAll: Database.Statement;
  private readonly secretSet: Database.Statement;
  private readonly secretDelete: Database.Statement;
  private readonly drawersAll: Database.Statement;
  private readonly drawerDelete: Database.Statement;

  constructor(db: Database.Database) {
    this.get = db.prepare('SELECT text FROM settings WHERE name = ?');
    this.set = db.prepare('INSERT INTO settings VALUES (?, ?) ON CONFLICT DO UPDATE SET text = excluded.text');
    this.secretGet = db.prepare('SELECT text FROM secrets WHERE feed = ? AND name = ?');
    this.secretAll = db.prepare('SELECT text FROM secrets');
    this.secretSet = db.prepare('INSERT INTO secrets VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET text = excluded.text');
    this.secretDelete = db.prepare('DELETE FROM secrets WHERE feed = ? AND name = ?');
    this.drawersAll = db.prepare('SELECT DISTINCT feed FROM secrets');
    this.drawerDelete = db.prepare('DELETE FROM secrets WHERE feed = ?');
  }

  setting(name: string): string | undefined {
    return (this.get.get(name) as { text: string } | undefined)?.text;
  }

  putSetting(name: string, text: string): void {
    this.set.run(name, text);
  }

  secret(feed: string, name: string): string | undefined {
    return (this.secretGet.get(feed, name) as { text: string } | undefined)?.text;
  }

  secretTexts(): string[] {
    return (this.secretAll.all() as { text: string }[]).map((row) => row.text);
  }

  /** Names of the drawers that hold a secret. */
  drawers(): string[] {
    return (this.drawersAll.all() as { feed: string }[]).map((row) => row.feed);
  }

  /** Inside a transaction. */
  putAll({ settings, emptied = [], secrets }: SettingsWrites): void {
    for (const drawer of emptied) this.drawerDelete.run(drawer);
    for (const [name, text] of Object.entries(settings)) this.putSetting(name, text);
    for (const { feed, name, text } of secrets) {
      if (text === '') this.secretDelete.run(feed, name);
      else this.secretSet.run(feed, name, text);
    }
  }
}
