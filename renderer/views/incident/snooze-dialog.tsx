// "Not now": no page for a while, then again if it still fires.
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { msg } from '../../../shared/words/words';
import { snooze } from '../../store/commands';
import { useTimeWords } from '../../ui/clock';
import { rich } from '../../ui/rich';
import { zoneName } from '../../ui/time-words';
import { DialogFrame } from './dialog-frame';
import styles from './dialogs.module.css';
import { clockTime } from './moment';
import { useNamesOf } from './names-of';
import { parseMinutes, snoozeChoices } from './snooze-times';

const MINUTE_MS = 60_000;

interface Props {
  readonly ids: readonly string[];
  onClose(): void;
}

function Until({ minutes }: { readonly minutes: number }) {
  const words = useTimeWords((now) => clockTime(now + minutes * MINUTE_MS, now).replace(/:\d\d$/, ''));
  return <span className={styles.until}>{rich`until ${words}`}</span>;
}

export function SnoozeDialog({ ids, onClose }: Props) {
  const [custom, setCustom] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const names = useNamesOf(ids);
  const at = new Date();
  const minutes = parseMinutes(custom);
  const run = async (length: number): Promise<void> => {
    if (isBusy) return;
    setIsBusy(true);
    const isDone = await snooze(ids, length);
    setIsBusy(false);
    if (isDone) onClose();
  };
  return (
    <DialogFrame title={msg`Snooze ${names}`} onClose={onClose} size={400}>
      <p className={styles.intro}>{msg`No page until then; after that it pages again if it still fires.`}</p>
      <div className={styles.choices}>
        {snoozeChoices({ hour: at.getHours(), minute: at.getMinutes() }).map((choice, i) => (
          <Button
            key={choice.label}
            variant="default"
            fullWidth
            justify="space-between"
            data-autofocus={i === 0 || undefined}
            rightSection={<Until minutes={choice.minutes} />}
            onClick={() => void run(choice.minutes)}
          >
            {choice.label}
          </Button>
        ))}
      </div>
      <form
        className={styles.line}
        onSubmit={(event) => {
          event.preventDefault();
          if (minutes !== null) void run(minutes);
        }}
      >
        <TextInput
          className={styles.grow}
          label={msg`Another length`}
          placeholder={msg`45 min, 2h, 1h 30m`}
          value={custom}
          onChange={(e) => setCustom(e.currentTarget.value)}
          error={custom !== '' && minutes === null ? msg`Write it as 45 min, 2h or 1h 30m; at most 7 days.` : undefined}
        />
        <Button type="submit" variant="default" disabled={minutes === null}>{msg`Snooze`}</Button>
      </form>
      <p className={styles.quiet}>{minutes === null ? msg`Times in ${zoneName(at.getTime())}.` : <Until minutes={minutes} />}</p>
    </DialogFrame>
  );
}
