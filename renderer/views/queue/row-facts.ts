// What a row means to a person: its state in one word, whether it is held back, and the text that the filter looks through.
import { firingCount } from '../../../shared/domain/alert';
import type { IncidentRow } from '../../../shared/domain/incident';
import { isReview } from '../../../shared/readiness/policy-review';
import { msg } from '../../../shared/words/words';
import { incidentName } from '../../store/desk';
import { wallTime } from '../../ui/time-words';

/** Every alert that still fires is suppressed at its source: shown, never paged. */
export function isSilenced(row: IncidentRow): boolean {
  const firing = firingCount(row.tally);
  return firing > 0 && row.tally.suppressed >= firing;
}

export function isWaiting(row: IncidentRow): boolean {
  return row.status === 'open' || row.status === 'acknowledged';
}

/** Needs or has somebody: what the source holds back wholly, and nobody took, is not on the list of open things. */
export function isProblem(row: IncidentRow): boolean {
  return isWaiting(row) && (row.status === 'acknowledged' || !isSilenced(row));
}

export function isSnoozed(row: IncidentRow): boolean {
  return row.snoozedUntil !== null && isWaiting(row);
}

export interface RowState {
  readonly tone: 'new' | 'calm' | 'good' | 'unsure';
  readonly word: string;
}

/** The word of the state column. Writes to the source that failed come before everything else: the person thinks they are done. */
export function rowState(row: IncidentRow): RowState {
  if (row.status === 'closed' || row.status === 'merged')
    return { tone: 'calm', word: row.status === 'closed' ? msg`Closed` : msg`Merged` };
  if (row.status === 'resolved') return { tone: 'good', word: msg`Resolved` };
  if (row.writes.some((write) => write.state === 'failed')) return { tone: 'unsure', word: msg`Write failed` };
  if (row.snoozedUntil !== null) return { tone: 'calm', word: msg`Until ${wallTime(row.snoozedUntil)}` };
  if (row.status === 'acknowledged') return { tone: 'calm', word: row.acknowledgedBy ?? msg`Acknowledged` };
  if (isSilenced(row)) return { tone: 'calm', word: msg`Silenced` };
  if (isReview(row)) return { tone: 'calm', word: msg`To review` };
  if (row.paging.lastOutcome === 'withheld' && row.paging.step === 0) return { tone: 'calm', word: msg`Held back` };
  return { tone: 'new', word: msg`New` };
}

/** '38 alerts', '3 of 38 firing', 'all cleared'; 'merged into INC-42' for one whose alerts went on there. */
export function alertWords(row: IncidentRow): string {
  const firing = firingCount(row.tally);
  const total = Math.max(row.alertCount, firing);
  if (row.status === 'merged') return row.mergedIntoNumber === null ? '' : msg`merged into INC-${row.mergedIntoNumber}`;
  if (total === 0) return '';
  if (firing === 0) return total === 1 ? 'cleared' : msg`all ${total} cleared`;
  if (firing === total) return total === 1 ? '' : msg`${total} alerts`;
  return msg`${firing} of ${total} firing`;
}

const haystacks = new WeakMap<IncidentRow, string>();

/** Lower-case text of a row: name, title, summary, service, SEV, labels as `value` and `name=value`, feeds. Kept while the row lives. */
export function haystackOf(row: IncidentRow): string {
  const known = haystacks.get(row);
  if (known !== undefined) return known;
  const labels = Object.entries(row.labels).map(([name, value]) => `${name}=${value}`);
  const text = [
    incidentName(row),
    `sev${row.severity}`,
    row.title,
    row.summary,
    row.service ?? '',
    ...labels,
    ...row.feeds,
    row.acknowledgedBy ?? '',
    row.isSecurity ? 'security' : '',
    row.isDrill ? 'drill' : '',
    row.isReview ? msg`policy review` : '',
  ]
    .join('\n')
    .toLowerCase();
  haystacks.set(row, text);
  return text;
}

/** Words of a filter text: lower case, none empty. */
export function wordsOfText(text: string): readonly string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}
