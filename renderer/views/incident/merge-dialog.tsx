// Merging says before it happens which incident goes into which: found by words or number, one list, keyboard all the way.
import { Button, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { IncidentRow } from '../../../shared/domain/incident';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { merge } from '../../store/commands';
import { incidentName, useDesk } from '../../store/desk';
import { Age } from '../../ui/age';
import { rich } from '../../ui/rich';
import { SeverityShape } from '../../ui/severity-shape';
import { DialogFrame } from './dialog-frame';
import styles from './dialogs.module.css';
import { type MergePlan, mergeCandidates, mergePlan } from './merge-plan';
import { useNamesOf } from './names-of';
import { offerTogether } from './teach';

const FROM_NAMED = 6;

interface Props {
  readonly ids: readonly string[];
  onClose(): void;
}

function PlanWords({ plan }: { readonly plan: MergePlan | null }) {
  if (!plan) return <p className={styles.plan}>{msg`Pick the incident that takes the others in.`}</p>;
  const more = plan.from.length - FROM_NAMED;
  return (
    <p className={styles.plan} role="status">
      <b>
        {plan.from.slice(0, FROM_NAMED).map(incidentName).join(', ')}
        {more > 0 && msg` and ${more} more`}
      </b>{' '}
      → <b>{incidentName(plan.into)}</b> {revealLine(plan.into.title)}
      <small>{rich`${plan.from.length === 1 ? msg`Its alerts` : msg`Their alerts`} and what fires later in the same group go on there.`}</small>
    </p>
  );
}

function Candidate({ row, isPicked, onPick }: { readonly row: IncidentRow; readonly isPicked: boolean; onPick(): void }) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above moves through the options
    <div
      id={`merge-into-${row.number}`}
      role="option"
      tabIndex={-1}
      aria-selected={isPicked}
      className={styles.candidate}
      onClick={onPick}
      ref={(el) => {
        if (isPicked) el?.scrollIntoView({ block: 'nearest' });
      }}
    >
      <SeverityShape severity={row.severity} size={18} />
      <span className={styles.number}>{incidentName(row)}</span>
      <span className={styles.candidateTitle}>
        {revealLine(row.title)}
        {row.service && <small>{revealLine(row.service)}</small>}
      </span>
      <Age at={row.startedAt} />
    </div>
  );
}

export function MergeDialog({ ids, onClose }: Props) {
  const rows = useDesk((s) => s.rows);
  const [text, setText] = useState('');
  const [pickedId, setPickedId] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const names = useNamesOf(ids);
  const candidates = mergeCandidates(rows, ids, text);
  const at = candidates.findIndex((c) => c.id === pickedId);
  const picked = candidates[at] ?? null;
  const plan = mergePlan(rows, ids, picked?.id ?? null);

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    setPickedId(candidates[Math.max(0, Math.min(candidates.length - 1, at + step))]?.id ?? null);
  };
  const apply = async (): Promise<void> => {
    if (!plan || isBusy) return;
    setIsBusy(true);
    const isDone = await merge(
      plan.into.id,
      plan.from.map((r) => r.id),
    );
    setIsBusy(false);
    if (!isDone) return;
    onClose();
    offerTogether(plan.into, plan.from);
  };
  return (
    <DialogFrame title={msg`Merge ${names}`} size={560} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void apply();
        }}
      >
        <TextInput
          data-autofocus
          label={msg`Into`}
          placeholder={msg`Title, service or INC-number`}
          role="combobox"
          aria-expanded="true"
          aria-controls="merge-candidates"
          aria-autocomplete="list"
          aria-activedescendant={picked ? `merge-into-${picked.number}` : ''}
          autoComplete="off"
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <div id="merge-candidates" role="listbox" aria-label={msg`Open incidents`} className={styles.candidates} tabIndex={-1}>
          {candidates.map((row) => (
            <Candidate key={row.id} row={row} isPicked={row.id === pickedId} onPick={() => setPickedId(row.id)} />
          ))}
        </div>
        {candidates.length === 0 && (
          <p className={styles.quiet}>
            {text === '' ? msg`There is no other open incident to merge with.` : msg`No open incident fits these words.`}
          </p>
        )}
        <PlanWords plan={plan} />
        <div className={styles.end}>
          <span className={styles.quiet}>{msg`↑ ↓ pick, Enter merges.`}</span>
          <Button type="submit" disabled={!plan} aria-busy={isBusy}>{msg`Merge`}</Button>
        </div>
      </form>
    </DialogFrame>
  );
}
