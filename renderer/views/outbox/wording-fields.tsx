// Subject and text of a message that is not sent yet. What was typed survives a look elsewhere.
import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ActView } from '../../../shared/contract/telling';
import { msg } from '../../../shared/words/words';
import type { Wording } from '../../store/acts';
import styles from './outbox.module.css';

const drafts = new Map<string, Wording>();
const SUBJECT_MAX = 300;
const TEXT_MAX = 12_000;

/** The words that were typed here for an act (id); null: it stands as it was asked for. */
export function wordingOf(act: string): Wording | null {
  return drafts.get(act) ?? null;
}

/** The words of an act, as typed here or as they were asked for. */
export function useWording(act: ActView): [Wording, (wording: Wording) => void] {
  const said = act.content.what === 'message' ? act.content : { subject: '', text: '' };
  const [wording, setWording] = useState<Wording>(drafts.get(act.id) ?? { subject: said.subject, text: said.text });
  return [
    wording,
    (next) => {
      drafts.set(act.id, next);
      setWording(next);
    },
  ];
}

interface Props {
  readonly wording: Wording;
  onChange(wording: Wording): void;
}

export function WordingFields({ wording, onChange }: Props) {
  return (
    <div className={styles.wording}>
      <TextInput
        size="xs"
        label={msg`Subject`}
        maxLength={SUBJECT_MAX}
        value={wording.subject}
        onChange={(event) => onChange({ ...wording, subject: event.currentTarget.value })}
      />
      <Textarea
        size="xs"
        label={msg`Text`}
        autosize
        minRows={3}
        maxRows={14}
        maxLength={TEXT_MAX}
        value={wording.text}
        onChange={(event) => onChange({ ...wording, text: event.currentTarget.value })}
      />
    </div>
  );
}
