// Over the alerts while a split is being made: what will leave, and the way out.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Alert } from '../../../shared/domain/alert';
import { locale, msg } from '../../../shared/words/words';
import { rich } from '../../ui/rich';
import alertStyles from './alerts.module.css';
import styles from './incident.module.css';
import { keyOf } from './silence-matchers';
import { splitOff } from './split';
import { offerApart } from './teach';

interface Props {
  readonly id: string;
  readonly chosen: ReadonlyMap<string, Alert>;
  /** Alerts of the incident as far as they are loaded. */
  readonly staying: readonly Alert[];
  /** Null while the filter is being answered. */
  readonly found: number | null;
  readonly alertTotal: number;
  onChooseAll(): void;
  onEnd(): void;
}

export function SplitBar({ id, chosen, staying, found, alertTotal, onChooseAll, onEnd }: Props) {
  const [isBusy, setIsBusy] = useState(false);
  const isAll = chosen.size >= alertTotal;
  const split = async (): Promise<void> => {
    setIsBusy(true);
    const isDone = await splitOff(id, [...chosen.values()]);
    setIsBusy(false);
    if (!isDone) return;
    offerApart(
      [...chosen.values()],
      staying.filter((a) => !chosen.has(keyOf(a))),
    );
    onEnd();
  };
  const words = isAll
    ? msg`At least one alert has to stay.`
    : chosen.size === 0
      ? msg`Choose the alerts that leave for an incident of their own.`
      : msg`${chosen.size} of ${alertTotal} leave for an incident of their own.`;
  return (
    <div className={alertStyles.splitBar} role="toolbar" aria-label={msg`Split`}>
      <span aria-live="polite">{words}</span>
      <span className={styles.buttons}>
        <Button size="compact-xs" variant="default" disabled={found === null} onClick={onChooseAll}>
          {rich`Choose all ${found?.toLocaleString(locale())}`}
        </Button>
        <Button
          size="compact-xs"
          variant="filled"
          disabled={chosen.size === 0 || isAll}
          loading={isBusy}
          onClick={() => void split()}
        >{rich`Split ${chosen.size || ''} off`}</Button>
        <Button size="compact-xs" variant="default" onClick={onEnd}>{msg`Cancel`}</Button>
      </span>
    </div>
  );
}
