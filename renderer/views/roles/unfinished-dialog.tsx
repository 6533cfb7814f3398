// A gentle question before an incident moves on while duties are open: Enter goes on, nothing is ever blocked.
import { Button } from '@mantine/core';
import { useEffect } from 'react';
import type { UnfinishedDuty } from '../../../shared/contract/roles';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { openIncidentTab } from '../../store/incident-tab';
import { goOnAtOnce, type Onward } from '../../store/moving-on';
import { useUi } from '../../store/ui';
import { rich } from '../../ui/rich';
import { tellDone } from '../../ui/toasts';
import { DialogFrame } from '../incident/dialog-frame';
import dialogStyles from '../incident/dialogs.module.css';
import { useNamesOf } from '../incident/names-of';
import styles from './roles.module.css';

interface Props {
  /** All that are to move on, also those without open duties. */
  readonly ids: readonly string[];
  readonly onward: Onward;
  readonly duties: readonly UnfinishedDuty[];
  onClose(): void;
}

const SHOWN = 8;

/** Nothing is left to ask: all of them went there by themselves. */
function useIsThere(ids: readonly string[], act: Onward['act']): boolean {
  return useDesk((s) =>
    ids.every((id) => {
      const status = s.rows.get(id)?.status ?? 'closed';
      return status === 'closed' || (act === 'resolve' && status === 'resolved');
    }),
  );
}

export function UnfinishedDialog({ ids, onward, duties, onClose }: Props) {
  const names = useNamesOf(ids);
  const isThere = useIsThere(ids, onward.act);
  useEffect(() => {
    if (!isThere) return;
    onClose();
    tellDone(onward.act === 'resolve' ? msg`${names}: resolved meanwhile` : msg`${names}: closed meanwhile`);
  }, [isThere, onClose, names, onward.act]);
  const word = onward.act === 'resolve' ? msg`Resolve` : msg`Close`;
  const isOne = ids.length === 1;
  const goOn = (): void => {
    onClose();
    void goOnAtOnce(ids, onward);
  };
  return (
    <DialogFrame title={`${word} ${names}?`} onClose={onClose} size={420}>
      <p className={dialogStyles.intro}>
        {rich`${duties.length === 1 ? msg`One duty is not ticked:` : msg`${duties.length} duties are not ticked:`} they stay on ${isOne ? msg`the list` : msg`their lists`}.`}
      </p>
      <ul className={styles.openDuties}>
        {duties.slice(0, SHOWN).map((d) => (
          <li key={`${d.incident} ${d.name} ${d.duty}`}>
            {!isOne && `${d.incidentName}: `}
            {revealLine(d.duty)} <span className={styles.quiet}>{revealLine(d.name)}</span>
          </li>
        ))}
        {duties.length > SHOWN && <li className={styles.quiet}>{rich`and ${duties.length - SHOWN} more`}</li>}
      </ul>
      <div className={dialogStyles.end}>
        <Button
          variant="default"
          onClick={() => {
            onClose();
            if (!isOne && duties[0]) useUi.getState().showIncident(duties[0].incident);
            openIncidentTab('response');
          }}
        >
          {isOne ? msg`Show the list` : msg`Show those of ${duties[0]?.incidentName}`}
        </Button>
        <Button data-autofocus onClick={goOn}>
          {rich`${word} all the same`}
        </Button>
      </div>
    </DialogFrame>
  );
}
