// What of the timeline is shown: words, topic, person, and the span that was selected in the picture.
import { TextInput } from '@mantine/core';
import { X } from 'lucide-react';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { ChoiceMenu } from '../../ui/choice-menu';
import { exactTime, wallTime } from '../../ui/time-words';
import styles from '../incident/incident.module.css';
import lineStyles from './timeline.module.css';
import { type TimelineFilter, TOPIC_WORDS, TOPICS, type Topic } from './timeline-filter';

const CHOICES = TOPICS.map((value) => ({ value, label: TOPIC_WORDS[value] }));

interface Props {
  readonly text: string;
  readonly filter: TimelineFilter;
  readonly people: readonly string[];
  onText(text: string): void;
  onFilter(change: Partial<TimelineFilter>): void;
}

export function TimelineBar({ text, filter, people, onText, onFilter }: Props) {
  const persons = [{ value: '', label: msg`anybody` }, ...people.map((name) => ({ value: name, label: revealLine(name) }))];
  return (
    <div className={`${styles.bar} ${lineStyles.bar}`}>
      <TextInput
        className={styles.grow}
        placeholder={msg`Filter the timeline`}
        aria-label={msg`Filter the timeline`}
        value={text}
        onChange={(e) => onText(e.currentTarget.value)}
      />
      <ChoiceMenu<Topic> name={msg`Show`} value={filter.topic} choices={CHOICES} onChoose={(topic) => onFilter({ topic })} />
      {people.length > 1 && (
        <ChoiceMenu name={msg`By`} value={filter.person ?? ''} choices={persons} onChoose={(name) => onFilter({ person: name || null })} />
      )}
      {filter.span && (
        <button
          type="button"
          className="chip"
          title={msg`${exactTime(filter.span[0])} to ${exactTime(filter.span[1])}`}
          aria-label={msg`${wallTime(filter.span[0])}–${wallTime(filter.span[1])} is selected: show all times again`}
          onClick={() => onFilter({ span: null })}
        >
          {wallTime(filter.span[0])}–{wallTime(filter.span[1])} <X size={12} aria-hidden />
        </button>
      )}
    </div>
  );
}
