// What an action is and where it stands, in words and a tone. Pure.
import type { ActionView } from '../../../shared/contract/actions';
import type { Standing } from '../../../shared/domain/action';
import type { GuardState } from '../../../shared/tracker';
import { locale, msg } from '../../../shared/words/words';
import type { TagTone } from '../../ui/tag';

export interface Mark {
  readonly word: string;
  readonly tone: TagTone;
}

export const STANDINGS: Readonly<Record<Standing, Mark>> = {
  open: { word: msg`Open`, tone: 'neutral' },
  'in-progress': { word: msg`In progress`, tone: 'neutral' },
  unproved: { word: msg`Done, not proved`, tone: 'unsure' },
  done: { word: msg`Done`, tone: 'good' },
  dropped: { word: msg`Dropped`, tone: 'neutral' },
};

const GUARDS: Readonly<Record<GuardState, Mark>> = {
  green: { word: msg`Guard green`, tone: 'good' },
  red: { word: msg`Guard red`, tone: 'bad' },
  running: { word: msg`Guard runs`, tone: 'neutral' },
  unknown: { word: msg`Guard not known`, tone: 'unsure' },
};

const TICKETS = { open: 'open', 'in-progress': msg`in progress`, done: 'closed', dropped: msg`closed, not to be done` } as const;

export function guardMark({ guard }: Pick<ActionView, 'guard'>): Mark | null {
  return guard && GUARDS[guard.state];
}

/** Ticket and the way to it, apart from the guard: `Tracker #12: closed`. */
export function ticketMark({ ticket, trackerName, push }: Pick<ActionView, 'ticket' | 'trackerName' | 'push'>): Mark | null {
  if (ticket) {
    const key = /^\d+$/.test(ticket.key) ? `#${ticket.key}` : ticket.key;
    return { word: `${trackerName} ${key}: ${TICKETS[ticket.state]}`, tone: ticket.state === 'done' ? 'good' : 'neutral' };
  }
  if (push === null) return null;
  if (push.state === 'awaiting') return { word: msg`Ticket waits for your yes`, tone: 'unsure' };
  if (push.state === 'failed' || push.state === 'conflict') return { word: msg`Ticket needs a decision`, tone: 'bad' };
  return { word: msg`Ticket on its way`, tone: 'neutral' };
}

/** `due 24 Dec`, `3 days late`; `today` and `due` are days, `YYYY-MM-DD`. */
export function dueWords({ due, isOverdue }: Pick<ActionView, 'due' | 'isOverdue'>, today: string): string {
  if (due === null) return msg`no date`;
  const days = Math.round((Date.parse(due) - Date.parse(today)) / 86_400_000);
  if (isOverdue) return days === -1 ? msg`1 day late` : msg`${-days} days late`;
  if (days === 0) return msg`due today`;
  const isSameYear = due.slice(0, 4) === today.slice(0, 4);
  const options = { day: 'numeric', month: 'short', timeZone: 'UTC', ...(!isSameYear && { year: 'numeric' as const }) } as const;
  return new Intl.DateTimeFormat(locale(), options).format(Date.parse(due));
}
