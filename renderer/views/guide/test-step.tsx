// Step 2: does the source answer, and if not, what to do about it.
import { Button } from '@mantine/core';
import { msg } from '../../../shared/words/words';
import { useUi } from '../../store/ui';
import { rich } from '../../ui/rich';
import { pollFeed } from '../feeds/feed-actions';
import styles from './guide.module.css';
import { useGuidedFeed } from './guided-feed';
import { NoFeedYet } from './no-feed-yet';

export function TestStep() {
  const feed = useGuidedFeed();
  if (!feed) return <NoFeedYet />;
  const isWell = feed.state === 'ok' || feed.state === 'slow';
  return (
    <>
      <div role="status">
        {isWell && <p className={styles.well}>{rich`✓ ${feed.name} answers.`}</p>}
        {feed.state === 'starting' && <p>{rich`${feed.name} is being asked.`}</p>}
        {feed.state === 'off' && <p className={styles.unsure}>{rich`${feed.name} is switched off: Feeds switches it on.`}</p>}
        {(feed.state === 'blind' || feed.state === 'partial') && (
          <>
            <p className={styles.unsure}>{rich`▲ ${feed.name}: ${feed.why}`}</p>
            <p>{feed.remedy}</p>
          </>
        )}
      </div>
      <p>{msg`From now on it is asked again and again. When it stops answering, you are told: that is never taken for “no alerts”.`}</p>
      <div className={styles.links}>
        <Button size="xs" variant="default" onClick={() => void pollFeed(feed.feed, feed.name)}>{msg`Ask it now`}</Button>
        <Button size="xs" variant="default" onClick={() => edit(feed.feed)}>{msg`Change the address or login`}</Button>
      </div>
    </>
  );
}

function edit(feed: string): void {
  useUi.getState().go('feeds');
  useUi.getState().openDialog({ kind: 'feed', feed });
}
