import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import type { ChainCheck } from '../../../electron/log/store';
import { anAlert, checked, commit, fired, KEY, NOW, noted, opened, openIn, paused, tempFolder } from './a-log';

/** Writes two incidents and desk events, tampers with the file by hand, and says what the chain check finds. */
function afterTampering(sql: string, incident: string | null = 'a'): ChainCheck {
  const folder = tempFolder();
  const log = openIn(folder);
  const alerts = Array.from({ length: 50 }, (_, i) => anAlert({ key: `k${i}`, summary: `summary ${i} ${'y'.repeat(90)}` }));
  for (let i = 0; i < 4; i++) commit(log, [i === 0 ? opened('a', 1) : noted('a', `n${i}`), fired('b', alerts), paused()], NOW + i);
  log.close();
  const db = new Database(join(folder, 'dogwatch.db'), { encryptionCipher: 'aes256cbc', encryptionKey: KEY } as Database.Options);
  db.exec(sql === '' ? 'SELECT 1' : sql);
  db.close();
  const again = openIn(folder);
  const check = checked(again, incident);
  again.close();
  return check;
}

describe('the chain of an incident', () => {
  it('[L4] is whole when nobody touched it, for incidents, the desk and strangers', () => {
    expect(afterTampering('')).toEqual({ isWhole: true, events: 4 });
    expect(afterTampering('', 'b')).toEqual({ isWhole: true, events: 4 });
    expect(afterTampering('', null)).toEqual({ isWhole: true, events: 4 });
    expect(afterTampering('', 'nobody')).toEqual({ isWhole: true, events: 0 });
  });

  it.each([
    ['changed data', `UPDATE events SET data = replace(data, 'n1', 'n9') WHERE seq = 4`, 4],
    ['a changed actor', "UPDATE events SET actor = (SELECT n FROM names WHERE name = 'feed:am') WHERE seq = 4", 4],
    ['a changed time', "UPDATE events SET hlc = '000000000001-0000' WHERE seq = 7", 7],
    ['a changed last event', `UPDATE events SET data = replace(data, 'n3', 'n9') WHERE seq = 10`, 10],
    ['a missing event', 'DELETE FROM events WHERE seq = 4', 1],
    ['a missing first event', 'DELETE FROM events WHERE seq = 1', 4],
    ['a cut tail', 'DELETE FROM events WHERE seq >= 7', 4],
    ['all events gone', "DELETE FROM events WHERE incident = 'a'", 10],
    ['an event moved to another incident', "UPDATE events SET incident = 'c' WHERE seq = 10", 7],
  ])('[L4] shows %s', (_what, sql, firstBroken) => {
    expect(afterTampering(sql)).toMatchObject({ isWhole: false, firstBroken });
  });

  it('[L4] shows a changed deflated event', () => {
    expect(afterTampering("UPDATE events SET deflated = x'00' WHERE seq = 5", 'b')).toMatchObject({ isWhole: false, firstBroken: 5 });
  });
});
