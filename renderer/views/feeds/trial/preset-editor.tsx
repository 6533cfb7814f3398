// The text of a preset as one edits it, with its faults marked where they stand: a text area over the same text with marks.
import { type RefObject, useRef } from 'react';
import type { PresetFault } from '../../../../shared/feed-trial';
import { msg } from '../../../../shared/words/words';
import { piecesOf } from './marks';
import styles from './trial.module.css';

interface PresetEditorProps {
  readonly text: string;
  readonly faults: readonly PresetFault[];
  readonly area: RefObject<HTMLTextAreaElement | null>;
  onChange(text: string): void;
}

export function PresetEditor({ text, faults, area, onChange }: PresetEditorProps) {
  const under = useRef<HTMLPreElement>(null);
  return (
    <div className={styles.editor}>
      <pre ref={under} className={styles.under} aria-hidden="true">
        {piecesOf(text, faults).map(({ at, text: piece, isMarked }) => (isMarked ? <mark key={at}>{piece}</mark> : piece))}
        {'\n'}
      </pre>
      <textarea
        ref={area}
        className={styles.area}
        aria-label={msg`Preset`}
        aria-invalid={faults.length > 0}
        aria-describedby="preset-faults"
        spellCheck={false}
        wrap="off"
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        onScroll={({ currentTarget }) => under.current?.scrollTo(currentTarget.scrollLeft, currentTarget.scrollTop)}
      />
    </div>
  );
}
