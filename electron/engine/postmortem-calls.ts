// Calls about postmortems. Texts are written in the room of postmortems; what only looks asks the log.
import type { Reply } from '../../shared/contract';
import type { PostmortemValues } from '../../shared/contract/postmortem';
import { fileType, PICTURE_TYPES } from '../../shared/domain/file-type';
import { oneLine } from '../../shared/domain/plain-text';
import type { Postmortem, PostmortemRow } from '../../shared/domain/postmortem';
import { type CommentAct, decideComment, decideFindings, decideMove, draft } from '../../shared/log/decide/postmortem';
import { FINDING_KINDS, foldAcceptedFindings } from '../../shared/log/views/accepted-findings';
import type { PostmortemRecord } from '../../shared/log/views/postmortem';
import { COMMENT_KINDS, foldComments } from '../../shared/log/views/postmortem-comments';
import { publishGate } from '../../shared/rules/publish-gate';
import type { Settings } from '../../shared/settings';
import { type Attachments, hashOf } from '../log/attachments';
import type { Log } from '../log/store';
import type { Desk } from './desk';
import { type Checked, done, type Handlers, refuse } from './gate';
import type { PostmortemRoom } from './postmortem-room';

export interface PostmortemCallDeps {
  readonly desk: Desk;
  readonly log: Log;
  readonly room: PostmortemRoom;
  readonly attachments: Attachments;
  readonly settings: () => Settings;
  readonly person: () => string;
  readonly newId: () => string;
}

export function postmortemCalls(deps: PostmortemCallDeps): Pick<Handlers, keyof PostmortemValues> {
  const { room, log } = deps;
  return {
    'list-postmortems': () => done({ rows: log.postmortems.all().flatMap((record) => listed(record, room)) }),
    'start-postmortem': async ({ incident, template, text }) => (await room.desk()).start(room.row(incident), incident, template, text),
    'open-postmortem': async ({ incident, known }) => {
      const opened = await (await room.desk()).open(incident, known);
      if (opened.ok) room.restSoon(incident, deps.person());
      return opened;
    },
    'edit-postmortem': async ({ incident, update }) => (await room.desk()).edit(incident, update),
    'import-postmortem-updates': async ({ incident, updates }) => (await room.desk()).import(incident, updates),
    'export-postmortem-updates': async ({ incident, known }) => {
      const opened = await (await room.desk()).open(incident, known);
      return opened.ok ? done({ update: opened.value.update }) : opened;
    },
    'save-postmortem-version': async ({ incident, name }) => (await room.desk()).versions.save(incident, name),
    'list-postmortem-versions': async ({ incident }) => (await room.desk()).listVersions(incident),
    'read-postmortem-version': async ({ incident, version }) => (await room.desk()).readVersion(incident, version),
    'restore-postmortem-version': async ({ incident, version }) => (await room.desk()).restore(incident, version),
    'move-postmortem': (args) => move(deps, args),
    'note-postmortem-place': async ({ incident, ...place }) => {
      const by = deps.person();
      const judge = ({ postmortem }: Postmortem) => [draft(incident, by, 'postmortem.published', { postmortem, ...place, by })];
      return (await room.desk()).act(incident, judge, `Put to ${place.targetName}`);
    },
    'schedule-postmortem': ({ incident, dueAt, why }) => {
      const row = room.row(incident);
      if (!row) return refuse('There is no such incident.');
      if (dueAt === null && why === '') return refuse('Say why no postmortem is needed.', 'Whoever asks later wants to know.');
      const by = deps.person();
      deps.desk.transact(() => [draft(incident, by, 'postmortem.scheduled', { dueAt, why, by })]);
      return done({ dueAt });
    },
    'list-comments': ({ incident }) => done({ comments: foldComments(log.ofKinds(incident, COMMENT_KINDS)) }),
    'add-comment': ({ incident, ...rest }) => {
      const comment = `c-${deps.newId()}`;
      return comments(deps, incident, { act: 'add', comment, ...rest }, { comment });
    },
    'answer-comment': ({ incident, comment, text }) => {
      const answer = `a-${deps.newId()}`;
      return comments(deps, incident, { act: 'answer', comment, answer, text }, { answer });
    },
    'resolve-comment': ({ incident, comment, isResolved }) =>
      comments(deps, incident, { act: isResolved ? 'resolve' : 'reopen', comment }, { done: true }),
    'list-accepted-findings': ({ incident }) => done({ accepted: foldAcceptedFindings(log.ofKinds(incident, FINDING_KINDS)) }),
    'accept-findings': (args) => acceptFindings(deps, args),
    'attach-to-postmortem': (args) => attach(deps, args),
  };
}

/** An incident that a text belongs to and that is not here (any more) has no line. */
function listed(record: PostmortemRecord, room: PostmortemRoom): PostmortemRow[] {
  const row = room.row(record.incident);
  if (!row || (record.postmortem === null && record.dueAt === null)) return [];
  const { postmortem, dueAt, actions } = record;
  return [
    {
      ...{ incident: row.id, number: row.number, title: row.title, service: row.service, severity: row.severity },
      ...{ incidentStatus: row.status, isRestricted: row.isRestricted, resolvedAt: row.resolvedAt, dueAt, actions },
      ...{ status: postmortem?.status ?? null, editedAt: postmortem?.editedAt ?? null, editedBy: postmortem?.editedBy ?? '' },
      openComments: postmortem?.openComments ?? 0,
    },
  ];
}

async function move(
  deps: PostmortemCallDeps,
  { incident, to, why, approver }: Checked<'move-postmortem'>,
): Promise<Reply<{ postmortem: Postmortem }>> {
  const { people, postmortem: rules } = deps.settings();
  const notedBy = deps.person();
  const row = deps.room.row(incident);
  const other = approver === null ? undefined : people.find((p) => p.id === approver);
  if (!row) return refuse('There is no such incident.');
  if (approver !== null && !other) return refuse(`Nobody of the people in the settings has the id “${approver}”.`);
  if (to === 'published' && why === '') {
    const gate = publishGate(deps.log.actionsOf(incident));
    if (gate.asksWhy) return refuse(gate.question, gate.hint);
  }
  const by = other?.name ?? notedBy;
  return (await deps.room.desk()).act(
    incident,
    (postmortem, text) =>
      decideMove(row, postmortem, { to, why, by, notedBy, isTextEmpty: text.trim() === '', needsAnother: rules.needsAnotherToApprove }),
    `Before it became ${to}`,
  );
}

function comments<T>({ desk, log, person }: PostmortemCallDeps, incident: string, act: CommentAct, value: T): Reply<T> {
  const postmortem = log.postmortems.get(incident)?.postmortem;
  if (!postmortem) return refuse('No postmortem was started for this incident.', 'Start it first.');
  const judged = decideComment(postmortem, foldComments(log.ofKinds(incident, COMMENT_KINDS)), act, person());
  if ('why' in judged) return refuse(judged.why, judged.remedy);
  desk.transact(() => judged);
  return done(value);
}

/** Only what changes something becomes an event. */
function acceptFindings({ desk, log, person }: PostmortemCallDeps, { incident, findings, isFine }: Checked<'accept-findings'>) {
  const postmortem = log.postmortems.get(incident)?.postmortem;
  if (!postmortem) return refuse<{ done: true }>('No postmortem was started for this incident.', 'Start it first.');
  const drafts = decideFindings(postmortem, foldAcceptedFindings(log.ofKinds(incident, FINDING_KINDS)), findings, isFine, person());
  if (drafts.length > 0) desk.transact(() => drafts);
  return done<{ done: true }>({ done: true });
}

/** The file is durable before the event that names it is. */
function attach(
  { desk, log, attachments, person }: PostmortemCallDeps,
  { incident, file, caption }: Checked<'attach-to-postmortem'>,
): ReturnType<Handlers['attach-to-postmortem']> {
  if (!log.postmortems.get(incident)?.postmortem) return refuse('No postmortem was started for this incident.', 'Start it first.');
  const bytes = Buffer.from(file.base64, 'base64');
  if (bytes.length === 0) return refuse('The file is empty.', 'Choose another.');
  const name = oneLine(file.name, 200) || 'file';
  const [sha256, mime, by] = [hashOf(bytes), fileType(bytes), person()];
  const isPicture = PICTURE_TYPES.has(mime);
  try {
    attachments.put(bytes);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    return refuse(`The file could not be kept: ${error.message}`, 'Check that the disk has room.', 'failed');
  }
  const isKnown = log.ofKinds(incident, ['attachment.added']).some((e) => e.kind === 'attachment.added' && e.data.sha256 === sha256);
  const data = { sha256, name, mime, bytes: bytes.length, by };
  if (!isKnown) desk.transact(() => [{ kind: 'attachment.added', incident, actor: `person:${by}`, data }]);
  const words = oneLine(caption || name, 300).replace(/[[\]\\]/g, ' ');
  return done({ sha256, mime, bytes: bytes.length, isPicture, markdown: `${isPicture ? '!' : ''}[${words}](attachment:${sha256})` });
}
