// All that happened to an incident, newest first, with the exact time and a filter; older entries come as one scrolls or filters.
import { TextInput } from '@mantine/core';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { IncidentDetail } from '../../../shared/contract';
import { ChoiceMenu } from '../../ui/choice-menu';
import { EmptyState } from '../../ui/empty-state';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { zoneName } from '../../ui/time-words';
import { ChainCheck } from './chain-check';
import styles from './incident.module.css';
import { StaleNotice } from './stale-notice';
import { filterTimeline, TIMELINE_TOPICS, type TimelineTopic, TOPIC_WORDS } from './timeline-filter';
import { TimelineLine } from './timeline-line';
import { hasOlder } from './timeline-pages';
import { type Timeline, useTimeline } from './use-timeline';
import { VirtualList } from './virtual-list';

const TOPICS = TIMELINE_TOPICS.map((value) => ({ value, label: TOPIC_WORDS[value] }));
const LINE_PX = 46;

/** So many lines before the end of what is loaded, older ones are asked for. */
const AHEAD = 60;

function countWords(shown: number, { entries, total }: Timeline, isFiltered: boolean): string {
  const [some, loaded, all] = [shown, entries.length, total].map((n) => n.toLocaleString('en'));
  const isAll = entries.length === total;
  if (isFiltered) return `${some} fit among ${isAll ? `all ${all}` : `${loaded} of ${all}`} entries`;
  return isAll ? `${all} entries` : `${loaded} of ${all} entries loaded`;
}

export function TimelineTab({ detail }: { readonly detail: IncidentDetail }) {
  const [topic, setTopic] = useState<TimelineTopic>('all');
  const [text, setText] = useState('');
  const [sightEnd, setSightEnd] = useState(0);
  const timeline = useTimeline(detail);
  const entries = useMemo(() => filterTimeline(timeline.entries, topic, text), [timeline.entries, topic, text]);
  const isMore = hasOlder(timeline);
  const isEndNear = entries.length === 0 || sightEnd >= entries.length - AHEAD;
  const onSight = useCallback((_from: number, to: number) => setSightEnd(to), []);
  const { isLoading, error, loadOlder } = timeline;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page that came may still not reach the end of what is in sight
  useEffect(() => {
    if (isMore && isEndNear && !isLoading && !error) loadOlder();
  }, [isMore, isEndNear, isLoading, error, timeline.entries.length]);
  return (
    <div className={styles.tabPage}>
      <div className={styles.bar}>
        <TextInput
          className={styles.grow}
          placeholder="Filter the timeline"
          aria-label="Filter the timeline"
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
        />
        <ChoiceMenu<TimelineTopic> name="Show" value={topic} choices={TOPICS} onChoose={setTopic} />
      </div>
      <div className={styles.note}>
        <span>
          {countWords(entries.length, timeline, topic !== 'all' || text.trim() !== '')}, newest first, times in {zoneName(Date.now())}
        </span>
        <ChainCheck id={detail.row.id} total={timeline.total} entries={timeline.entries} />
      </div>
      {error && <StaleNotice error={error} onRetry={loadOlder} />}
      {entries.length === 0 && isMore && !error ? (
        <SkeletonRows count={6} label="Looking further back" />
      ) : entries.length === 0 ? (
        <EmptyState title="Nothing fits">Other words, or “Everything”, bring the entries back.</EmptyState>
      ) : (
        <VirtualList
          label="Timeline"
          count={entries.length}
          estimatePx={LINE_PX}
          keyOf={(i) => String(entries[i]?.seq ?? i)}
          render={(i) => {
            const entry = entries[i];
            return entry && <TimelineLine entry={entry} />;
          }}
          onSight={onSight}
        />
      )}
    </div>
  );
}
