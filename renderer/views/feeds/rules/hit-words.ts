// When and how often a rule would have fired in the last hour, in words.
import type { FeedPreview } from '../../../../shared/feed';
import { msg } from '../../../../shared/words/words';
import { wallTime } from '../../../ui/time-words';

const NAMED_HITS = 3;

type Shown = Pick<Extract<FeedPreview, { ok: true }>, 'hits' | 'total' | 'series'>;
export type PreviewCount = 'series' | 'lines';

function nothing({ total, series }: Shown, counts: PreviewCount): string {
  if (counts === 'lines')
    return total === 0 ? msg`No line of the last hour fits.` : msg`Not hit in the last hour; ${total} of its lines fit.`;
  if (total > 0) return msg`Not hit in the last hour.${moreWords({ total, series })}`;
  return msg`Nothing in the last hour: no series has this name and these labels, or none was above the threshold.`;
}

function moreWords({ total, series }: Pick<Shown, 'total' | 'series'>): string {
  return total > series.length ? msg` The chart shows the first ${series.length} of ${total} series.` : '';
}

/** Without its "for": a hit is a span in which the rule as it stands held. */
export function hitWords(shown: Shown, counts: PreviewCount): string {
  const { hits } = shown;
  if (hits.length === 0) return nothing(shown, counts);
  const spans = hits.slice(-NAMED_HITS).map(({ from, to }) => (from === to ? wallTime(from) : msg`${wallTime(from)} to ${wallTime(to)}`));
  const times = hits.length === 1 ? 'once' : msg`${hits.length} times`;
  const most = Math.max(...hits.map(({ count }) => count));
  const by = counts === 'lines' ? msg`with up to ${most} ${most === 1 ? msg`line` : msg`lines`}` : msg`by up to ${most} series at once`;
  return msg`Hit ${times} in the last hour, ${by}: ${spans.join(', ')}.${counts === 'lines' ? '' : moreWords(shown)}`;
}
