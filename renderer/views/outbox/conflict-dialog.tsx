// What to do with an act whose reason is gone: the person sees what has changed and what would go out, and decides.
import { Button } from '@mantine/core';
import type { ActView } from '../../../shared/contract/telling';
import { revealLine, revealText } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { confirmActs, dropActs } from '../../store/acts';
import { rich } from '../../ui/rich';
import { exactTime } from '../../ui/time-words';
import { DialogFrame } from '../incident/dialog-frame';
import { saidBy } from './act-words';
import styles from './outbox.module.css';
import { useActName } from './use-act-name';
import { useWording, WordingFields } from './wording-fields';

interface Props {
  readonly act: ActView;
  onClose(): void;
}

export function ConflictDialog({ act, onClose }: Props) {
  const [wording, setWording] = useWording(act);
  const isMessage = act.content.what === 'message';
  const finish = async (work: Promise<boolean>): Promise<void> => {
    if (await work) onClose();
  };
  const name = useActName(act);
  return (
    <DialogFrame title={msg`Things have changed: send it all the same?`} size={560} onClose={onClose}>
      <div className={styles.conflict}>
        <p>
          <b>{revealLine(name)}</b>
          {act.incidentName && ` · ${act.incidentName} ${revealLine(act.incidentTitle)}`}
        </p>
        <p className={styles.changed} role="alert">
          {revealLine(act.reason)}
        </p>
        <p className={styles.why}>{rich`Asked for ${exactTime(act.requestedAt)}: ${revealLine(act.why)}.`}</p>
        {act.mayHaveArrived && act.isKeyed !== true && (
          <p className={styles.changed}>{msg`Sending it again may make it arrive twice: this place cannot tell repetitions apart.`}</p>
        )}
        {isMessage ? (
          <WordingFields wording={wording} onChange={setWording} />
        ) : (
          <pre className={styles.text}>{revealText(saidBy(act) || act.why)}</pre>
        )}
        <div className={styles.end}>
          <Button variant="default" onClick={() => void finish(dropActs([act.id]))}>{msg`Drop it`}</Button>
          <Button data-autofocus onClick={() => void finish(confirmActs([act.id], isMessage ? wording : null))}>{msg`Send anyway`}</Button>
        </div>
      </div>
    </DialogFrame>
  );
}
