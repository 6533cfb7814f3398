// Where the text of a postmortem is written: a plain field bound to the document. Only what really changed goes into the document, so
// that what others write meanwhile stays.
import { useEffect, useState } from 'react';
import type { Text } from 'yjs';
import type { IncidentRow } from '../../../shared/domain/incident';
import type { PostmortemDoc, PostmortemDocState } from '../../store/postmortem-types';
import styles from './postmortem-tab.module.css';

interface Props {
  readonly row: IncidentRow;
  readonly doc: PostmortemDoc;
  readonly state: PostmortemDocState;
}

export function PostmortemHost({ row, doc, state }: Props) {
  const [text, setText] = useState(() => doc.text.toString());
  useEffect(() => {
    const see = (): void => setText(doc.text.toString());
    see();
    doc.text.observe(see);
    return () => doc.text.unobserve(see);
  }, [doc]);
  return (
    <textarea
      className={styles.text}
      aria-label={`Postmortem of INC-${row.number}`}
      value={text}
      readOnly={state.isReadOnly}
      spellCheck
      onChange={(event) => replaceWith(doc.text, event.currentTarget.value)}
      onBlur={() => void doc.flush()}
    />
  );
}

function replaceWith(text: Text, next: string): void {
  const now = text.toString();
  let from = 0;
  while (from < now.length && from < next.length && now[from] === next[from]) from++;
  let tail = 0;
  while (tail < now.length - from && tail < next.length - from && now[now.length - 1 - tail] === next[next.length - 1 - tail]) tail++;
  text.doc?.transact(() => {
    text.delete(from, now.length - from - tail);
    text.insert(from, next.slice(from, next.length - tail));
  });
}
