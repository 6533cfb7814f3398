// The line under the text: how safe it is, how long it is, where one is.
import { useEffect, useState } from 'react';
import { locale, msg } from '../../../shared/words/words';
import { rich } from '../../ui/rich';
import { PeopleLine } from './people/people-line';
import styles from './postmortem.module.css';
import { useShown } from './preview/use-shown';
import { saveWords } from './save-words';
import type { PostmortemEditorProps } from './seams';
import type { TextView } from './text/use-text-view';

const READ_WORDS_PER_MINUTE = 220;
const TICK_MS = 5_000;

interface Props extends Pick<PostmortemEditorProps, 'save' | 'isOffline' | 'stage' | 'canEdit' | 'presence'> {
  readonly made: TextView;
  /** What was refused a moment ago. */
  readonly refusal: string | null;
}

export function StateOfText({ made, save, isOffline, stage, canEdit, presence, refusal }: Props) {
  const { words } = useShown(made.model);
  const [now, setNow] = useState(() => Date.now());
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was saved just now is told just now
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [save]);
  const said = saveWords(save, isOffline, now);
  const minutes = Math.max(1, Math.round(words / READ_WORDS_PER_MINUTE));
  return (
    <div className={styles.stateLine}>
      <span role="status" data-tone={said.tone} className={styles.saved}>
        {said.words}
      </span>
      {refusal !== null && (
        <span role="alert" className={styles.refusal}>
          {refusal}
        </span>
      )}
      <span className={styles.space} />
      {presence && <PeopleLine presence={presence} view={made.view} />}
      {!canEdit && <span>{msg`Read only`}</span>}
      <span>{stage}</span>
      <span>{rich`${words.toLocaleString(locale())} ${words === 1 ? msg`word` : msg`words`} · ${minutes} min to read`}</span>
    </div>
  );
}
