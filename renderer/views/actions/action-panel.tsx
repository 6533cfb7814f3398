// One action beside the list: its words, its state, its ticket and its guard, and the way to its incident.
import { Button, TextInput } from '@mantine/core';
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ActionView, TrackerView } from '../../../shared/contract/actions';
import { revealLine } from '../../../shared/domain/reveal-text';
import type { ActionState } from '../../../shared/postmortem/action-line';
import { msg } from '../../../shared/words/words';
import { useUi } from '../../store/ui';
import { rich } from '../../ui/rich';
import { Tag } from '../../ui/tag';
import { exactTime } from '../../ui/time-words';
import { changeAction, setState } from './action-acts';
import { ActionFields, type Fields, readFields } from './action-fields';
import { STANDINGS } from './action-words';
import styles from './actions.module.css';
import { GuardSection } from './guard-section';
import { TicketSection } from './ticket-section';

interface Props {
  readonly action: ActionView;
  readonly trackers: readonly TrackerView[];
  onClose(): void;
}

/** A closed choice keeps its list in the page, unseen. */
function isLayerAbove(): boolean {
  return [...document.querySelectorAll('[role=dialog], [role=menu], [role=listbox]')].some((layer) => layer.checkVisibility());
}

/** Esc closes from wherever the focus is, but for dialogs and menus above; the focus goes back to the row. */
function useEscape(onClose: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || isLayerAbove()) return;
      event.preventDefault();
      document.querySelector<HTMLElement>('[data-rove][aria-expanded="true"]')?.focus();
      onClose();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [onClose]);
}

export function ActionPanel({ action, trackers, onClose }: Props) {
  useEscape(onClose);
  return (
    <aside className={styles.panel} aria-label={msg`Action`}>
      <div className={styles.panelHead}>
        <Tag tone={STANDINGS[action.standing].tone}>{STANDINGS[action.standing].word}</Tag>
        <button type="button" className={styles.link} onClick={() => useUi.getState().showIncident(action.incident)}>
          {action.incidentName || msg`Its incident`}
        </button>
        <span className={styles.where}>{action.isRestricted ? 'restricted' : revealLine(action.incidentTitle)}</span>
        <span className={styles.space} />
        <button type="button" className={styles.close} aria-label={msg`Close the action`} onClick={onClose}>
          <X size={15} aria-hidden />
        </button>
      </div>
      {action.standing === 'unproved' && (
        <p className={styles.note}>{msg`It is done, but its guard does not prove it: it counts when the guard is green.`}</p>
      )}
      <WordsForm action={action} />
      <StateButtons action={action} />
      <TicketSection action={action} trackers={trackers} />
      <GuardSection action={action} trackers={trackers} />
      <p className={styles.mute}>
        {rich`Written down ${exactTime(action.recordedAt)} by ${revealLine(action.recordedBy)}${action.isInText ? msg`, a line of the postmortem` : ''}`}
      </p>
    </aside>
  );
}

const fieldsOf = ({ text, owner, due, kind }: ActionView): Fields => ({ text, owner: owner ?? '', due: due ?? '', kind: kind ?? '' });

/** What somebody else changes meanwhile shows as long as nothing is typed here. */
function WordsForm({ action }: { readonly action: ActionView }) {
  const [typed, setTyped] = useState<Fields | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const fields = typed ?? fieldsOf(action);
  const save = async (): Promise<void> => {
    setIsBusy(true);
    const isSaved = await changeAction({ action: action.id, ...readFields(fields) });
    setIsBusy(false);
    if (isSaved) setTyped(null);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <ActionFields fields={fields} onChange={setTyped} />
      {typed !== null && (
        <div className={styles.end}>
          <Button size="xs" variant="default" onClick={() => setTyped(null)}>{msg`Undo`}</Button>
          <Button size="xs" type="submit" loading={isBusy} disabled={fields.text.trim() === ''}>{msg`Save`}</Button>
        </div>
      )}
    </form>
  );
}

const NEXT: readonly { readonly state: ActionState; readonly label: string }[] = [
  { state: 'open', label: msg`Open again` },
  { state: 'in-progress', label: msg`In progress` },
  { state: 'done', label: msg`Done` },
];

function StateButtons({ action }: { readonly action: ActionView }) {
  const [reason, setReason] = useState<string | null>(null);
  const drop = async (): Promise<void> => {
    if (await setState([action.id], 'dropped', reason ?? '')) setReason(null);
  };
  return (
    <section className={styles.part} aria-label={msg`State`}>
      <h3>{msg`State`}</h3>
      <p className={styles.mute}>
        {rich`${STANDINGS[action.standing].word} since ${exactTime(action.stateAt)}, by ${revealLine(action.stateBy)}${action.reason !== '' && `: ${revealLine(action.reason)}`}`}
      </p>
      <div className={styles.buttons}>
        {NEXT.filter((n) => n.state !== action.state).map(({ state, label }) => (
          <Button key={state} size="compact-xs" variant="default" onClick={() => void setState([action.id], state)}>
            {label}
          </Button>
        ))}
        {action.state !== 'dropped' && reason === null && (
          <Button size="compact-xs" variant="default" onClick={() => setReason('')}>{msg`Drop…`}</Button>
        )}
      </div>
      {reason !== null && (
        <form
          className={styles.inline}
          onSubmit={(event) => {
            event.preventDefault();
            void drop();
          }}
        >
          <TextInput
            size="xs"
            label={msg`Why is it dropped?`}
            autoFocus
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button size="xs" type="submit" disabled={reason.trim() === ''}>{msg`Drop it`}</Button>
        </form>
      )}
    </section>
  );
}
