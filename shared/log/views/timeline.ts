// An incident's events in the words of the timeline: what happened, then the detail. Plain text; no feed text becomes markup.
import type { TimelineEntry } from '../../contract';
import { oneLine } from '../../domain/plain-text';
import { marked } from '../../readiness/drill';
import { counted, msg } from '../../words/words';
import type { EventKind, LogEvent } from '../event';
import { ACT_WORDS } from './act-words';
import { ACTION_WORDS } from './action-words';
import { EVIDENCE_WORDS } from './evidence-words';
import { IMPACT_WORDS } from './impact-views';
import { JUDGEMENT_WORDS } from './judgement-views';
import { POSTMORTEM_WORDS } from './postmortem-words';
import { PROOF_WORDS } from './proof';
import { READINESS_WORDS } from './readiness-words';
import { ROLE_WORDS } from './role-words';
import { RUNBOOK_WORDS } from './runbook-words';
import { sourceTime } from './source-time';
import { UPKEEP_WORDS } from './upkeep-views';
import { lasting, say, type Telling, type Words } from './words';

const names = (list: readonly { readonly name: string; readonly summary: string }[]): string =>
  oneLine(
    list
      .slice(0, 3)
      .map((a) => a.summary || a.name)
      .join(' · ') + (list.length > 3 ? msg` · and ${list.length - 3} more` : ''),
    300,
  );

const ACTIONS = {
  ack: msg`Acknowledgement`,
  unack: msg`End of acknowledgement`,
  silence: msg`Silence`,
  unsilence: msg`End of silence`,
} as const;

const TELL: Telling<EventKind> = {
  ...ROLE_WORDS,
  ...ACT_WORDS,
  ...RUNBOOK_WORDS,
  ...EVIDENCE_WORDS,
  ...POSTMORTEM_WORDS,
  ...IMPACT_WORDS,
  ...JUDGEMENT_WORDS,
  ...ACTION_WORDS,
  ...READINESS_WORDS,
  ...UPKEEP_WORDS,
  ...PROOF_WORDS,
  'incident.opened': (e) =>
    say(
      `${marked(e.data.isDrill === true, msg`Opened as SEV${e.data.severity}`)}: ${oneLine(e.data.title, 160)}`,
      msg`${e.data.severityWhy}; grouped by ${e.data.groupWhy}`,
      'bad',
    ),
  'incident.acknowledged': (e) => say(msg`Acknowledged by ${e.data.by}`, msg`from the ${e.data.via}`, 'person'),
  'incident.unacknowledged': (e) => say(msg`Acknowledgement taken back by ${e.data.by}`, '', 'person'),
  'incident.snoozed': (e) => say(msg`Snoozed by ${e.data.by}`, msg`for ${lasting(e.data.until - e.at)}`, 'person'),
  'incident.unsnoozed': (e) => say(msg`Snooze over`, e.data.why),
  'incident.severity-changed': (e) => say(msg`Severity is now SEV${e.data.to}`, e.data.why, e.data.isByHand ? 'person' : 'bad'),
  'incident.security-flagged': (e) =>
    say(e.data.isSecurity ? msg`Marked as a security incident` : msg`No longer a security incident`, msg`by ${e.data.by}`, 'person'),
  'incident.noted': (e) => say(msg`Note by ${e.data.by}`, e.data.text, 'person'),
  'incident.resolved': (e) => say(msg`Resolved`, e.data.why, 'good'),
  'incident.reopened': (e) => say(e.data.isFlapping ? msg`Reopened: it flaps` : msg`Reopened`, e.data.why, 'bad'),
  'incident.closed': (e) => say(msg`Closed`, e.data.why, 'good'),
  'incident.merged': (e) => say(msg`Merged into INC-${e.data.intoNumber}`, msg`by ${e.data.by}`, 'person'),
  'incident.correlated': (e) => say(msg`${oneLine(e.data.alert, 120)} joined: ${e.data.why}`, msg`rule “${e.data.rule}”`),
  'incident.absorbed': (e) =>
    say(msg`Took in ${counted(e.data.alertCount, msg`alert`, msg`alerts`)} of INC-${e.data.fromNumber}`, names(e.data.alerts)),
  'incident.split': (e) =>
    say(
      msg`${counted(e.data.alerts.length, msg`alert`, msg`alerts`)} split off into INC-${e.data.toNumber}`,
      msg`by ${e.data.by}`,
      'person',
    ),
  'alert.fired': (e) => say(msg`${counted(e.data.alerts.length, msg`alert`, msg`alerts`)} fired`, names(e.data.alerts), 'bad'),
  'alert.changed': (e) =>
    say(
      msg`${counted(e.data.changes.length, msg`alert`, msg`alerts`)} changed at the source`,
      e.data.changes.some((c) => c.suppression) ? msg`held back there` : msg`no longer held back there`,
    ),
  'alert.cleared': (e) => say(msg`${counted(e.data.cleared.length, msg`alert`, msg`alerts`)} cleared`, e.data.why, 'good'),
  'page.requested': (e) => say(msg`Page ${e.data.step} asked for`, `${e.data.rule}: ${e.data.trace.map((t) => t.why).join('; ')}`, 'bad'),
  'page.withheld': (e) => say(msg`Page held back`, e.data.why),
  'page.shown': (e) => say(msg`Paged: shown`, msg`${e.data.route} answered in ${e.data.receiptMs} ms`, 'bad'),
  'page.failed': (e) => say(msg`Page could not be shown`, e.data.why, 'bad'),
  'page.clicked': () => say(msg`Page clicked`, '', 'person'),
  'page.dismissed': (e) => say(msg`Page left the screen`, e.data.why),
  'page.acted': (e) =>
    say(
      msg`${e.data.action === 'acknowledge' ? msg`Acknowledge` : e.data.action === 'snooze' ? msg`Snooze` : msg`Open`} chosen on the page`,
      '',
      'person',
    ),
  'write.requested': (e) =>
    e.data.retryOf === null
      ? say(msg`${ACTIONS[e.data.action]} on its way to ${e.data.feed}`, e.data.why)
      : say(
          msg`${ACTIONS[e.data.action]} tried again at ${e.data.feed}`,
          msg`by ${e.actor.replace(/^person:/, '')}; ${e.data.why}`,
          'person',
        ),
  'write.confirmed': (e) => say(msg`Confirmed by the source`, e.data.ref ? msg`id ${e.data.ref}` : '', 'good'),
  'write.failed': (e) =>
    say(
      e.data.willRetry ? msg`The source did not take it yet; it is tried again` : msg`The source did not take it`,
      `${e.data.why} ${e.data.remedy}`,
      'bad',
    ),
  'feed.added': (e) => say(msg`Feed ${e.data.name} added`, e.data.feedKind),
  'feed.edited': (e) => say(msg`Feed ${e.data.name} edited`),
  'feed.removed': (e) => say(msg`Feed ${e.data.name} removed`),
  'feed.failed': (e) => say(msg`Feed ${e.data.feed} is blind`, `${e.data.what} ${e.data.remedy}`, 'bad'),
  'feed.recovered': (e) => say(msg`Feed ${e.data.feed} sees again`, msg`after ${Math.round(e.data.afterMs / 1000)} s`, 'good'),
  'paging.paused': (e) => say(msg`Paging paused by ${e.data.by}`, '', 'person'),
  'paging.unpaused': (e) => say(msg`Paging goes on`, msg`by ${e.data.by}`),
  'absence.noted': (e) => say(msg`Away: ${e.data.fired} fired, ${e.data.cleared} cleared, ${e.data.stillOpen} still open`, e.data.why),
  'settings.changed': (e) => say(msg`Settings changed`, e.data.paths.join(', '), 'person'),
};

/** What a feed is called; its id where nobody knows it any more. */
export type FeedName = (feed: string) => string;

function named(event: LogEvent, feedName: FeedName): LogEvent {
  if (!('feed' in event.data) || typeof event.data.feed !== 'string') return event;
  return { ...event, data: { ...event.data, feed: oneLine(feedName(event.data.feed), 100) } } as LogEvent;
}

/** One event in words. A kind from a newer version is shown by its name. */
export function tellEvent(event: LogEvent, feedName: FeedName = (feed) => feed): TimelineEntry {
  const tell = TELL[event.kind] as ((event: LogEvent) => Words) | undefined;
  const words = tell ? tell(named(event, feedName)) : say(event.kind);
  const entry = { seq: event.seq, at: event.at, kind: event.kind, actor: event.actor, ...words };
  const happenedAt = sourceTime(event);
  const attachments = event.kind === 'incident.noted' ? event.data.attachments : undefined;
  return { ...entry, ...(happenedAt === event.at ? {} : { happenedAt }), ...(attachments === undefined ? {} : { attachments }) };
}

/** Longer details are outputs of commands, up to megabytes each; a list of entries holds hundreds. */
const MOST_DETAIL = 2_000;

/** The same for a list in a window: of a long detail the beginning, and how much more there is. Notes stay whole. */
export function tellInList(event: LogEvent, feedName?: FeedName): TimelineEntry {
  const entry = tellEvent(event, feedName);
  if (entry.kind === 'incident.noted' || entry.detail.length <= MOST_DETAIL) return entry;
  const more = (entry.detail.length - MOST_DETAIL).toLocaleString('en');
  return { ...entry, detail: msg`${entry.detail.slice(0, MOST_DETAIL)}… (${more} characters more)` };
}
