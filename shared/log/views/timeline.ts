// An incident's events in the words of the timeline: what happened, then the detail. Plain text; no feed text becomes markup.
import type { TimelineEntry } from '../../contract';
import { oneLine } from '../../domain/plain-text';
import { marked } from '../../readiness/drill';
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
import { lasting, plural, say, type Telling, type Words } from './words';

const names = (list: readonly { readonly name: string; readonly summary: string }[]): string =>
  oneLine(
    list
      .slice(0, 3)
      .map((a) => a.summary || a.name)
      .join(' · ') + (list.length > 3 ? ` · and ${list.length - 3} more` : ''),
    300,
  );

const ACTIONS = { ack: 'Acknowledgement', unack: 'End of acknowledgement', silence: 'Silence', unsilence: 'End of silence' } as const;

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
  ...PROOF_WORDS,
  'incident.opened': (e) =>
    say(
      `${marked(e.data.isDrill === true, `Opened as SEV${e.data.severity}`)}: ${oneLine(e.data.title, 160)}`,
      `${e.data.severityWhy}; grouped by ${e.data.groupWhy}`,
      'bad',
    ),
  'incident.acknowledged': (e) => say(`Acknowledged by ${e.data.by}`, `from the ${e.data.via}`, 'person'),
  'incident.unacknowledged': (e) => say(`Acknowledgement taken back by ${e.data.by}`, '', 'person'),
  'incident.snoozed': (e) => say(`Snoozed by ${e.data.by}`, `for ${lasting(e.data.until - e.at)}`, 'person'),
  'incident.unsnoozed': (e) => say('Snooze over', e.data.why),
  'incident.severity-changed': (e) => say(`Severity is now SEV${e.data.to}`, e.data.why, e.data.isByHand ? 'person' : 'bad'),
  'incident.security-flagged': (e) =>
    say(e.data.isSecurity ? 'Marked as a security incident' : 'No longer a security incident', `by ${e.data.by}`, 'person'),
  'incident.noted': (e) => say(`Note by ${e.data.by}`, e.data.text, 'person'),
  'incident.resolved': (e) => say('Resolved', e.data.why, 'good'),
  'incident.reopened': (e) => say(e.data.isFlapping ? 'Reopened: it flaps' : 'Reopened', e.data.why, 'bad'),
  'incident.closed': (e) => say('Closed', e.data.why, 'good'),
  'incident.merged': (e) => say(`Merged into INC-${e.data.intoNumber}`, `by ${e.data.by}`, 'person'),
  'incident.correlated': (e) => say(`${oneLine(e.data.alert, 120)} joined: ${e.data.why}`, `rule “${e.data.rule}”`),
  'incident.absorbed': (e) => say(`Took in ${plural(e.data.alertCount, 'alert')} of INC-${e.data.fromNumber}`, names(e.data.alerts)),
  'incident.split': (e) =>
    say(`${plural(e.data.alerts.length, 'alert')} split off into INC-${e.data.toNumber}`, `by ${e.data.by}`, 'person'),
  'alert.fired': (e) => say(`${plural(e.data.alerts.length, 'alert')} fired`, names(e.data.alerts), 'bad'),
  'alert.changed': (e) =>
    say(
      `${plural(e.data.changes.length, 'alert')} changed at the source`,
      e.data.changes.some((c) => c.suppression) ? 'held back there' : 'no longer held back there',
    ),
  'alert.cleared': (e) => say(`${plural(e.data.cleared.length, 'alert')} cleared`, e.data.why, 'good'),
  'page.requested': (e) => say(`Page ${e.data.step} asked for`, `${e.data.rule}: ${e.data.trace.map((t) => t.why).join('; ')}`, 'bad'),
  'page.withheld': (e) => say('Page held back', e.data.why),
  'page.shown': (e) => say('Paged: shown', `${e.data.route} answered in ${e.data.receiptMs} ms`, 'bad'),
  'page.failed': (e) => say('Page could not be shown', e.data.why, 'bad'),
  'page.clicked': () => say('Page clicked', '', 'person'),
  'page.dismissed': (e) => say('Page left the screen', e.data.why),
  'page.acted': (e) =>
    say(
      `${e.data.action === 'acknowledge' ? 'Acknowledge' : e.data.action === 'snooze' ? 'Snooze' : 'Open'} chosen on the page`,
      '',
      'person',
    ),
  'write.requested': (e) =>
    e.data.retryOf === null
      ? say(`${ACTIONS[e.data.action]} on its way to ${e.data.feed}`, e.data.why)
      : say(`${ACTIONS[e.data.action]} tried again at ${e.data.feed}`, `by ${e.actor.replace(/^person:/, '')}; ${e.data.why}`, 'person'),
  'write.confirmed': (e) => say('Confirmed by the source', e.data.ref ? `id ${e.data.ref}` : '', 'good'),
  'write.failed': (e) =>
    say(
      e.data.willRetry ? 'The source did not take it yet; it is tried again' : 'The source did not take it',
      `${e.data.why} ${e.data.remedy}`,
      'bad',
    ),
  'feed.added': (e) => say(`Feed ${e.data.name} added`, e.data.feedKind),
  'feed.edited': (e) => say(`Feed ${e.data.name} edited`),
  'feed.removed': (e) => say(`Feed ${e.data.name} removed`),
  'feed.failed': (e) => say(`Feed ${e.data.feed} is blind`, `${e.data.what} ${e.data.remedy}`, 'bad'),
  'feed.recovered': (e) => say(`Feed ${e.data.feed} sees again`, `after ${Math.round(e.data.afterMs / 1000)} s`, 'good'),
  'paging.paused': (e) => say(`Paging paused by ${e.data.by}`, '', 'person'),
  'paging.unpaused': (e) => say('Paging goes on', `by ${e.data.by}`),
  'absence.noted': (e) => say(`Away: ${e.data.fired} fired, ${e.data.cleared} cleared, ${e.data.stillOpen} still open`, e.data.why),
  'settings.changed': (e) => say('Settings changed', e.data.paths.join(', '), 'person'),
};

/** One event in words. A kind from a newer version is shown by its name. */
export function tellEvent(event: LogEvent): TimelineEntry {
  const tell = TELL[event.kind] as ((event: LogEvent) => Words) | undefined;
  const words = tell ? tell(event) : say(event.kind);
  const entry = { seq: event.seq, at: event.at, kind: event.kind, actor: event.actor, ...words };
  const happenedAt = sourceTime(event);
  const attachments = event.kind === 'incident.noted' ? event.data.attachments : undefined;
  return { ...entry, ...(happenedAt === event.at ? {} : { happenedAt }), ...(attachments === undefined ? {} : { attachments }) };
}

/** Longer details are outputs of commands, up to megabytes each; a list of entries holds hundreds. */
const MOST_DETAIL = 2_000;

/** The same for a list in a window: of a long detail the beginning, and how much more there is. Notes stay whole. */
export function tellInList(event: LogEvent): TimelineEntry {
  const entry = tellEvent(event);
  if (entry.kind === 'incident.noted' || entry.detail.length <= MOST_DETAIL) return entry;
  const more = (entry.detail.length - MOST_DETAIL).toLocaleString('en');
  return { ...entry, detail: `${entry.detail.slice(0, MOST_DETAIL)}… (${more} characters more)` };
}
