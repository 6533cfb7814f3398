// What a template would say about an invented incident, while it is typed; and what is wrong with it, with its place.
import { useEffect, useState } from 'react';
import type { PreviewedMessage } from '../../../../shared/contract/telling';
import { revealLine, revealText } from '../../../../shared/domain/reveal-text';
import type { Moment } from '../../../../shared/settings/telling';
import { msg } from '../../../../shared/words/words';
import { callEngine } from '../../../bridge';
import styles from './telling.module.css';

interface Props {
  readonly audience: string;
  readonly moment: Moment;
  readonly subject: string;
  readonly text: string;
}

const PAUSE_MS = 250;

export function TemplatePreview({ audience, moment, subject, text }: Props) {
  const [preview, setPreview] = useState<PreviewedMessage | null>(null);
  useEffect(() => {
    let isStale = false;
    const timer = setTimeout(async () => {
      const reply = await callEngine('preview-message', { audience, moment, wording: { subject, text } });
      if (!isStale && reply.ok) setPreview(reply.value);
    }, PAUSE_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [audience, moment, subject, text]);
  if (preview === null) return null;
  const wrong = preview.problems.filter((p) => p.includes('line '));
  return (
    <div className={styles.preview} role="group" aria-label={msg`Preview`}>
      {wrong.map((problem) => (
        <p key={problem} className={styles.wrong} role="alert">
          {revealLine(problem)}
        </p>
      ))}
      {wrong.length === 0 && (
        <>
          <b>{revealLine(preview.subject)}</b>
          <pre>{revealText(preview.text)}</pre>
        </>
      )}
    </div>
  );
}
