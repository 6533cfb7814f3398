// All that happened to an incident, newest first, with the exact time, a filter, and whether its chain of events is whole.
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { IncidentDetail } from '../../../shared/contract';
import { ChoiceMenu } from '../../ui/choice-menu';
import { EmptyState } from '../../ui/empty-state';
import { Tag } from '../../ui/tag';
import { zoneName } from '../../ui/time-words';
import styles from './incident.module.css';
import { filterTimeline, TIMELINE_TOPICS, type TimelineTopic, TOPIC_WORDS } from './timeline-filter';
import { TimelineLine } from './timeline-line';
import { VirtualList } from './virtual-list';

const TOPICS = TIMELINE_TOPICS.map((value) => ({ value, label: TOPIC_WORDS[value] }));
const LINE_PX = 46;

function Chain({ chain }: { readonly chain: IncidentDetail['chain'] }) {
  if (chain.isWhole)
    return (
      <Tag tone="good" title={`Each of the ${chain.events} events carries the hash of the one before it; all were checked.`}>
        ✓ chain whole
      </Tag>
    );
  return (
    <Tag tone="bad" title="An event does not carry the hash of the one before it: the log was changed or damaged.">
      ✕ chain broken
    </Tag>
  );
}

export function TimelineTab({ detail }: { readonly detail: IncidentDetail }) {
  const [topic, setTopic] = useState<TimelineTopic>('all');
  const [text, setText] = useState('');
  const entries = filterTimeline(detail.timeline, topic, text);
  const missing = detail.timelineTotal - detail.timeline.length;
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
          Newest first, times in {zoneName(Date.now())}
          {missing > 0 && `, ${missing.toLocaleString('en')} older entries are not loaded`}
        </span>
        <Chain chain={detail.chain} />
      </div>
      {entries.length === 0 ? (
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
        />
      )}
    </div>
  );
}
