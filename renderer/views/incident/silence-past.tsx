// The last thirty days under the silence being written: how much it would have hidden, a bar for each day, and in which incidents.
import type { SilenceHistory } from '../../../shared/contract/silences';
import { revealLine } from '../../../shared/domain/reveal-text';
import type { Matcher } from '../../../shared/feed';
import { counted, locale, msg } from '../../../shared/words/words';
import { rich } from '../../ui/rich';
import dialogStyles from './dialogs.module.css';
import styles from './silence-past.module.css';
import { PastDays } from './silence-past-days';
import { useSilencePast } from './use-silence-past';

const LISTED = 6;

interface Props {
  readonly feed: string;
  readonly matchers: readonly Matcher[];
  /** Why these matchers can't be asked about; '' when they can. */
  readonly fault: string;
}

/** 'In the last 30 days: 41 firings of 3 alerts in 12 incidents; 9 of these would have been hidden entirely: 14 pages would not have come.' */
export function pastWords({ episodes, alerts, incidents, whole, pages }: SilenceHistory): string {
  if (episodes === 0) return msg`In the last 30 days it would have hidden nothing.`;
  const what = msg`In the last 30 days it would have hidden ${counted(episodes, msg`firing`, msg`firings`)} of ${counted(alerts, msg`alert`, msg`alerts`)} in ${counted(incidents, msg`incident`, msg`incidents`)}`;
  if (whole === 0) return msg`${what}. Each of these had something else too, and would have paged.`;
  const unpaged = pages === 0 ? msg`none of them paged` : msg`${counted(pages, msg`page`, msg`pages`)} would not have come`;
  if (whole < incidents) return msg`${what}. ${whole.toLocaleString(locale())} of these would have been hidden entirely: ${unpaged}.`;
  return whole === 1
    ? msg`${what}. It would have been hidden entirely: ${unpaged}.`
    : msg`${what}. All of these would have been hidden entirely: ${unpaged}.`;
}

export function SilencePastBox({ feed, matchers, fault }: Props) {
  const { past, error, isLoading } = useSilencePast(feed, matchers, fault);
  if (fault !== '') return null;
  return (
    <section
      className={dialogStyles.preview}
      aria-label={msg`The last 30 days`}
      aria-live="polite"
      aria-busy={isLoading}
      data-tone={error || (past?.pages ?? 0) > 0 ? 'unsure' : 'neutral'}
    >
      {error ? `${error.what} ${error.remedy}` : past ? <Hidden past={past} /> : msg`Looking at the last 30 days…`}
    </section>
  );
}

function Hidden({ past }: { readonly past: SilenceHistory }) {
  const more = past.incidents - Math.min(LISTED, past.loudest.length);
  return (
    <>
      <b>{pastWords(past)}</b>
      {past.episodes > 0 && <PastDays days={past.days} />}
      <ul className={dialogStyles.previewList}>
        {past.loudest.slice(0, LISTED).map((incident) => (
          <li key={incident.id}>
            <span className={dialogStyles.number}>{rich`INC-${incident.number}`}</span> {revealLine(incident.title)}{' '}
            <span className={dialogStyles.quiet}>
              {counted(incident.episodes, msg`firing`, msg`firings`)}
              {incident.isWhole ? `, ${counted(incident.pages, msg`page`, msg`pages`)}` : msg`, not all of it`}
            </span>
          </li>
        ))}
        {more > 0 && <li className={styles.more}>{rich`and ${counted(more, msg`more incident`, msg`more incidents`)}`}</li>}
      </ul>
    </>
  );
}
