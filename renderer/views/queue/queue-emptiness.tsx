// Why the list is empty: still loading, nothing there, nothing matches, or nobody watches. Never calm words while blind.
import { Button } from '@mantine/core';
import { EyeOff, Inbox, Moon, PlugZap, SearchX } from 'lucide-react';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { type QueueTab, useUi } from '../../store/ui';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { rich } from '../../ui/rich';
import { SkeletonRows } from '../../ui/skeleton-rows';
import type { Past } from './use-past';

const CALM: Readonly<Record<QueueTab, readonly [title: string, text: string]>> = {
  open: [msg`Nothing is open`, msg`An alert that fires appears here within seconds, and pages you if your rules say so.`],
  unacknowledged: [msg`Nothing waits for you`, msg`Incidents that nobody has acknowledged appear here.`],
  acknowledged: [msg`Nothing is being worked on`, msg`Acknowledge an incident with A: it moves here until it is resolved.`],
  snoozed: [msg`Nothing is snoozed`, msg`Snooze an incident with S: it rests here and comes back by itself.`],
  silenced: [
    msg`Nothing is silenced`,
    msg`Incidents whose alerts are all silenced or inhibited at the source appear here. They never page.`,
  ],
  resolved: [msg`Nothing was resolved lately`, msg`Resolved incidents rest here until they are closed.`],
  closed: [msg`Nothing was closed yet`, msg`Closed and merged incidents are kept here with their whole timeline.`],
};

export function QueueEmptiness({ past }: { past: Past }) {
  const { connection, engineWhy, status, feeds } = useDesk();
  const { tab, text } = useUi((state) => state.filter);
  const isPast = tab === 'closed';
  if (isPast && past.error) return <ErrorState error={past.error} onRetry={past.retry} />;
  if (connection === 'engine-down')
    return <ErrorState error={{ what: msg`The engine is down: nothing is watched`, remedy: engineWhy || msg`It is being restarted.` }} />;
  if (connection === 'connecting' || (isPast && past.total === null)) return <SkeletonRows count={10} label={msg`Loading the queue`} />;
  if (text.trim() !== '') return <NoMatch text={text} />;
  if (feeds.length === 0 && !isPast) return <NoFeeds />;
  if (status?.state === 'blind' && !isPast) {
    return (
      <EmptyState icon={<EyeOff size={22} />} title={msg`No incident is known, but the watch is blind`}>
        {status.blindWhy.join(' · ')}
      </EmptyState>
    );
  }
  const [title, words] = CALM[tab];
  return (
    <EmptyState icon={tab === 'snoozed' ? <Moon size={22} /> : <Inbox size={22} />} title={title}>
      <p>{words}</p>
      {tab === 'open' && (
        <p>{rich`Watched: ${feeds
          .filter((feed) => feed.isEnabled)
          .map((feed) => feed.name)
          .join(', ')}.`}</p>
      )}
    </EmptyState>
  );
}

function NoMatch({ text }: { text: string }) {
  return (
    <EmptyState
      icon={<SearchX size={22} />}
      title={msg`Nothing here matches “${text.trim()}”`}
      action={<Button variant="default" onClick={() => useUi.getState().setFilter({ text: '' })}>{msg`Clear the filter`}</Button>}
    >{msg`Every word must be found in the incident or in the labels of one of its alerts. Ctrl K searches all history.`}</EmptyState>
  );
}

function NoFeeds() {
  const add = (): void => {
    useUi.getState().go('feeds');
    useUi.getState().openDialog({ kind: 'feed', feed: null });
  };
  return (
    <EmptyState
      icon={<PlugZap size={22} />}
      title={msg`No feed is connected`}
      action={<Button onClick={add}>{msg`Connect a feed`}</Button>}
    >{msg`A feed is a connection to an alert source, such as Alertmanager. Its alerts become incidents here.`}</EmptyState>
  );
}
