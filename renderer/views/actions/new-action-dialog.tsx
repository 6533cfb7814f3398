// Writing down an action for an incident of the desk. With a postmortem it becomes a line of its text.
import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { incidentName, useDesk } from '../../store/desk';
import { DialogFrame } from '../incident/dialog-frame';
import { recordAction } from './action-acts';
import { ActionFields, EMPTY_FIELDS, readFields } from './action-fields';
import styles from './actions.module.css';

export function NewActionDialog({ onClose }: { onClose(): void }) {
  const [incidents] = useState(() =>
    [...useDesk.getState().rows.values()]
      .sort((a, b) => b.number - a.number)
      .map((row) => ({ value: row.id, label: `${incidentName(row)} ${row.title}` })),
  );
  const [incident, setIncident] = useState<string | null>(incidents[0]?.value ?? null);
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
    <DialogFrame title="New action" size={520} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Select
          label="Incident"
          data={incidents}
          value={incident}
          onChange={setIncident}
          searchable
          allowDeselect={false}
          nothingFoundMessage="No such incident on the desk"
          placeholder="There is no incident on the desk"
        />
        <ActionFields fields={fields} onChange={setFields} />
        <div className={styles.end}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!isReady} loading={isBusy}>
            Write it down
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}
