// Which events of an incident become rows of its postmortem, and in which words: roles for persons, text of others escaped.

import type { EventKind, LogEvent, OfKind } from '../../log/event';
import { sourceTime } from '../../log/views/source-time';
import { plural } from '../../log/views/words';
import { lengthWords } from '../../rules/incident-times';
import { actWords } from './act-rows';
import { escapeCut } from './escape';
import type { Rank, Row, RowContext } from './row';

const WHY = 200;
const QUOTE = 500;

/** What an event says in a timeline; `fold` empty: it stands by itself. */
export interface Said {
  readonly rank: Rank;
  readonly fold?: string;
  readonly count?: number;
  readonly say: (count: number, times: number) => string;
}

type Teller<K extends EventKind> = (event: OfKind<LogEvent, K>, ctx: RowContext) => Said | null;

const key = (words: string, why = ''): Said => ({ rank: 1, say: () => withWhy(words, why) });
const done = (words: string, why = ''): Said => ({ rank: 2, say: () => withWhy(words, why) });

export function withWhy(words: string, why: string, max = WHY): string {
  const cut = why === '' ? '' : escapeCut(why, max);
  return cut === '' ? words : `${words}: ${cut}`;
}

function names(alerts: readonly { readonly name: string }[]): string {
  const distinct = [...new Set(alerts.slice(0, 200).map(({ name }) => name))];
  const more = distinct.length > 3 ? `, and ${distinct.length - 3} more names` : '';
  return `${distinct
    .slice(0, 3)
    .map((name) => escapeCut(name, 80))
    .join(', ')}${more}`;
}

const MARKED = { open: 'open again', done: 'done', skipped: 'skipped', failed: 'failed' } as const;
const ENDED = {
  exited: 'ended',
  cancelled: 'was cancelled',
  'timed-out': 'ran out of time',
  'could-not-start': 'could not start',
  'engine-ended': 'ended with the engine',
} as const;

const TELLERS: { readonly [K in EventKind]?: Teller<K> } = {
  'incident.opened': ({ data }, ctx) => {
    const isFirst = !ctx.hasOpened;
    ctx.hasOpened = true;
    if (isFirst) return key(`Detected: opened here as SEV${data.severity}`, data.severityWhy);
    return { rank: 3, fold: 'opened', say: (_count, times) => `Detected by ${times > 1 ? `${times} more desks` : 'one more desk'}` };
  },
  'incident.acknowledged': (e, { book }) =>
    key(`Acknowledged by ${book.roleOf(e.actor)}${e.data.via === 'split' ? ', before it was split off' : ''}`),
  'incident.unacknowledged': (e, { book }) => key(`Acknowledgement taken back by ${book.roleOf(e.actor)}`),
  'incident.snoozed': (e, { book }) => key(`Snoozed by ${book.roleOf(e.actor)} for ${lengthWords(e.data.until - e.at)}`),
  'incident.severity-changed': ({ data }, { book }) => key(`Severity changed to SEV${data.to}`, book.withoutNames(data.why)),
  'incident.security-flagged': (e, { book }) =>
    key(`${e.data.isSecurity ? 'Marked as a security incident' : 'No longer a security incident'} by ${book.roleOf(e.actor)}`),
  'incident.restricted': ({ data }) => key(data.isRestricted ? 'Restricted to those who need to know' : 'No longer restricted'),
  'incident.noted': ({ data }) => ({ rank: 2, say: () => `Note: “${escapeCut(data.text, QUOTE)}”` }),
  'incident.resolved': ({ data }, { book }) => key('Resolved', book.withoutNames(data.why)),
  'incident.reopened': ({ data }, { book }) => key(data.isFlapping ? 'Reopened: it flaps' : 'Reopened', book.withoutNames(data.why)),
  'incident.closed': ({ data }, { book }) => key('Closed', book.withoutNames(data.why)),
  'incident.merged': ({ data }) => key(`Merged into INC-${data.intoNumber}`),
  'incident.absorbed': ({ data }) => key(`Took in ${plural(data.alertCount, 'alert')} of INC-${data.fromNumber}`),
  'incident.split': ({ data }) => key(`${plural(data.alerts.length, 'alert')} split off into INC-${data.toNumber}`),
  'alert.fired': (e, ctx) => {
    const { alerts, feed } = e.data;
    const from = `at ${escapeCut(ctx.feedName(feed), 60)}`;
    if (!ctx.hasFired) {
      ctx.hasFired = true;
      return { rank: 1, say: () => `First sighting ${from}: ${names(alerts)}` };
    }
    const say = (count: number, times: number): string => `${plural(count, 'alert')} fired ${from}${times > 1 ? '' : `: ${names(alerts)}`}`;
    return { rank: 3, fold: `fired ${feed}`, count: alerts.length, say };
  },
  'alert.cleared': ({ data }) => ({
    rank: 3,
    fold: 'cleared',
    count: data.cleared.length,
    say: (count) => `${plural(count, 'alert')} cleared`,
  }),
  'alert.changed': ({ data }) => {
    const isHeld = data.changes.some((c) => c.suppression !== null);
    const words = isHeld ? 'held back at the source (silenced or inhibited)' : 'no longer held back at the source';
    return { rank: 3, fold: `changed ${isHeld}`, count: data.changes.length, say: (count) => `${plural(count, 'alert')} ${words}` };
  },
  'page.shown': (_, ctx) => {
    const isFirst = !ctx.hasPaged;
    ctx.hasPaged = true;
    if (isFirst) return key('First page shown');
    return { rank: 3, fold: 'paged', say: (_count, times) => (times > 1 ? `Paged again, ${times} times` : 'Paged again') };
  },
  'page.failed': ({ data }) => key('A page could not be shown', data.why),
  'page.withheld': ({ data }) => ({ rank: 3, fold: `withheld ${data.why}`, say: () => withWhy('Page held back', data.why) }),
  'role.accepted': ({ data }) => done(`Role taken: ${escapeCut(data.roleName, 60)}`),
  'role.released': ({ data }) => done(`Role released: ${escapeCut(data.roleName, 60)}`),
  'runbook.opened': ({ data }, { opened }) => {
    if (opened.has(data.runbook)) return null;
    opened.add(data.runbook);
    return done('Runbook opened', data.title);
  },
  'runbook.step-marked': ({ data }) => done(`Runbook step ${MARKED[data.to]}`, data.stepTitle || data.step),
  'runbook.step-noted': ({ data }) => ({ rank: 2, say: () => `Note at a runbook step: “${escapeCut(data.text, QUOTE)}”` }),
  'run.finished': ({ data }, { commands }) => {
    const status = data.exitCode === null ? '' : ` with status ${data.exitCode}`;
    return done(`A command of the runbook ${ENDED[data.how]}${status} after ${lengthWords(data.durationMs)}`, commands.get(data.run) ?? '');
  },
  'attachment.added': ({ data }) => ({ rank: 3, say: () => withWhy('Attached', data.name) }),
  'write.failed': ({ data }) =>
    data.willRetry ? null : { rank: 3, fold: 'write', say: () => withWhy('A source did not take an acknowledgement', data.why) },
  ...actWords({ key, done }),
};

/** Keeps what later rows need to know. To be told every event, oldest first, before `rowOf`. */
export function learn(ctx: RowContext, event: LogEvent): void {
  ctx.book.take(event);
  if (event.kind === 'act.requested') ctx.acts.set(event.data.act, event.data.content);
  else if (event.kind === 'run.started') ctx.commands.set(event.data.run, event.data.command);
}

/** The row of one event; null: it tells nothing that a reader of the postmortem needs. */
export function rowOf(event: LogEvent, ctx: RowContext): Row | null {
  const tell = TELLERS[event.kind] as Teller<EventKind> | undefined;
  const said = tell?.(event, ctx);
  if (!said) return null;
  const { rank, fold = null, count = 1, say } = said;
  return { seq: event.seq, event: event.id, at: sourceTime(event), seenAt: event.at, rank, fold, count, say };
}
