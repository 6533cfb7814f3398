// Writing down an action for an incident, also for one that is over. With a postmortem it becomes a line of its text.

import { Button, Select } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { IncidentRow } from '../../../shared/domain/incident';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { incidentName, useDesk } from '../../store/desk';
import { DialogFrame } from '../incident/dialog-frame';
import { recordAction } from './action-acts';
import { ActionFields, EMPTY_FIELDS, readFields } from './action-fields';
import styles from './actions.module.css';

const MOST_PAST = 200;

/** Incidents that left the desk; none where they can't be asked for. */
async function pastIncidents(): Promise<readonly IncidentRow[]> {
  const reply = await callEngine('list-past', { status: 'closed', limit: MOST_PAST });
  return reply.ok ? reply.value.rows : [];
}

/** Newest first, each once. */
function choicesOf(rows: readonly IncidentRow[]) {
  const known = new Map(rows.map((row) => [row.id, row]));
  const sorted = [...known.values()].filter((row) => row.status !== 'merged').sort((a, b) => b.number - a.number);
  return sorted.map((row) => ({ value: row.id, label: `${incidentName(row)} ${revealLine(row.title)}` }));
}

export function NewActionDialog({ onClose }: { onClose(): void }) {
  const [past, setPast] = useState<readonly IncidentRow[]>([]);
  useEffect(() => void pastIncidents().then(setPast), []);
  const rows = useDesk((state) => state.rows);
  const incidents = useMemo(() => choicesOf([...past, ...rows.values()]), [past, rows]);
  const [picked, setPicked] = useState<string | null>(null);
  const incident = picked ?? incidents[0]?.value ?? null;
  const [fields, setFields] = useState(EMPTY_FIELDS);
  const [isBusy, setIsBusy] = useState(false);
  const isReady = incident !== null && fields.text.trim() !== '';
  const save = async (): Promise<void> => {
    if (incident === null || !isReady) return;
    setIsBusy(true);
    const made = await recordAction({ incident, ...readFields(fields) });
    setIsBusy(false);
    if (made !== null) onClose();
  };
  return (
    <DialogFrame title={msg`New action`} size={520} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Select
          label={msg`Incident`}
          data={incidents}
          value={incident}
          onChange={setPicked}
          searchable
          allowDeselect={false}
          nothingFoundMessage={msg`No such incident`}
          placeholder={msg`There is no incident`}
        />
        <ActionFields fields={fields} onChange={setFields} />
        <div className={styles.end}>
          <Button variant="default" onClick={onClose}>{msg`Cancel`}</Button>
          <Button type="submit" disabled={!isReady} loading={isBusy}>{msg`Write it down`}</Button>
        </div>
      </form>
    </DialogFrame>
  );
}
