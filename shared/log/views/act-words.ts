// The outbox in the words of the timeline: what was to go out, and what became of it.
import { oneLine } from '../../domain/plain-text';
import type { ActContent, ActEvents } from '../kinds/acts';
import { say, type Telling } from './words';

const DOES = {
  'page-again': 'paged again',
  'page-louder': 'paged again, louder',
  'tell-channel': 'told a channel',
  'tell-person': 'told the next person',
} as const;

const AT_SOURCE = { note: 'Comment', downtime: 'Downtime', recheck: 'Check now', resolve: 'Resolve', snooze: 'Snooze' } as const;

/** What an act is, in one line. */
export function actTitle(content: ActContent): string {
  if (content.what === 'message') return `Message to ${content.channelName}`;
  if (content.what === 'publish') return `Postmortem to ${content.targetName}`;
  if (content.what === 'ticket') return `Ticket in ${content.trackerName}`;
  if (content.what === 'at-source') return `${AT_SOURCE[content.does]} of ${oneLine(content.target.key, 100)} at ${content.feed}`;
  return `${content.what === 'silence' ? 'Silence' : 'End of silence'} at ${content.feed}`;
}

const gist = (content: ActContent): string => {
  if (content.what === 'ticket') return oneLine(content.title, 200);
  return content.what === 'message' ? oneLine(content.subject || content.text, 200) : '';
};

export const ACT_WORDS: Telling<keyof ActEvents> = {
  'act.requested': (e) =>
    say(`${actTitle(e.data.content)} ${e.data.isAwaiting ? 'waits for a yes' : 'is on its way'}`, gist(e.data.content) || e.data.why),
  'act.confirmed': (e) => say(`Sending confirmed by ${e.data.by}`, e.data.subject ?? '', 'person'),
  'act.dropped': (e) => say(`Not sent: dropped by ${e.data.by}`, e.data.why, 'person'),
  'act.started': (e) => say(e.data.attempt === 1 ? 'Going out' : `Going out, try ${e.data.attempt}`),
  'act.tried': (e) =>
    say(
      `Try ${e.data.attempt} did not get through`,
      `${e.data.why} ${e.data.mayHaveArrived ? 'It may have arrived all the same.' : ''}`.trim(),
    ),
  'act.sent': (e) => say('Sent', e.data.mayBeDouble ? 'An earlier try may have arrived too.' : (e.data.ref ?? ''), 'good'),
  'act.failed': (e) => say('Could not be sent', `${e.data.why} ${e.data.remedy}`.trim(), 'bad'),
  'act.expired': (e) => say('Not sent: too late', e.data.why, 'bad'),
  'act.conflicted': (e) => say('Not sent: things have changed', e.data.why, 'bad'),
  'update.scheduled': (e) => say(e.data.dueAt === null ? 'No more updates are due' : 'Next update set', e.data.why, 'person'),
  'update.reminded': () => say('An update is due'),
  'bridge.opened': (e) => say(`Conference bridge: ${e.data.name}`, e.data.url, 'person'),
  'escalation.begun': (e) => say(`Escalation “${e.data.policy}” runs until somebody has it`, e.data.why),
  'escalation.stepped': (e) =>
    say(`Escalated, step ${e.data.step}: ${DOES[e.data.does]}`, [e.data.to, e.data.why].filter(Boolean).join('; '), 'bad'),
};
