// A person's own judgement of severity: the rules leave it alone from then on.
import { Button } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { INCIDENT_SEVERITIES, type IncidentSeverity } from '../../../shared/domain/severity';
import { msg } from '../../../shared/words/words';
import { setSeverity } from '../../store/commands';
import { useDesk } from '../../store/desk';
import { rich } from '../../ui/rich';
import { SeverityShape } from '../../ui/severity-shape';
import { DialogFrame } from './dialog-frame';
import styles from './dialogs.module.css';
import { useNamesOf } from './names-of';

const MEANS: Readonly<Record<IncidentSeverity, string>> = {
  1: msg`Users can’t work, or data is at risk. Wakes everyone concerned.`,
  2: msg`A main function is badly hurt. Wakes the person on call.`,
  3: msg`A part is degraded, with a way round it.`,
  4: msg`Small; can wait for the day.`,
  5: msg`For the record.`,
};

interface Props {
  readonly ids: readonly string[];
  onClose(): void;
}

function useCommonSeverity(ids: readonly string[]): IncidentSeverity | null {
  return useDesk((s) => {
    const all = new Set(ids.map((id) => s.rows.get(id)?.severity));
    const [only] = all;
    return all.size === 1 && only !== undefined ? only : null;
  });
}

export function SeverityDialog({ ids, onClose }: Props) {
  const current = useCommonSeverity(ids);
  const [picked, setPicked] = useState<IncidentSeverity | null>(current);
  const [isBusy, setIsBusy] = useState(false);
  const names = useNamesOf(ids);
  const apply = async (): Promise<void> => {
    if (picked === null || isBusy) return;
    setIsBusy(true);
    const isDone = await setSeverity(ids, picked);
    setIsBusy(false);
    if (isDone) onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const severity = INCIDENT_SEVERITIES.find((s) => String(s) === event.key);
    if (severity) setPicked(severity);
  };
  return (
    <DialogFrame title={msg`Severity of ${names}`} onClose={onClose}>
      <form
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault();
          void apply();
        }}
      >
        <fieldset className={styles.severities}>
          <legend className="visually-hidden">{msg`Severity`}</legend>
          {INCIDENT_SEVERITIES.map((severity) => (
            <label key={severity} className={styles.severity} data-picked={picked === severity}>
              <input
                type="radio"
                name="severity"
                checked={picked === severity}
                data-autofocus={severity === (current ?? 1) || undefined}
                onChange={() => setPicked(severity)}
              />
              <SeverityShape severity={severity} size={22} isDecorative />
              <span>
                <b>{rich`SEV${severity}`}</b>
                {severity === current && <span className={styles.now}> {msg`now`}</span>}
                <small>{MEANS[severity]}</small>
              </span>
            </label>
          ))}
        </fieldset>
        <div className={styles.end}>
          <span className={styles.quiet}>{msg`Keys 1 to 5 pick. Rules leave a severity set by hand alone.`}</span>
          <Button type="submit" disabled={picked === null || picked === current} aria-busy={isBusy}>{msg`Set severity`}</Button>
        </div>
      </form>
    </DialogFrame>
  );
}
