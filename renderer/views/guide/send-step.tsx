// Step 4: a page on this desktop now, or a canary that goes the whole way: to the source, back through its feed, onto the screen.
import { Button } from '@mantine/core';
import { msg } from '../../../shared/words/words';
import { testPage } from '../../store/commands';
import { showGuideStep } from '../../store/guide';
import { rich } from '../../ui/rich';
import { ProofSection, ProveNow } from '../feeds/feed-proof';
import styles from './guide.module.css';
import { useGuidedFeed } from './guided-feed';

export function SendStep() {
  const feed = useGuidedFeed();
  return (
    <>
      <p>{msg`A test page comes at once, with its sound: as you will be woken. It goes to this desktop alone.`}</p>
      <div className={styles.links}>
        <Button size="xs" onClick={() => void send()}>{msg`Send a test page`}</Button>
      </div>
      {feed?.proof && (
        <>
          <p>{rich`A canary proves the whole way: Dogwatch posts a test alert at ${feed.name} and waits for it to come back and be shown, without a sound. ${<b key="b">{msg`The source sends it to its receivers as any alert.`}</b>}`}</p>
          <div className={styles.links}>
            <ProveNow health={feed} />
          </div>
          <ProofSection proof={feed.proof} />
        </>
      )}
    </>
  );
}

async function send(): Promise<void> {
  await testPage();
  await showGuideStep('hear');
}
