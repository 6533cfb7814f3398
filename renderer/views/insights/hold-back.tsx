// From a loud rule to a rule that holds it back: shown in words before it is written, tried on the recorded weeks, undone by one click.
import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { revealLine } from '../../../shared/domain/reveal-text';
import { holdingRuleFor, holdingWords } from '../../../shared/rules/holding';
import type { Settings } from '../../../shared/settings';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { ReplayDialog } from '../replay/replay-dialog';
import { NumberText } from '../settings/number-text';
import { saveSettings } from '../settings/use-settings-draft';
import styles from './noise.module.css';

interface Props {
  /** The alert's name. */
  readonly rule: string;
  onClose(): void;
}

const FIRST_MINUTES = 5;

export function HoldBack({ rule, onClose }: Props) {
  const settings = useDesk((state) => state.settings);
  const [minutes, setMinutes] = useState(FIRST_MINUTES);
  const [isReplay, setReplay] = useState(false);
  if (settings === null) return null;
  const isWrong = !(minutes >= 0 && minutes <= 1440);
  const held = holdingRuleFor(rule, isWrong ? FIRST_MINUTES : minutes, settings.paging.holding);
  const after: Settings = { ...settings, paging: { ...settings.paging, holding: [...settings.paging.holding, held] } };
  const write = async (): Promise<void> => {
    if ((await saveSettings(settings, after)) === null) onClose();
  };
  if (isReplay) return <ReplayDialog settings={after} onClose={() => setReplay(false)} />;
  return (
    <Modal opened onClose={onClose} size={520} title={msg`Hold back ${revealLine(rule)}`} closeButtonProps={{ 'aria-label': msg`Close` }}>
      <div className={styles.hold}>
        <p className={styles.minutes}>
          {msg`It pages when it has been open for`}
          <NumberText size="xs" aria-label={msg`Minutes; 0: never`} value={minutes} onChange={setMinutes} data-autofocus />
          {msg`min (0: never)`}
        </p>
        <p className={styles.rule}>
          <b>{revealLine(held.name)}</b>: {revealLine(holdingWords(held))}
        </p>
        <p className={styles.about}>{msg`What breaks through quiet hours breaks through it. It stands in the settings under Paging.`}</p>
        <div className={styles.foot}>
          <Button size="xs" variant="default" disabled={isWrong} onClick={() => setReplay(true)}>{msg`Replay the last 4 weeks`}</Button>
          <Button size="xs" disabled={isWrong} onClick={() => void write()}>{msg`Write the rule`}</Button>
        </div>
      </div>
    </Modal>
  );
}
