// What a rule found in the last hour: the curve with its threshold and hits, what was read and the last lines, or the mistake at its place.
import type { FeedPreview } from '../../../../shared/feed';
import { msg } from '../../../../shared/words/words';
import { QueryChart } from '../../runbook/run/query-chart';
import { hitWords, type PreviewCount } from './hit-words';
import { PreviewLines } from './preview-lines';
import styles from './rules.module.css';

interface RulePreviewProps {
  readonly shown: FeedPreview;
  /** As it was when it was asked. */
  readonly query: string;
  readonly counts: PreviewCount;
}

export function RulePreview({ shown, query, counts }: RulePreviewProps) {
  if (!shown.ok) {
    const line = shown.at === null ? null : (query.split('\n')[shown.at.line - 1] ?? null);
    return (
      <div className={styles.mistake} role="status">
        <p>
          {shown.at !== null && msg`Line ${shown.at.line}, column ${shown.at.column}: `}
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
      <p className={styles.words}>{hitWords(shown, counts)}</p>
      <PreviewLines about={shown.about ?? []} lines={shown.lines ?? null} />
    </div>
  );
}
