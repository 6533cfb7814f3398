// How long a silence lasts: the usual lengths at one press, any other in words.
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { msg } from '../../../shared/words/words';
import { useTimeWords } from '../../ui/clock';
import { zoneName } from '../../ui/time-words';
import styles from './dialogs.module.css';
import { clockTime } from './moment';
import { parseMinutes } from './snooze-times';

const PRESETS = ['30m', '1h', '2h', '4h', '1d'] as const;
/** Upper limit of the contract: 30 days. */
const LONGEST = 43_200;
const MINUTE_MS = 60_000;

interface Props {
  readonly minutes: number | null;
  onChange(minutes: number | null): void;
}

export function LengthField({ minutes, onChange }: Props) {
  const [text, setText] = useState('2h');
  const until = useTimeWords((now) =>
    minutes === null ? '' : msg`until ${clockTime(now + minutes * MINUTE_MS, now).replace(/:\d\d$/, '')} ${zoneName(now)}`,
  );
  const write = (next: string): void => {
    setText(next);
    onChange(parseMinutes(next, LONGEST));
  };
  return (
    <fieldset className={styles.line}>
      <legend className="visually-hidden">{msg`Length`}</legend>
      <TextInput
        className={styles.length}
        label={msg`For`}
        value={text}
        onChange={(e) => write(e.currentTarget.value)}
        error={minutes === null ? msg`E.g. 45 min, 2h, 1d; at most 30 days.` : undefined}
      />
      <span className={styles.presets}>
        {PRESETS.map((preset) => (
          <button key={preset} type="button" className="chip" aria-pressed={parseMinutes(preset) === minutes} onClick={() => write(preset)}>
            {preset}
          </button>
        ))}
      </span>
      <span className={styles.until}>{until}</span>
    </fieldset>
  );
}
