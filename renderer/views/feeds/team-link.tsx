// The link to the team over the feeds: it is watched like one of them, and says what goes on while it is away.
import { Button } from '@mantine/core';
import { revealLine } from '../../../shared/domain/reveal-text';
import { teamWords } from '../../../shared/rules/team-words';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { useUi } from '../../store/ui';
import { Age } from '../../ui/age';
import type { FeedState } from './feed-words';
import styles from './feeds.module.css';
import { StateShape } from './state-shape';

const SHAPES: Readonly<Record<'good' | 'unsure' | 'quiet', FeedState>> = { good: 'ok', unsure: 'blind', quiet: 'starting' };

/** Nothing where sharing is off. */
export function TeamLink() {
  const sharing = useDesk((state) => state.status?.sharing);
  if (!sharing) return null;
  const { tone, short, why, remedy } = teamWords(sharing);
  return (
    <section className={styles.team} aria-label={msg`Link to the team`}>
      <p className={styles.state} data-tone={tone} role="status">
        <StateShape state={SHAPES[tone]} /> <b>{short}</b>
      </p>
      <p className={styles.teamWhy}>{revealLine(`${why} ${remedy}`.trim())}</p>
      <span className={styles.teamAge}>
        {sharing.lastHeardAt === null ? (
          msg`not heard of yet`
        ) : (
          <>
            {msg`last heard`} <Age at={sharing.lastHeardAt} className="" /> {msg`ago`}
          </>
        )}
      </span>
      <Button size="compact-xs" variant="default" onClick={() => useUi.getState().go('settings')}>{msg`Sharing…`}</Button>
    </section>
  );
}
