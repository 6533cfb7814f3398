// A gentle question before an incident moves on while duties are open: Enter goes on, nothing is ever blocked.
import { Button } from '@mantine/core';
import { revealLine } from '../../../shared/domain/reveal-text';
import { close, resolve } from '../../store/commands';
import { openIncidentTab } from '../../store/incident-tab';
import type { OpenDuty } from '../../store/ui';
import { DialogFrame } from '../incident/dialog-frame';
import dialogStyles from '../incident/dialogs.module.css';
import { useNamesOf } from '../incident/names-of';
import styles from './roles.module.css';

interface Props {
  readonly incident: string;
  readonly act: 'resolve' | 'close';
  readonly duties: readonly OpenDuty[];
  onClose(): void;
}

const SHOWN = 8;

export function UnfinishedDialog({ incident, act, duties, onClose }: Props) {
  const names = useNamesOf([incident]);
  const word = act === 'resolve' ? 'Resolve' : 'Close';
  const goOn = (): void => {
    onClose();
    void (act === 'resolve' ? resolve([incident]) : close([incident]));
  };
  return (
    <DialogFrame title={`${word} ${names}?`} onClose={onClose} size={420}>
      <p className={dialogStyles.intro}>
        {duties.length === 1 ? 'One duty is not ticked:' : `${duties.length} duties are not ticked:`} they stay on the list.
      </p>
      <ul className={styles.openDuties}>
        {duties.slice(0, SHOWN).map((d) => (
          <li key={`${d.name} ${d.duty}`}>
            {revealLine(d.duty)} <span className={styles.quiet}>{revealLine(d.name)}</span>
          </li>
        ))}
        {duties.length > SHOWN && <li className={styles.quiet}>and {duties.length - SHOWN} more</li>}
      </ul>
      <div className={dialogStyles.end}>
        <Button
          variant="default"
          onClick={() => {
            onClose();
            openIncidentTab('response');
          }}
        >
          Show the list
        </Button>
        <Button data-autofocus onClick={goOn}>
          {word} all the same
        </Button>
      </div>
    </DialogFrame>
  );
}
