// Why the list is empty: still loading, nothing there, nothing matches, or nobody watches. Never calm words while blind.
import { Button } from '@mantine/core';
import { EyeOff, Inbox, Moon, PlugZap, SearchX } from 'lucide-react';
import { useDesk } from '../../store/desk';
import { type QueueTab, useUi } from '../../store/ui';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { SkeletonRows } from '../../ui/skeleton-rows';
import type { Past } from './use-past';

const CALM: Readonly<Record<QueueTab, readonly [title: string, text: string]>> = {
  open: ['Nothing is open', 'An alert that fires appears here within seconds, and pages you if your rules say so.'],
  unacknowledged: ['Nothing waits for you', 'Incidents that nobody has acknowledged appear here.'],
  acknowledged: ['Nothing is being worked on', 'Acknowledge an incident with A: it moves here until it is resolved.'],
  snoozed: ['Nothing is snoozed', 'Snooze an incident with S: it rests here and comes back by itself.'],
  silenced: ['Nothing is silenced', 'Incidents whose alerts are all silenced or inhibited at the source appear here. They never page.'],
  resolved: ['Nothing was resolved lately', 'Resolved incidents rest here until they are closed.'],
  closed: ['Nothing was closed yet', 'Closed and merged incidents are kept here with their whole timeline.'],
};

export function QueueEmptiness({ past }: { past: Past }) {
  const { connection, engineWhy, status, feeds } = useDesk();
  const { tab, text } = useUi((state) => state.filter);
  const isPast = tab === 'closed';
  if (isPast && past.error) return <ErrorState error={past.error} onRetry={past.retry} />;
  if (connection === 'engine-down')
    return <ErrorState error={{ what: 'The engine is down: nothing is watched', remedy: engineWhy || 'It is being restarted.' }} />;
  if (connection === 'connecting' || (isPast && past.total === null)) return <SkeletonRows count={10} label="Loading the queue" />;
  if (text.trim() !== '') return <NoMatch text={text} />;
  if (feeds.length === 0 && !isPast) return <NoFeeds />;
  if (status?.state === 'blind' && !isPast) {
    return (
      <EmptyState icon={<EyeOff size={22} />} title="No incident is known, but the watch is blind">
        {status.blindWhy.join(' · ')}
      </EmptyState>
    );
  }
  const [title, words] = CALM[tab];
  return (
    <EmptyState icon={tab === 'snoozed' ? <Moon size={22} /> : <Inbox size={22} />} title={title}>
      <p>{words}</p>
      {tab === 'open' && (
        <p>
          Watched:{' '}
          {feeds
            .filter((feed) => feed.isEnabled)
            .map((feed) => feed.name)
            .join(', ')}
          .
        </p>
      )}
    </EmptyState>
  );
}

function NoMatch({ text }: { text: string }) {
  return (
    <EmptyState
      icon={<SearchX size={22} />}
      title={`Nothing here matches “${text.trim()}”`}
      action={
        <Button variant="default" onClick={() => useUi.getState().setFilter({ text: '' })}>
          Clear the filter
        </Button>
      }
    >
      Every word must be found in the incident or in the labels of one of its alerts. Ctrl K searches all history.
    </EmptyState>
  );
}

function NoFeeds() {
  const add = (): void => {
    useUi.getState().go('feeds');
    useUi.getState().openDialog({ kind: 'feed', feed: null });
  };
  return (
    <EmptyState icon={<PlugZap size={22} />} title="No feed is connected" action={<Button onClick={add}>Connect a feed</Button>}>
      A feed is a connection to an alert source, such as Alertmanager. Its alerts become incidents here.
    </EmptyState>
  );
}
