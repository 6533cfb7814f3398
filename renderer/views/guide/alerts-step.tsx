// Step 3: what the source says now, and where it stands in the queue.
import { Button } from '@mantine/core';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { useUi } from '../../store/ui';
import { Kbd } from '../../ui/kbd';
import { rich } from '../../ui/rich';
import styles from './guide.module.css';
import { useGuidedFeed } from './guided-feed';
import { NoFeedYet } from './no-feed-yet';

export function AlertsStep() {
  const feed = useGuidedFeed();
  const open = useDesk((state) => state.status?.openCount ?? 0);
  if (!feed) return <NoFeedYet />;
  return (
    <>
      <p role="status">
        {feed.alertCount === 0
          ? rich`${feed.name} has no alert now. That is a true answer, not a missing one.`
          : rich`${feed.alertCount} ${feed.alertCount === 1 ? msg`alert` : msg`alerts`} at ${feed.name}${feed.suppressedCount > 0 && rich`, ${feed.suppressedCount} held back there`}; ${open} open ${open === 1 ? msg`incident` : msg`incidents`} in the queue.`}
      </p>
      <p>{rich`Alerts that belong together are one incident. ${<Kbd key="j">J</Kbd>} and ${<Kbd key="k">K</Kbd>} move, ${<Kbd key="e">Enter</Kbd>} opens one with “why did this page me?”, ${<Kbd key="a">A</Kbd>} acknowledges.`}</p>
      <div className={styles.links}>
        <Button size="xs" variant="default" onClick={() => useUi.getState().go('queue')}>{msg`Show the queue`}</Button>
      </div>
    </>
  );
}
