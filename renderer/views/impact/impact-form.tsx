// The form in which a person confirms the impact. Nothing is filled in for them: what the log knows is offered beside the field.
import { Button, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { IMPACT_WORDS_MAX, NO_IMPACT } from '../../../shared/domain/impact';
import type { IncidentRow } from '../../../shared/domain/incident';
import { msg } from '../../../shared/words/words';
import { setImpact } from '../../store/commands';
import { Kbd } from '../../ui/kbd';
import shared from '../incident/incident.module.css';
import { clockTime } from '../incident/moment';
import styles from './impact.module.css';
import { COUNTS, draftOfImpact, type ImpactDraft, localTime, MOMENTS, type MomentField, readImpact } from './impact-draft';

interface Props {
  readonly row: IncidentRow;
  onEnd(isChanged: boolean): void;
}

/** Moments that the log knows and that may be the one asked for. */
function offersOf(row: IncidentRow): Readonly<Record<MomentField, readonly { readonly words: string; readonly at: number }[]>> {
  const resolved = row.resolvedAt === null ? [] : [{ words: msg`Resolved`, at: row.resolvedAt }];
  return { impactStart: [{ words: msg`First sighting`, at: row.startedAt }], mitigatedAt: [], restoredAt: resolved };
}

export function ImpactForm({ row, onEnd }: Props) {
  const before = row.impact ?? NO_IMPACT;
  const [draft, setDraft] = useState(draftOfImpact(before));
  const [why, setWhy] = useState('');
  const [isSending, setIsSending] = useState(false);
  const offers = offersOf(row);
  const write = (change: Partial<ImpactDraft>): void => setDraft({ ...draft, ...change });
  const send = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault();
    if (isSending) return;
    const read = readImpact(draft, before, Date.now());
    setWhy(read.ok ? '' : read.why);
    if (!read.ok) return;
    setIsSending(true);
    if (await setImpact(row.id, read.impact)) onEnd(true);
    else setIsSending(false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onEnd(false);
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void send();
    }
  };
  return (
    <form className={styles.form} aria-label={msg`Impact`} onSubmit={(event) => void send(event)} onKeyDown={onKeyDown}>
      <div className={styles.fields}>
        {MOMENTS.map(({ field, label }, i) => (
          <div key={field} className={styles.field}>
            <label>
              {label}
              <input
                type="datetime-local"
                step={1}
                // biome-ignore lint/a11y/noAutofocus: the person has just asked for this form
                autoFocus={i === 0}
                value={draft[field]}
                onChange={(event) => write({ [field]: event.currentTarget.value })}
              />
            </label>
            {offers[field].map(({ words, at }) => (
              <button
                key={words}
                type="button"
                className={`${shared.link} ${styles.offer}`}
                onClick={() => write({ [field]: localTime(at) })}
              >
                {words} {clockTime(at)}
              </button>
            ))}
          </div>
        ))}
        {COUNTS.map(({ field, label }) => (
          <TextInput
            key={field}
            size="xs"
            label={label}
            inputMode="numeric"
            maxLength={20}
            value={draft[field]}
            onChange={(event) => write({ [field]: event.currentTarget.value })}
          />
        ))}
      </div>
      <Textarea
        size="xs"
        label={msg`What users noticed`}
        autosize
        minRows={1}
        maxRows={4}
        maxLength={IMPACT_WORDS_MAX}
        value={draft.words}
        onChange={(event) => write({ words: event.currentTarget.value })}
      />
      {why !== '' && (
        <p className={styles.why} role="alert">
          {why}
        </p>
      )}
      <div className={styles.acts}>
        <Button size="compact-sm" type="submit" aria-busy={isSending} rightSection={<Kbd>Ctrl Enter</Kbd>}>{msg`Confirm`}</Button>
        <Button size="compact-sm" variant="default" onClick={() => onEnd(false)}>{msg`Cancel`}</Button>
        <small>{msg`Empty: unknown. It goes on the timeline with your name.`}</small>
      </div>
    </form>
  );
}
