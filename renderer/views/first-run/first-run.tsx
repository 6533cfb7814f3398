// The first screen: says plainly that a demo plays, what to try with it, and how to connect what is really to be watched.
import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { NOT_TRIED } from '../../../shared/domain/not-tried';
import { msg } from '../../../shared/words/words';
import { hintOf } from '../../keys';
import { useDesk } from '../../store/desk';
import { usePreferences } from '../../store/preferences';
import { useUi } from '../../store/ui';
import { ErrorState } from '../../ui/error-state';
import { Kbd } from '../../ui/kbd';
import { rich } from '../../ui/rich';
import { SkeletonRows } from '../../ui/skeleton-rows';
import styles from './first-run.module.css';
import { endFirstRun, guideMe, importMine } from './first-run-acts';

/** Shown until it was seen. Where no demo plays (a feed is configured) it gives way at once. */
export function FirstRun() {
  const isDemo = useDesk((state) => state.status?.isDemo);
  const isElsewhere = useUi((state) => state.view !== 'queue' || state.selectedId !== null || state.filter.text !== '');
  useEffect(() => {
    if (isDemo === false || isElsewhere) void endFirstRun();
  }, [isDemo, isElsewhere]);
  if (isDemo === true) return <Welcome />;
  return <Starting />;
}

/** A first start can fail for good, by a settings file with a mistake in it: its words are the first thing to be read here. */
function Starting() {
  const { connection, engineWhy } = useDesk(useShallow(({ connection, engineWhy }) => ({ connection, engineWhy })));
  if (connection !== 'engine-down') return <SkeletonRows label={msg`Starting`} />;
  return <ErrorState error={{ what: msg`The engine is down: nothing is watched`, remedy: engineWhy || msg`It is being restarted.` }} />;
}

const TRIES = [
  { command: 'down', words: msg`move through the queue; rows never jump under you` },
  { command: 'open', words: msg`open an incident: its alerts, timeline, and why it paged you` },
  { command: 'acknowledge', words: msg`acknowledge: the demo’s Alertmanager gets a short, narrow silence` },
  { command: 'snooze', words: msg`snooze, when it can wait` },
  { command: 'palette', words: msg`find anything: incidents, acts, settings, history` },
  { command: 'help', words: msg`every key` },
] as const;

function Welcome() {
  return (
    <div className={styles.place}>
      <article className={styles.welcome}>
        <p className={styles.kicker}>{msg`Nothing of yours is watched yet`}</p>
        <h2>{msg`A demo is playing`}</h2>
        <p>{msg`No feed is configured, so Dogwatch runs a small Alertmanager of its own and plays a bad night into it: a disk fills, latency spreads over services, a check flaps, a deploy fails, an account is attacked. Every alert in it is invented. All the rest is real: the connector, the rules, and the notifications on this desktop.`}</p>
        <h3>{msg`Try`}</h3>
        <ul className={styles.tries}>
          {TRIES.map(({ command, words }) => (
            <li key={command}>
              <Kbd>{hintOf(command)}</Kbd>
              <span>{words}</span>
            </li>
          ))}
        </ul>
        <KeyNote />
        <div className={styles.acts}>
          <Button size="sm" onClick={guideMe}>{msg`Connect my alerts`}</Button>
          <Button size="sm" variant="default" onClick={importMine}>{msg`Import from another tool`}</Button>
          <Button size="sm" variant="default" data-autofocus autoFocus onClick={() => void endFirstRun()}>{msg`Watch the demo`}</Button>
        </div>
      </article>
    </div>
  );
}

/** What this desktop cannot do is said at the start, not found out at 03:00. */
function KeyNote() {
  const keeping = useDesk((state) => state.status?.keyKeeping);
  const why = usePreferences((state) => state.value?.notifications.why ?? '');
  return (
    <>
      {why !== '' && why !== NOT_TRIED && <p className={styles.note}>{rich`▲ Pages cannot be shown here: ${why}`}</p>}
      {keeping === 'file' && (
        <p
          className={styles.note}
        >{msg`▲ This system offers no keychain: the key of the encrypted log lies in a file that only your user can read. Settings › Desktop offers a passphrase instead.`}</p>
      )}
    </>
  );
}
