// The feeds: is each source answering, and if not, why and what to do. Health first; settings are a dialog away.
import { Button } from '@mantine/core';
import { RadioTower } from 'lucide-react';
import { useMemo, useState } from 'react';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { useUi } from '../../store/ui';
import { DictatedNote } from '../../ui/dictated-note';
import { EmptyState } from '../../ui/empty-state';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { Toolbar } from '../../ui/toolbar';
import { DemoNote } from './demo-note';
import { FeedDetail } from './feed-detail';
import { FeedDialog } from './feed-dialog';
import { FeedTable } from './feed-table';
import { byUrgency, sumUp } from './feed-words';
import styles from './feeds.module.css';
import { TeamLink } from './team-link';

export function FeedsView() {
  const feeds = useDesk((state) => state.feeds);
  const connection = useDesk((state) => state.connection);
  const status = useDesk((state) => state.status);
  const sorted = useMemo(() => byUrgency(feeds), [feeds]);
  const [wanted, setWanted] = useState<string | null>(null);
  const selected = sorted.find((feed) => feed.feed === wanted) ?? sorted[0];
  return (
    <div className={styles.view}>
      <Toolbar label={msg`Feeds`}>
        <h2 className={styles.title}>{msg`Feeds`}</h2>
        <span className={styles.sum} role="status">
          {status === null || connection !== 'live' ? '' : sumUp(feeds)}
        </span>
        <span className={styles.space} />
        <Button size="xs" onClick={() => useUi.getState().openDialog({ kind: 'feed', feed: null })}>{msg`Add a feed`}</Button>
      </Toolbar>
      {connection === 'engine-down' && <EngineDown />}
      {status?.isDemo === true && <DemoNote />}
      <TeamLink />
      <DictatedNote file={status?.settingsFrom ?? null} />
      <div className={styles.body}>
        {status === null ? (
          <SkeletonRows count={4} label={msg`Loading the feeds`} />
        ) : selected === undefined ? (
          <NoFeeds />
        ) : (
          <>
            <FeedTable feeds={sorted} selected={selected.feed} onSelect={setWanted} />
            <FeedDetail key={selected.feed} health={selected} />
          </>
        )}
      </div>
      <FeedDialog />
    </div>
  );
}

function EngineDown() {
  const why = useDesk((state) => state.engineWhy);
  return (
    <div role="alert" className={styles.stale}>
      <b>{msg`▲ The engine is down: what stands here is what was last known.`}</b> {why}
    </div>
  );
}

function NoFeeds() {
  return (
    <EmptyState
      icon={<RadioTower size={22} aria-hidden />}
      title={msg`No feed yet`}
      action={
        <Button size="xs" onClick={() => useUi.getState().openDialog({ kind: 'feed', feed: null })}>{msg`Connect my Alertmanager`}</Button>
      }
    >{msg`A feed is one connection to an alert source. Each stands here with its health: when it last answered, how fast, and what to do when it does not.`}</EmptyState>
  );
}
