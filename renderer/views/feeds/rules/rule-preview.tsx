// What a rule's query gave over the last hour: the curve with its threshold and hits, or the mistake at its place in the query.
import type { FeedPreview } from '../../../../shared/feed';
import { wallTime } from '../../../ui/time-words';
import { QueryChart } from '../../runbook/run/query-chart';
import styles from './rules.module.css';

const NAMED_HITS = 3;

type Shown = Extract<FeedPreview, { ok: true }>;

/** When and how often it would have fired, without its "for". */
export function hitWords({ hits, total, series }: Pick<Shown, 'hits' | 'total' | 'series'>): string {
  const more = total > series.length ? ` The chart shows the first ${series.length} of ${total} series.` : '';
  if (total === 0 && hits.length === 0)
    return 'Nothing in the last hour: no series has this name and these labels, or none was above the threshold.';
  if (hits.length === 0) return `Not hit in the last hour.${more}`;
  const spans = hits.slice(-NAMED_HITS).map(({ from, to }) => (from === to ? wallTime(from) : `${wallTime(from)} to ${wallTime(to)}`));
  const times = hits.length === 1 ? 'once' : `${hits.length} times`;
  return `Hit ${times} in the last hour, by up to ${Math.max(...hits.map(({ count }) => count))} series at once: ${spans.join(', ')}.${more}`;
}

/** `query`: as it was when it was asked. */
export function RulePreview({ shown, query }: { readonly shown: FeedPreview; readonly query: string }) {
  if (!shown.ok) {
    const line = shown.at === null ? null : (query.split('\n')[shown.at.line - 1] ?? null);
    return (
      <div className={styles.mistake} role="status">
        <p>
          {shown.at !== null && `Line ${shown.at.line}, column ${shown.at.column}: `}
          {shown.failure.what} {shown.failure.remedy}
        </p>
        {line !== null && shown.at !== null && (
          <pre aria-hidden>
            {line}
            {'\n'}
            {' '.repeat(Math.max(0, shown.at.column - 1))}^
          </pre>
        )}
      </div>
    );
  }
  return (
    <div role="status">
      <QueryChart series={shown.series} threshold={shown.threshold} hits={shown.hits} />
      <p className={styles.words}>{hitWords(shown)}</p>
    </div>
  );
}
