// What the disk and libsql alone give, in the same folder and run: rows as long as an event, in a table without anything else, under
// the log's own cipher, journal and durability.
import { join } from 'node:path';
import Database from 'libsql';

type EncryptedOptions = Database.Options & { readonly encryptionCipher: string; readonly encryptionKey: string };

export interface BareLog {
  /** Appends `count` rows in one transaction and waits until they are durable. */
  commit(count: number): void;
  close(): void;
}

/** `text` is what each row holds. */
export function openBareLog(folder: string, key: string, text: string): BareLog {
  const options: EncryptedOptions = { encryptionCipher: 'aes256cbc', encryptionKey: key };
  const db = new Database(join(folder, 'bare.db'), options);
  db.prepare('PRAGMA journal_mode = WAL').get();
  db.exec(
    'PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE bare (n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;',
  );
  const insert = db.prepare('INSERT INTO bare (text) VALUES (?)');
  return {
    commit: (count) => {
      db.exec('BEGIN IMMEDIATE');
      for (let i = 0; i < count; i++) insert.run(text);
      db.exec('COMMIT');
    },
    close: () => db.close(),
  };
}
