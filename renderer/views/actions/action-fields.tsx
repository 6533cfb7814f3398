// The fields of an action, for a new one and for one that is changed.
import { Select, Textarea, TextInput } from '@mantine/core';
import { ACTION_KINDS, type ActionKind } from '../../../shared/postmortem/action-line';
import { msg } from '../../../shared/words/words';
import styles from './actions.module.css';

/** As typed; '' where there is nothing. */
export interface Fields {
  readonly text: string;
  readonly owner: string;
  readonly due: string;
  readonly kind: string;
}

export const EMPTY_FIELDS: Fields = { text: '', owner: '', due: '', kind: '' };

const KIND_LABELS: Readonly<Record<ActionKind, string>> = {
  prevent: msg`prevent: it does not happen again`,
  detect: msg`detect: it is seen sooner`,
  mitigate: msg`mitigate: it hurts less`,
  process: msg`process: we work differently`,
};

export function readFields({ text, owner, due, kind }: Fields) {
  const none = (value: string): string | null => (value.trim() === '' ? null : value.trim());
  return { text, owner: none(owner), due: none(due), kind: none(kind) as ActionKind | null };
}

interface Props {
  readonly fields: Fields;
  onChange(fields: Fields): void;
}

export function ActionFields({ fields, onChange }: Props) {
  const set = (patch: Partial<Fields>): void => onChange({ ...fields, ...patch });
  return (
    <>
      <Textarea
        label={msg`What is to be done`}
        description={msg`So that anybody can see whether it is.`}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2_000}
        value={fields.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      <div className={styles.two}>
        <TextInput
          label={msg`Owner`}
          placeholder="@anna"
          maxLength={80}
          value={fields.owner}
          onChange={(event) => set({ owner: event.currentTarget.value })}
        />
        <TextInput label={msg`Due`} type="date" value={fields.due} onChange={(event) => set({ due: event.currentTarget.value })} />
      </div>
      <Select
        label={msg`Kind`}
        data={ACTION_KINDS.map((value) => ({ value, label: KIND_LABELS[value] }))}
        value={fields.kind || null}
        placeholder={msg`not said`}
        clearable
        onChange={(kind) => set({ kind: kind ?? '' })}
      />
    </>
  );
}
