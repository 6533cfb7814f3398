// A postmortem as its events tell it, without its text: what the log keeps in a table, and what lists, review and reminders read.
import type { Postmortem } from '../../domain/postmortem';
import { actionLinesOf } from '../../postmortem/action-lines';
import type { EventKind, LogEvent } from '../event';
import type { PostmortemEvents } from '../kinds/postmortem';

/** The postmortem of one incident, started or only due. Times are Unix ms. */
export interface PostmortemRecord {
  readonly incident: string;
  readonly postmortem: Postmortem | null;
  readonly dueAt: number | null;
  readonly reminded: 'soon' | 'late' | null;
  /** First edit since the last version, and who wrote since; null: every edit is in a version. */
  readonly unkeptAt: number | null;
  readonly unkeptAuthors: readonly string[];
  readonly actions: { readonly open: number; readonly total: number } | null;
}

export type PostmortemEvent = Extract<LogEvent, { kind: keyof PostmortemEvents }>;

/** The kinds that `foldPostmortem` folds. */
export const POSTMORTEM_KINDS: readonly (keyof PostmortemEvents)[] = [
  ...(['postmortem.started', 'postmortem.edited', 'postmortem.versioned', 'postmortem.restored', 'postmortem.moved'] as const),
  ...(['postmortem.taken-in', 'postmortem.published', 'postmortem.scheduled', 'postmortem.reminded'] as const),
  ...(['comment.added', 'comment.answered', 'comment.resolved', 'comment.reopened', 'finding.accepted', 'finding.reopened'] as const),
];
const KINDS: ReadonlySet<EventKind> = new Set<EventKind>(POSTMORTEM_KINDS);

export function isPostmortemEvent(event: LogEvent): event is PostmortemEvent {
  return KINDS.has(event.kind);
}

function fresh(incident: string): PostmortemRecord {
  return { incident, postmortem: null, dueAt: null, reminded: null, unkeptAt: null, unkeptAuthors: [], actions: null };
}

/** Folds one event of one incident. */
export function foldPostmortem(before: PostmortemRecord | undefined, event: PostmortemEvent): PostmortemRecord {
  const record = before ?? fresh(event.incident ?? '');
  switch (event.kind) {
    case 'postmortem.started':
      return record.postmortem ? record : { ...record, postmortem: started(event) };
    case 'postmortem.scheduled':
      return { ...record, dueAt: event.data.dueAt, reminded: null };
    case 'postmortem.reminded':
      return { ...record, reminded: event.data.isLate ? 'late' : 'soon' };
    case 'postmortem.edited':
      return edited(record, event.at, event.data.by);
    case 'postmortem.versioned':
      return { ...record, unkeptAt: null, unkeptAuthors: [], actions: countActions(event.data.text) };
    case 'postmortem.moved':
      return moved(record, event);
    default:
      return record.postmortem ? { ...record, postmortem: noted(record.postmortem, event) } : record;
  }
}

function started(event: Extract<PostmortemEvent, { kind: 'postmortem.started' }>): Postmortem {
  const { at, data } = event;
  return {
    ...{ incident: event.incident ?? '', postmortem: data.postmortem, title: data.title, template: data.template, status: 'draft' },
    ...{ startedAt: at, startedBy: data.by, authors: [], editedAt: at, editedBy: data.by },
    ...{ movedAt: at, movedBy: data.by, movedWhy: '', places: [], openComments: 0 },
  };
}

function edited(record: PostmortemRecord, at: number, by: string): PostmortemRecord {
  const { postmortem, unkeptAuthors } = record;
  if (!postmortem) return record;
  const authors = postmortem.authors.includes(by) ? postmortem.authors : [...postmortem.authors, by];
  return {
    ...record,
    postmortem: { ...postmortem, authors, editedAt: at, editedBy: by },
    unkeptAt: record.unkeptAt ?? at,
    unkeptAuthors: unkeptAuthors.includes(by) ? unkeptAuthors : [...unkeptAuthors, by],
  };
}

function moved(record: PostmortemRecord, event: Extract<PostmortemEvent, { kind: 'postmortem.moved' }>): PostmortemRecord {
  const { postmortem } = record;
  if (!postmortem) return record;
  const { to, why, by } = event.data;
  const next = { ...record, postmortem: { ...postmortem, status: to, movedAt: event.at, movedBy: by, movedWhy: why } };
  return to === 'published' ? { ...next, dueAt: null, reminded: null } : next;
}

function noted(postmortem: Postmortem, event: PostmortemEvent): Postmortem {
  switch (event.kind) {
    case 'postmortem.published': {
      const { target, targetName, url, ref, by } = event.data;
      const others = postmortem.places.filter((p) => p.target !== target || p.ref !== ref);
      return { ...postmortem, places: [...others, { target, targetName, url, ref, at: event.at, by }] };
    }
    case 'comment.added':
    case 'comment.reopened':
      return { ...postmortem, openComments: postmortem.openComments + 1 };
    case 'comment.resolved':
      return { ...postmortem, openComments: Math.max(0, postmortem.openComments - 1) };
    default:
      return postmortem;
  }
}

function countActions(text: string): PostmortemRecord['actions'] {
  const lines = actionLinesOf(text);
  return { open: lines.filter(({ action }) => action.state === 'open' || action.state === 'in-progress').length, total: lines.length };
}
