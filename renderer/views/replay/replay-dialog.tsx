// What rules would have made of the recorded weeks: one sentence, a picture of the days, and the incidents that differ.
import { Button, Modal, Progress } from '@mantine/core';
import { useEffect } from 'react';
import type { Settings } from '../../../shared/settings';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { awaitReplay, useReplayNews } from '../../store/replay-news';
import { rich } from '../../ui/rich';
import { tellError } from '../../ui/toasts';
import styles from './replay.module.css';
import { ReplayDays } from './replay-days';
import { ReplayDifferences } from './replay-differences';
import { ReplaySums } from './replay-sums';

interface Props {
  readonly settings: Settings;
  onClose(): void;
}

const WEEKS = 4;

async function begin(settings: Settings): Promise<void> {
  awaitReplay(null);
  const reply = await callEngine('replay-rules', { settings, weeks: WEEKS });
  if (reply.ok) awaitReplay(reply.value.replay);
  else tellError(reply.error);
}

export function ReplayDialog({ settings, onClose }: Props) {
  const { result, share, why } = useReplayNews();
  // biome-ignore lint/correctness/useExhaustiveDependencies: it runs for the settings that it was opened with
  useEffect(() => {
    void begin(settings);
    return () => {
      if (useReplayNews.getState().share < 1) void callEngine('cancel-replay', {});
    };
  }, []);
  return (
    <Modal opened onClose={onClose} size={860} title={msg`Replay of the last 4 weeks`} closeButtonProps={{ 'aria-label': msg`Close` }}>
      {result === null && why === '' && (
        <div className={styles.running} role="status">
          <p>{rich`Running what was recorded through these rules: ${Math.floor(share * 100)} %`}</p>
          <Progress value={share * 100} aria-label={msg`Replay`} />
          <Button size="xs" variant="default" onClick={onClose} data-autofocus>{msg`Cancel`}</Button>
        </div>
      )}
      {why !== '' && <p role="alert">{why === 'cancelled' ? msg`The replay was ended.` : why}</p>}
      {result !== null && (
        <div className={styles.result}>
          <ReplaySums result={result} />
          <ReplayDays days={result.days} />
          <ReplayDifferences result={result} onClose={onClose} />
        </div>
      )}
    </Modal>
  );
}
