// Files of edits at places that a person chose in the shell: written for another desk, or read from one.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import type { Reply } from '../../shared/contract';
import type { SavedEdits, TakenEdits } from '../../shared/contract/publish';
import { fileType } from '../../shared/domain/file-type';
import { oneLine } from '../../shared/domain/plain-text';
import type { Draft } from '../../shared/log/event';
import { attachmentsOf } from '../../shared/postmortem/export/pictures';
import { msg } from '../../shared/words/words';
import { type Attachments, hashOf } from '../log/attachments';
import type { Log } from '../log/store';
import { EDITS_FILE_BYTES, type EditsBody, printEdits, readEdits } from '../postmortem/edits-file';
import { done, refuse } from './gate';
import type { PostmortemRoom } from './postmortem-room';

export interface EditsFileDeps {
  readonly log: Pick<Log, 'ofKinds' | 'postmortems'>;
  readonly attachments: Attachments;
  readonly postmortems: PostmortemRoom;
  /** Name of this machine. */
  readonly device: string;
  readonly person: () => string;
  readonly now: () => number;
}

const why = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export async function saveEdits(deps: EditsFileDeps, incident: string, file: string): Promise<Reply<SavedEdits>> {
  const row = deps.postmortems.row(incident);
  const postmortem = deps.log.postmortems.get(incident)?.postmortem;
  if (!row || !postmortem) return refuse('This incident has no postmortem yet.', 'Start one first.');
  const room = await deps.postmortems.desk();
  const edits = await room.exchange.gather(incident);
  const named = attachmentsOf(await room.docs.with(incident, (doc) => doc.toString()));
  const names = new Map(attached(deps, incident).map(({ sha256, name }) => [sha256, name]));
  const files = named.flatMap((sha256) => {
    const read = deps.attachments.read(sha256);
    return read.ok ? [{ sha256, name: names.get(sha256) ?? 'file', base64: read.bytes.toString('base64') }] : [];
  });
  const body: EditsBody = {
    incident: { id: incident, number: row.number, title: row.title.slice(0, 500) },
    template: postmortem.template,
    ...{ desk: oneLine(deps.device, 120) || 'a desk', by: oneLine(deps.person(), 120) || 'somebody', at: deps.now(), edits },
    files: files.map(({ name, base64 }) => ({ name, base64 })),
  };
  try {
    writeFileSync(file, printEdits(body));
  } catch (error) {
    const remedy = msg`Choose another place, with room and the right to write there.`;
    return refuse(`The edits could not be written: ${why(error)}.`, remedy, 'failed');
  }
  const missing = named.filter((sha256) => !files.some((kept) => kept.sha256 === sha256));
  return done({ path: file, authors: [...new Set(edits.map(({ by }) => by))], missing });
}

export async function takeInEdits(deps: EditsFileDeps, incident: string, file: string, evenApart: boolean): Promise<Reply<TakenEdits>> {
  const row = deps.postmortems.row(incident);
  if (!row) return refuse('There is no such incident.');
  let bytes: Buffer;
  try {
    if (statSync(file).size > EDITS_FILE_BYTES)
      return refuse(`The file is larger than ${EDITS_FILE_BYTES / 1e6} MB.`, 'Is it the right file?');
    bytes = readFileSync(file);
  } catch (error) {
    return refuse(`The file could not be read: ${why(error)}.`, 'Check that it is there and that you may read it.', 'failed');
  }
  const read = readEdits(bytes);
  if (!read.ok) return refuse(read.what, read.remedy);
  const { body, sha256 } = read;
  if (body.incident.id !== incident) {
    const theirs = `“${oneLine(body.incident.title, 80)}”, there INC-${body.incident.number}`;
    return refuse(`The edits in this file belong to another incident: ${theirs}.`, 'Open that incident here and take them in there.');
  }
  const room = await deps.postmortems.desk();
  return room.exchange.takeIn(row, { body, sha256, evenApart, keepFiles: () => keepFiles(deps, incident, body) });
}

function attached({ log }: EditsFileDeps, incident: string) {
  return log.ofKinds(incident, ['attachment.added']).flatMap((e) => (e.kind === 'attachment.added' ? [e.data] : []));
}

/** Files are durable before the events that name them are. */
function keepFiles(deps: EditsFileDeps, incident: string, { files }: EditsBody): Draft[] {
  const known = new Set(attached(deps, incident).map(({ sha256 }) => sha256));
  const by = deps.person();
  return files.flatMap(({ name, base64 }): Draft[] => {
    const bytes = Buffer.from(base64, 'base64');
    const sha256 = hashOf(bytes);
    if (bytes.length === 0 || known.has(sha256)) return [];
    deps.attachments.put(bytes);
    const data = { sha256, name: oneLine(name, 200) || 'file', mime: fileType(bytes), bytes: bytes.length, by };
    return [{ kind: 'attachment.added', incident, actor: `person:${by}`, data }];
  });
}
