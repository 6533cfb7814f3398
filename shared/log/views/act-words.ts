// The outbox in the words of the timeline: what was to go out, and what became of it.
import { oneLine } from '../../domain/plain-text';
import { msg } from '../../words/words';
import type { ActContent, ActEvents } from '../kinds/acts';
import { say, type Telling } from './words';

const DOES = {
  'page-again': msg`paged again`,
  'page-louder': msg`paged again, louder`,
  'tell-channel': msg`told a channel`,
  'tell-person': msg`told the next person`,
} as const;

const AT_SOURCE = {
  note: msg`Comment`,
  downtime: msg`Downtime`,
  recheck: msg`Check now`,
  resolve: msg`Resolve`,
  snooze: msg`Snooze`,
} as const;

/** What an act is, in one line. */
export function actTitle(content: ActContent): string {
  if (content.what === 'message') return msg`Message to ${content.channelName}`;
  if (content.what === 'publish') return msg`Postmortem to ${content.targetName}`;
  if (content.what === 'ticket') return msg`Ticket in ${content.trackerName}`;
  if (content.what === 'at-source') return msg`${AT_SOURCE[content.does]} of ${oneLine(content.target.key, 100)} at ${content.feed}`;
  return msg`${content.what === 'silence' ? msg`Silence` : msg`End of silence`} at ${content.feed}`;
}

const gist = (content: ActContent): string => {
  if (content.what === 'ticket') return oneLine(content.title, 200);
  return content.what === 'message' ? oneLine(content.subject || content.text, 200) : '';
};

export const ACT_WORDS: Telling<keyof ActEvents> = {
  'act.requested': (e) =>
    say(`${actTitle(e.data.content)} ${e.data.isAwaiting ? msg`waits for a yes` : msg`is on its way`}`, gist(e.data.content) || e.data.why),
  'act.confirmed': (e) => say(msg`Sending confirmed by ${e.data.by}`, e.data.subject ?? '', 'person'),
  'act.dropped': (e) => say(msg`Not sent: dropped by ${e.data.by}`, e.data.why, 'person'),
  'act.started': (e) => say(e.data.attempt === 1 ? msg`Going out` : msg`Going out, try ${e.data.attempt}`),
  'act.tried': (e) =>
    say(
      msg`Try ${e.data.attempt} did not get through`,
      `${e.data.why} ${e.data.mayHaveArrived ? msg`It may have arrived all the same.` : ''}`.trim(),
    ),
  'act.sent': (e) => say(msg`Sent`, e.data.mayBeDouble ? msg`An earlier try may have arrived too.` : (e.data.ref ?? ''), 'good'),
  'act.failed': (e) => say(msg`Could not be sent`, `${e.data.why} ${e.data.remedy}`.trim(), 'bad'),
  'act.expired': (e) => say(msg`Not sent: too late`, e.data.why, 'bad'),
  'act.conflicted': (e) => say(msg`Not sent: things have changed`, e.data.why, 'bad'),
  'update.scheduled': (e) => say(e.data.dueAt === null ? msg`No more updates are due` : msg`Next update set`, e.data.why, 'person'),
  'update.reminded': () => say(msg`An update is due`),
  'bridge.opened': (e) => say(msg`Conference bridge: ${e.data.name}`, e.data.url, 'person'),
  'escalation.begun': (e) => say(msg`Escalation “${e.data.policy}” runs until somebody has it`, e.data.why),
  'escalation.stepped': (e) =>
    say(msg`Escalated, step ${e.data.step}: ${DOES[e.data.does]}`, [e.data.to, e.data.why].filter(Boolean).join('; '), 'bad'),
};
