import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../shared/log/event';
import { foldRow } from '../../../shared/log/views/queue';
import { closed, commit, KEY, NOW, noted, opened, openIn, tempFolder } from './a-log';

function filled(): string {
  const folder = tempFolder();
  const log = openIn(folder);
  for (let i = 0; i < 50; i++) commit(log, [opened(`i${i}`, i + 1), noted(`i${i}`, `wrote word${i}`)], NOW + i);
  commit(log, [closed('i3')], NOW + 99);
  log.close();
  return folder;
}

function spoil(folder: string, sql: string): void {
  const db = new Database(join(folder, 'dogwatch.db'), { encryptionCipher: 'aes256cbc', encryptionKey: KEY } as Database.Options);
  db.exec(sql);
  db.close();
}

describe('read models', () => {
  it('[L6] are current in a new log and after a clean run', () => {
    const log = openIn(filled());
    expect(log.needsRebuild()).toBe(false);
    log.close();
  });

  it.each([
    ['missing', 'DELETE FROM incident_rows'],
    ['older than the code', "UPDATE meta SET text = '0' WHERE name = 'views'"],
    ['never stamped', "DELETE FROM meta WHERE name = 'views'; DROP TABLE search_1; DELETE FROM search_parts"],
  ])('[L6] are folded from the log again when %s', (_why, sql) => {
    const folder = filled();
    let log = openIn(folder);
    const before = [log.liveRows(), log.pastRows(['closed'], null, 9), log.search('word7', 5), log.search('incident', 99)];
    log.close();
    spoil(folder, sql);
    log = openIn(folder);
    expect(log.needsRebuild()).toBe(true);
    expect(() => log.append(log.seal([noted('i1', 'too early')], NOW), { rows: [] })).toThrow(/rebuilt/);
    log.discard();
    const progress: number[] = [];
    log.rebuild(foldRow, (done, last) => progress.push(done / last));
    expect(progress.at(-1)).toBe(1);
    expect(log.needsRebuild()).toBe(false);
    expect([log.liveRows(), log.pastRows(['closed'], null, 9), log.search('word7', 5), log.search('incident', 99)]).toEqual(before);
    commit(log, [noted('i1', 'goes on')], NOW + 100);
    log.close();
    log = openIn(folder);
    expect(log.needsRebuild()).toBe(false);
    log.close();
  });

  it('[L6] [O1] hold outward acts as their events say', () => {
    const folder = tempFolder();
    let log = openIn(folder);
    const words = { audience: null, person: null, purpose: 'by-hand' as const, subject: 'S', text: 'T', isRedacted: false };
    const content = { what: 'message' as const, channel: 'ops', channelName: 'Ops', address: null, ...words };
    const asked = (act: string, incident: string | null): Draft => {
      const rest = { content, precondition: { needs: 'nothing' as const }, key: act, why: '', rule: null, by: 'me', isAwaiting: false };
      return { kind: 'act.requested', incident, actor: 'me', data: { act, ...rest, expiresAt: NOW } };
    };
    const started = (act: string): Draft => ({ kind: 'act.started', incident: null, actor: 'outbox', data: { act, attempt: 1 } });
    commit(log, [opened('i', 1), asked('a', 'i'), asked('b', null), asked('c', null), started('b'), started('c')], NOW);
    commit(
      log,
      [{ kind: 'act.sent', incident: null, actor: 'outbox', data: { act: 'c', ref: null, attempt: 1, mayBeDouble: false } }],
      NOW + 1,
    );
    const before = [log.openActs(), log.pastActs(9), log.actsOf('i', 9)];
    expect(log.openActs().map((a) => [a.id, a.state])).toEqual([
      ['a', 'queued'],
      ['b', 'sending'],
    ]);
    log.close();
    spoil(folder, "DELETE FROM acts; UPDATE meta SET text = '0' WHERE name = 'views'");
    log = openIn(folder);
    log.rebuild(foldRow);
    expect([log.openActs(), log.pastActs(9), log.actsOf('i', 9)]).toEqual(before);
    log.close();
  });

  it('[L6] start over when a rebuild was interrupted', () => {
    const folder = filled();
    spoil(folder, "UPDATE meta SET text = '0' WHERE name = 'views'");
    let log = openIn(folder);
    let folded = 0;
    const failing = (): never => {
      throw new Error('power cut');
    };
    expect(() => log.rebuild((row, event) => (++folded > 20 ? failing() : foldRow(row, event)))).toThrow('power cut');
    expect(() => log.rebuild(() => failing())).toThrow('power cut');
    expect(log.needsRebuild()).toBe(true);
    log.close();
    log = openIn(folder);
    expect(log.needsRebuild()).toBe(true);
    log.rebuild(foldRow);
    expect(log.liveRows()).toHaveLength(49);
    expect(log.search('word7', 5)).toHaveLength(1);
    log.close();
  });
});
