// What can be done to the actions that are chosen: tickets for them, or a state.
import { Button } from '@mantine/core';
import type { ActionView, TrackerView } from '../../../shared/contract/actions';
import { msg } from '../../../shared/words/words';
import { rich } from '../../ui/rich';
import { pushActions, setState } from './action-acts';
import styles from './actions.module.css';

interface Props {
  readonly chosen: readonly ActionView[];
  readonly trackers: readonly TrackerView[];
  onDone(): void;
}

export function CheckedBar({ chosen, trackers, onDone }: Props) {
  const ids = chosen.map((a) => a.id);
  const finish = async (work: Promise<unknown>): Promise<void> => {
    await work;
    onDone();
  };
  return (
    <section className={styles.bar} aria-label={msg`Chosen actions`}>
      <b>{rich`${chosen.length} chosen`}</b>
      {trackers.map((tracker) => (
        <Button key={tracker.id} size="compact-xs" onClick={() => void finish(pushActions(ids, tracker.id))}>
          {rich`Push to ${tracker.name}`}
        </Button>
      ))}
      <Button size="compact-xs" variant="default" onClick={() => void finish(setState(ids, 'in-progress'))}>{msg`In progress`}</Button>
      <Button size="compact-xs" variant="default" onClick={() => void finish(setState(ids, 'done'))}>{msg`Done`}</Button>
      <span className={styles.space} />
      <Button size="compact-xs" variant="subtle" onClick={onDone}>{msg`Choose none`}</Button>
    </section>
  );
}
