// The alerts of an incident in one line: how many fire, how bad, how many a source holds back.

import { firingCount, type Tally } from '../../../shared/domain/alert';
import { ALERT_SEVERITIES } from '../../../shared/domain/severity';
import { msg } from '../../../shared/words/words';

/** E.g. `38 firing: 30 critical, 8 warning; 2 held back at the source; 5 cleared`. */
export function tallyWords(tally: Tally, alertCount: number): string {
  const firing = firingCount(tally);
  const cleared = alertCount - firing;
  const bySeverity = [...ALERT_SEVERITIES, 'unknown' as const]
    .filter((s) => tally[s] > 0)
    .map((s) => `${tally[s]} ${s === 'unknown' ? msg`without severity` : s}`);
  const parts = [firing === 0 ? msg`none firing` : msg`${firing} firing: ${bySeverity.join(', ')}`];
  if (tally.suppressed > 0) parts.push(msg`${tally.suppressed} held back at the source`);
  if (cleared > 0) parts.push(msg`${cleared} cleared`);
  return parts.join('; ');
}
