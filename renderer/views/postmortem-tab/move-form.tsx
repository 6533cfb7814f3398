// One step of a postmortem's way: why, and for an approval who read it.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { CallError } from '../../../shared/contract';
import type { IncidentRow } from '../../../shared/domain/incident';
import type { Postmortem } from '../../../shared/domain/postmortem';
import { type PublishGate, publishGate } from '../../../shared/rules/publish-gate';
import type { Person } from '../../../shared/settings/team';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';
import { rich } from '../../ui/rich';
import type { Step } from './postmortem-head';
import styles from './postmortem-tab.module.css';

interface Props {
  readonly row: IncidentRow;
  readonly postmortem: Postmortem;
  readonly step: Step;
  onClose(): void;
}

const NOBODY: readonly Person[] = [];

export function MoveForm({ row, postmortem, step, onClose }: Props) {
  const people = useDesk((s) => s.settings?.people ?? NOBODY);
  const me = useDesk((s) => s.settings?.person.id ?? '');
  const [why, setWhy] = useState('');
  const [approver, setApprover] = useState('');
  const [error, setError] = useState<CallError | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const isApproval = step.to === 'approved';
  const gate = useGate(row.id, step.to);
  const mustSay = step.to === 'draft' || gate?.asksWhy === true;
  const move = async (): Promise<void> => {
    setIsBusy(true);
    const reply = await callEngine('move-postmortem', { incident: row.id, to: step.to, why, approver: approver || null });
    setIsBusy(false);
    if (reply.ok) onClose();
    else setError(reply.error);
  };
  return (
    <form
      className={styles.form}
      aria-label={step.label.replace('…', '')}
      onSubmit={(event) => {
        event.preventDefault();
        void move();
      }}
    >
      {isApproval && (
        <NativeSelect
          size="xs"
          label={msg`Read and approved by`}
          data={[{ value: '', label: msg`me` }, ...people.filter((p) => p.id !== me).map((p) => ({ value: p.id, label: p.name }))]}
          value={approver}
          onChange={(event) => setApprover(event.currentTarget.value)}
        />
      )}
      <TextInput
        size="xs"
        className={styles.why}
        label={gate?.asksWhy ? gate.question : mustSay ? msg`Why it goes back` : msg`A word with it (may stay empty)`}
        description={gate?.asksWhy ? gate.hint : undefined}
        value={why}
        maxLength={500}
        data-autofocus
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <span className={styles.acts}>
        <Button type="submit" size="xs" loading={isBusy} disabled={mustSay && why.trim() === ''}>
          {step.label.replace('…', '')}
        </Button>
        <Button size="xs" variant="default" onClick={onClose}>{msg`Cancel`}</Button>
      </span>
      {isApproval && postmortem.openComments > 0 && (
        <p className={styles.note}>
          {rich`${postmortem.openComments === 1 ? msg`One comment is` : msg`${postmortem.openComments} comments are`} open: resolve them, or say why it is approved all the same.`}
        </p>
      )}
      {gate && gate.notes.length > 0 && <p className={styles.note}>{rich`Published with ${gate.notes.join(' and ')}.`}</p>}
      {error && (
        <p role="alert" className={styles.note} data-late>
          {error.what} {error.remedy}
        </p>
      )}
    </form>
  );
}

/** What is asked before it is published; null: nothing, or nobody could say yet (then the engine asks). */
function useGate(incident: string, to: Step['to']): PublishGate | null {
  const [gate, setGate] = useState<PublishGate | null>(null);
  useEffect(() => {
    if (to !== 'published') return;
    const ask = async (): Promise<void> => {
      const reply = await callEngine('list-actions', { incident });
      if (reply.ok) setGate(publishGate(reply.value.actions));
    };
    void ask();
  }, [incident, to]);
  return gate;
}
