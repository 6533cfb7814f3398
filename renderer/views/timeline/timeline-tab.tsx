// All that happened to an incident, newest first by the time of its source, as a picture and as a list; only words in sight are loaded.
import { useCallback, useMemo, useState } from 'react';
import type { IncidentDetail } from '../../../shared/contract';
import { locale, msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { EmptyState } from '../../ui/empty-state';
import { rich } from '../../ui/rich';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { zoneName } from '../../ui/time-words';
import { tellError } from '../../ui/toasts';
import styles from '../incident/incident.module.css';
import { Moment } from '../incident/moment';
import { StaleNotice } from '../incident/stale-notice';
import { VirtualList } from '../incident/virtual-list';
import { EntryLine } from './entry-line';
import { EvidencePanel } from './evidence-panel';
import type { Mark } from './marks';
import { Picture } from './picture';
import lineStyles from './timeline.module.css';
import { TimelineBar } from './timeline-bar';
import { filterMarks, peopleOf, type TimelineFilter } from './timeline-filter';
import { useEvidence } from './use-evidence';
import { useFound } from './use-found';
import { useLedTo } from './use-led-to';
import { useTimelineModel } from './use-timeline-model';

const LINE_PX = 46;
/** Words are asked for so many lines before they come into sight. */
const AHEAD = 60;
const ALL: TimelineFilter = { topic: 'all', person: null, span: null };

async function pin(id: string, seq: number, isPinned: boolean): Promise<void> {
  const reply = await callEngine('pin-entry', { id, seq, isPinned });
  if (!reply.ok) tellError(reply.error);
}

function countWords(shown: number, total: number, isWhole: boolean): string {
  if (!isWhole) return 'loading…';
  const all = `${total.toLocaleString(locale())} ${total === 1 ? msg`entry` : msg`entries`}`;
  return shown === total ? all : msg`${shown.toLocaleString(locale())} of ${all}`;
}

export function TimelineTab({ detail }: { readonly detail: IncidentDetail }) {
  const { id } = detail.row;
  const { model, state } = useTimelineModel(detail);
  const [filter, setFilter] = useState(ALL);
  const [text, setText] = useState('');
  const facts = useEvidence(id, detail.row.seq);
  const found = useFound(id, text, state.marks.length);
  const shown = useMemo(() => filterMarks(state.marks, filter, state.pinned, found), [state.marks, filter, state.pinned, found]);
  const people = useMemo(() => peopleOf(state.marks), [state.marks]);
  const change = useCallback((part: Partial<TimelineFilter>) => setFilter((now) => ({ ...now, ...part })), []);
  const onSight = useCallback(
    (from: number, to: number) => model.want(shown.slice(Math.max(0, from - AHEAD), to + AHEAD).map((mark) => mark.seq)),
    [model, shown],
  );
  const led = useLedTo(id);
  const ledIndex = useMemo(() => (led === null || !state.isWhole ? -1 : shown.findIndex((mark) => mark.seq === led)), [led, shown, state]);
  const entries = useMemo(() => [...state.entries.values()], [state.entries]);
  return (
    <div className={styles.tabPage}>
      {state.isWhole && (
        <Picture id={id} marks={state.marks} pinned={state.pinned} selected={filter.span} onSelect={(span) => change({ span })} />
      )}
      <TimelineBar text={text} filter={filter} people={people} onText={setText} onFilter={change} />
      <div className={styles.note}>
        <span role="status">
          {rich`${countWords(shown.length, state.marks.length, state.isWhole)}, newest first by source time, in ${zoneName(Date.now())}`}
        </span>
      </div>
      {state.error && <StaleNotice error={state.error} onRetry={() => void model.refresh()} />}
      {shown.length > 0 ? (
        <VirtualList
          label={msg`Timeline`}
          count={shown.length}
          estimatePx={LINE_PX}
          {...(ledIndex >= 0 && { lead: ledIndex })}
          keyOf={(i) => String(shown[i]?.seq ?? i)}
          render={(i, tabIndex) => {
            const mark = shown[i];
            const entry = mark && state.entries.get(mark.seq);
            if (!mark) return null;
            if (!entry) return <Waiting mark={mark} />;
            const isPinned = state.pinned.has(mark.seq);
            return (
              <EntryLine
                entry={entry}
                incident={id}
                attachments={facts.attachments}
                isPinned={isPinned}
                isMarked={mark.seq === led}
                tabIndex={tabIndex}
                onPin={(next) => void pin(id, mark.seq, next)}
              />
            );
          }}
          onSight={onSight}
        />
      ) : state.isWhole || state.error ? (
        <EmptyState title={msg`Nothing fits`}>{msg`Other words, another span, or “Everything”, bring the entries back.`}</EmptyState>
      ) : (
        <SkeletonRows count={6} label={msg`Opening the timeline`} />
      )}
      <EvidencePanel row={detail.row} facts={facts} total={state.marks.length} entries={entries} />
    </div>
  );
}

/** An entry whose place is known and whose words are on their way. */
function Waiting({ mark }: { readonly mark: Mark }) {
  return (
    <div className={lineStyles.line}>
      <span className={lineStyles.time}>
        <Moment at={mark.happenedAt} />
      </span>
      <span className={lineStyles.mark} aria-hidden="true" />
      <div className={`${lineStyles.words} ${lineStyles.waiting}`}>{mark.kind}</div>
    </div>
  );
}
