// Comments and versions of a postmortem, folded from their events when somebody looks at them.
import type { PostmortemComment, PostmortemVersion } from '../../domain/postmortem';
import { inOrder } from '../../team/order';
import type { EventKind, LogEvent, OfKind } from '../event';

export const COMMENT_KINDS: readonly EventKind[] = ['comment.added', 'comment.answered', 'comment.resolved', 'comment.reopened'];

/** Oldest first. Folded in the order that counts: what was said on another desk may arrive after its answer. */
export function foldComments(events: readonly LogEvent[]): PostmortemComment[] {
  const comments = new Map<string, PostmortemComment>();
  const change = (id: string, step: (comment: PostmortemComment) => PostmortemComment): void => {
    const known = comments.get(id);
    if (known) comments.set(id, step(known));
  };
  for (const e of inOrder(events)) {
    if (e.kind === 'comment.added') {
      const { comment, from, to, quote, text, by } = e.data;
      if (!comments.has(comment)) comments.set(comment, { comment, from, to, quote, text, by, at: e.at, answers: [], resolved: null });
    } else if (e.kind === 'comment.answered') {
      const { answer, text, by } = e.data;
      change(e.data.comment, (c) => ({ ...c, answers: [...c.answers, { answer, text, by, at: e.at }] }));
    } else if (e.kind === 'comment.resolved') {
      const resolved = { at: e.at, by: e.data.by };
      change(e.data.comment, (c) => ({ ...c, resolved }));
    } else if (e.kind === 'comment.reopened') change(e.data.comment, (c) => ({ ...c, resolved: null }));
  }
  return [...comments.values()];
}

export function versionOf({ at, data }: OfKind<LogEvent, 'postmortem.versioned'>): PostmortemVersion {
  const { version, name, kept, authors, editedMs, by, text } = data;
  return { version, name, kept, at, by, authors, editedMs, chars: text.length };
}
