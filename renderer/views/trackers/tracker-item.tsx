// One tracker in the list: what it is, whether it is on, and what can be done to it.
import { Button, Switch } from '@mantine/core';
import { useState } from 'react';
import type { TrackerTest } from '../../../shared/contract/actions';
import type { TrackerSettings } from '../../../shared/settings/actions';
import type { TrackerManifest } from '../../../shared/tracker';
import { msg } from '../../../shared/words/words';
import { Verdict } from '../../ui/config-form/verdict';
import styles from '../channels/channels.module.css';
import { testTracker, turnTracker } from './tracker-acts';

interface Props {
  readonly tracker: TrackerSettings;
  readonly manifest: TrackerManifest | undefined;
  onEdit(): void;
  onRemove(): void;
}

export function TrackerItem({ tracker, manifest, onEdit, onRemove }: Props) {
  const [isTesting, setIsTesting] = useState(false);
  const [test, setTest] = useState<TrackerTest | null>(null);
  const tryIt = async (): Promise<void> => {
    setIsTesting(true);
    setTest(await testTracker(tracker, {}));
    setIsTesting(false);
  };
  const place = tracker.config.repository ?? tracker.config.project;
  return (
    <li className={styles.item} data-off={tracker.isEnabled ? undefined : true}>
      <div>
        <span className={styles.name}>{tracker.name}</span>
        <span className={styles.second}>
          {manifest?.name ?? msg`unknown kind “${tracker.kind}”`}
          {typeof place === 'string' && ` · ${place}`}
          {tracker.isEnabled ? '' : msg` · off: its tickets are not looked at`}
        </span>
      </div>
      <div className={styles.acts}>
        <Switch
          aria-label={msg`${tracker.name} is on`}
          checked={tracker.isEnabled}
          onChange={(event) => void turnTracker(tracker, event.currentTarget.checked)}
        />
        <Button
          size="compact-xs"
          variant="default"
          loading={isTesting}
          aria-label={msg`Test ${tracker.name}`}
          onClick={() => void tryIt()}
        >{msg`Test`}</Button>
        <Button size="compact-xs" variant="default" aria-label={msg`Edit ${tracker.name}`} onClick={onEdit}>{msg`Edit`}</Button>
        <Button size="compact-xs" variant="default" aria-label={msg`Remove ${tracker.name}`} onClick={onRemove}>{msg`Remove`}</Button>
      </div>
      <div role="status" className={styles.report}>
        {test && <Verdict isOk={test.isOk} words={test.words} remedy={test.remedy} />}
      </div>
    </li>
  );
}
