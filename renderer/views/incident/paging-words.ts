// What happened to the pages of an incident, in words: "did it reach me?" is never left open.
import type { IncidentRow } from '../../../shared/domain/incident';
import { msg } from '../../../shared/words/words';

export interface PagingWords {
  readonly text: string;
  readonly tone: 'neutral' | 'bad';
}

/** A point in time for the eye, e.g. `03:04:58`. */
export type Clock = (at: number) => string;

const ACTED: Readonly<Record<string, string>> = { acknowledge: msg`Acknowledge`, snooze: msg`Snooze`, open: msg`Open` };

/** The one way whose answer proves that it is on the screen; others are named as they are. */
const SHOWN_BY: Readonly<Record<string, string>> = { dbus: msg` on your screen` };

function outcome(p: IncidentRow['paging'], at: string): PagingWords {
  const because = p.lastWhy === '' ? '' : `: ${p.lastWhy}`;
  switch (p.lastOutcome) {
    case null:
      return { text: p.lastAt === null ? msg`Not paged yet` : msg`Last paged${at}`, tone: 'neutral' };
    case 'requested':
      return { text: msg`Paging you${at}, no receipt yet`, tone: 'neutral' };
    case 'shown':
      return { text: msg`Paged you${at}, shown${SHOWN_BY[p.lastWhy] ?? (p.lastWhy === '' ? '' : msg` by ${p.lastWhy}`)}`, tone: 'neutral' };
    case 'failed':
      return { text: msg`Page failed${at}${because}`, tone: 'bad' };
    case 'withheld':
      return { text: msg`Not paged${at}${because}`, tone: 'neutral' };
    case 'folded':
      return { text: msg`Paged you${at} as part of one page for many`, tone: 'neutral' };
    case 'clicked':
      return { text: msg`You opened the page${at}`, tone: 'neutral' };
    case 'dismissed':
      return { text: msg`Page dismissed${at}${because}`, tone: 'neutral' };
    case 'acted':
      return { text: msg`You answered the page${at} with ${ACTED[p.lastWhy] ?? p.lastWhy}`, tone: 'neutral' };
  }
}

/** Outcome of the last page and when the rules look again; `clock` formats a moment for the eye. */
export function pagingWords(row: Pick<IncidentRow, 'paging' | 'status'>, clock: Clock): PagingWords {
  const p = row.paging;
  const { text, tone } = outcome(p, p.lastAt === null ? '' : ` ${clock(p.lastAt)}`);
  const again = p.nextAt !== null && row.status === 'open' ? `, ${p.step > 0 ? msg`again` : msg`looks again`} ${clock(p.nextAt)}` : '';
  return { text: text + again, tone };
}
