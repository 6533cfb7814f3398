// Runs as a process of its own until it is killed: the engine, and one window that types without a pause, says what it tries and what was answered.
import { appendFileSync } from 'node:fs';
import * as Y from 'yjs';
import { boot } from '../../../electron/engine/boot';
import type { OpenedPostmortem } from '../../../shared/contract/postmortem';

const [profile = '', key = '', incident = '', diary = ''] = process.argv.slice(2);

const result = await boot({
  ...{ profile, key, keyKeeping: 'file', configFile: null, demoDir: null },
  onLeaveDemo: () => undefined,
  voice: {
    present: () => undefined,
    withdraw: () => undefined,
    onStatus: () => undefined,
    onEvents: () => undefined,
    onFeeds: () => undefined,
    journal: (line) => process.stderr.write(`${line}\n`),
  },
});
if (!result.ok) throw new Error(result.what);

const must = async <T>(call: string, args: unknown): Promise<T> => {
  const reply = await result.engine.call(call, args);
  if (!reply.ok) throw new Error(reply.error.what);
  return reply.value as T;
};

const doc = new Y.Doc();
const text = doc.getText('text');
const { update } = await must<OpenedPostmortem>('open-postmortem', { incident });
Y.applyUpdate(doc, Buffer.from(update, 'base64'));
// Into a file: what a pipe still holds would die with the process.
const tell = (what: string): void => appendFileSync(diary, `${what} ${Buffer.from(text.toString()).toString('base64')}\n`);
tell('opened');
for (let n = 0; ; n++) {
  const before = Y.encodeStateVector(doc);
  doc.transact(() => {
    if (n % 7 === 6) text.delete(Math.floor(text.length / 3), 5);
    text.insert(Math.floor(text.length / 2), `${process.pid}:${n};`);
  });
  tell('trying');
  await must('edit-postmortem', { incident, update: Buffer.from(Y.encodeStateAsUpdate(doc, before)).toString('base64') });
  tell('saved');
}
