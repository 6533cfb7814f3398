// The comments of a document for the editor: asked for when they change, sent as they are made.
import { useCallback, useEffect, useMemo, useState } from 'react';
import * as Y from 'yjs';
import type { EngineArgs } from '../../../shared/contract';
import type { PostmortemComment } from '../../../shared/domain/postmortem';
import { callEngine } from '../../bridge';
import { fromBase64, toBase64 } from '../../store/base64';
import { usePostmortemVersion } from '../../store/postmortem-news';
import { tellError } from '../../ui/toasts';
import type { Anchor, CommentSeams, TextComment } from '../postmortem/seams';

type CommentCall = 'add-comment' | 'answer-comment' | 'resolve-comment';

async function send<C extends CommentCall>(call: C, args: EngineArgs<C>): Promise<void> {
  const reply = await callEngine(call, args);
  if (!reply.ok) tellError(reply.error);
}

export function useComments(incident: string): CommentSeams {
  const news = usePostmortemVersion(incident);
  const [comments, setComments] = useState<readonly TextComment[]>([]);
  const load = useCallback(async () => {
    const reply = await callEngine('list-comments', { incident });
    if (reply.ok) setComments(reply.value.comments.map(shown));
    else tellError(reply.error);
  }, [incident]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: news of a comment is the reason to ask, not an input
  useEffect(() => void load(), [load, news]);
  return useMemo(
    () => ({
      comments,
      onAdd: ({ anchor, quote, text }) =>
        void send('add-comment', { incident, from: packed(anchor.from), to: packed(anchor.to), quote, text }),
      onAnswer: (comment, text) => void send('answer-comment', { incident, comment, text }),
      onResolve: (comment) => void send('resolve-comment', { incident, comment, isResolved: true }),
    }),
    [comments, incident],
  );
}

/** A relative position as JSON -> as base64 of its bytes. */
function packed(position: Anchor['from']): string {
  return toBase64(Y.encodeRelativePosition(Y.createRelativePositionFromJSON(position)));
}

/** Null, which leads to no place, where the bytes are none. */
function unpacked(base64: string): unknown {
  try {
    return Y.relativePositionToJSON(Y.decodeRelativePosition(fromBase64(base64)));
  } catch {
    return null;
  }
}

function shown({ comment, from, to, quote, text, at, by, answers, resolved }: PostmortemComment): TextComment {
  return {
    ...{ id: comment, by, at, text, quote, isResolved: resolved !== null },
    anchor: { from: unpacked(from), to: unpacked(to) },
    answers: answers.map(({ answer, ...rest }) => ({ id: answer, ...rest })),
  };
}
