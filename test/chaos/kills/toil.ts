// What a person does at a desk whose engine will be killed: types a postmortem, writes notes, sends messages, takes incidents, without a
// pause. Only what was answered goes into the diary.
import * as Y from 'yjs';
import type { DeskEngine } from '../../electron/engine/desk-engine';
import { write } from './diary';

export interface Toil {
  readonly diary: string;
  /** Of this life of the engine; makes all texts different. */
  readonly life: number;
  /** The incident whose postmortem is typed; it is never taken. */
  readonly incident: string;
  readonly channel: string;
}

const REST_MS = 15;

/** With what the postmortem begins: each word is written right behind it, and splits no other. */
export const BEGIN = 'Begin\n';

export async function toil(desk: DeskEngine, { diary, life, incident, channel }: Toil): Promise<never> {
  const doc = new Y.Doc();
  const text = doc.getText('text');
  const { update } = await desk.must('open-postmortem', { incident });
  Y.applyUpdate(doc, Buffer.from(update, 'base64'));
  const others = (await desk.snapshot()).rows.filter(({ id, status }) => id !== incident && status === 'open').map(({ id }) => id);
  for (let n = 0; ; n++) {
    const name = `${life}:${n};`;
    const known = Y.encodeStateVector(doc);
    text.insert(BEGIN.length, name);
    await desk.must('edit-postmortem', { incident, update: Buffer.from(Y.encodeStateAsUpdate(doc, known)).toString('base64') });
    write(diary, ['edit', name]);
    await desk.must('add-note', { id: others[n % others.length] ?? incident, text: name });
    write(diary, ['note', name]);
    if (n % 4 === 0) {
      await desk.must('send-message', { incident, to: { channel }, isUpdate: false, subject: name, text: 'The engine goes and comes.' });
      write(diary, ['message', name]);
    }
    // Refused where the alert is over meanwhile.
    if (n % 16 === 5 && others[n]) await desk.call('acknowledge-incident', { incidents: [others[n]] });
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
  }
}
