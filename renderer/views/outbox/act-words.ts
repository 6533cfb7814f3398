// What an act is and where it stands, in words and a tone. Pure.
import type { ActView } from '../../../shared/contract/telling';
import type { TagTone } from '../../ui/tag';
import { shortDuration } from '../../ui/time-words';

export interface StateWords {
  readonly tag: string;
  readonly tone: TagTone;
  /** Why it is there and what comes next; '' when the tag says it all. */
  readonly why: string;
}

/** `Message to Ops for Engineers`, `Silence at Main`. */
export function actName(act: ActView): string {
  const { content } = act;
  if (content.what === 'publish') return `Postmortem to ${content.targetName}`;
  if (content.what === 'ticket') return `Ticket in ${content.trackerName || content.tracker}`;
  if (content.what === 'at-source') {
    const does = { note: 'Comment', downtime: 'Downtime', recheck: 'Check now', resolve: 'Resolve', snooze: 'Snooze' }[content.does];
    return `${does} of ${content.target.key} at ${content.feed}`;
  }
  if (content.what !== 'message') return content.what === 'silence' ? `Silence at ${content.feed}` : `End of a silence at ${content.feed}`;
  const place = content.channelName || 'nobody';
  const who = act.personName || act.audienceName;
  return `Message to ${place}${content.address ? ` (${content.address})` : ''}${who ? ` for ${who}` : ''}`;
}

/** What it says, in one line. */
export function actGist({ content, why }: ActView): string {
  if (content.what === 'ticket') return content.title;
  return content.what === 'message' ? content.subject || content.text : why;
}

/** All that goes out, where it is words. */
export function saidBy({ content }: ActView): string {
  if (content.what === 'ticket') return content.body;
  return content.what === 'message' ? content.text : '';
}

const join = (...parts: readonly string[]): string => parts.filter(Boolean).join(' ');

export function stateWords(act: ActView, now: number): StateWords {
  const doubt = act.mayHaveArrived ? 'An earlier try may have arrived.' : '';
  switch (act.state) {
    case 'awaiting':
      return { tag: 'Waits for your yes', tone: 'unsure', why: act.conflict ?? act.why };
    case 'queued':
      return {
        tag: act.attempt === 0 ? 'Waits for its turn' : 'Will be tried again',
        tone: 'neutral',
        why: join(act.reason, doubt, nextTry(act, now)),
      };
    case 'sending':
      return { tag: 'Going out', tone: 'neutral', why: doubt };
    case 'failed':
      return { tag: 'Could not be sent', tone: 'bad', why: join(act.reason, act.remedy) };
    case 'conflict':
      return { tag: 'Held: things have changed', tone: 'unsure', why: act.reason };
    case 'sent':
      return act.mayBeDouble
        ? {
            tag: 'Sent, perhaps twice',
            tone: 'unsure',
            why: 'The answer to an earlier try was lost, and this place cannot tell repetitions apart.',
          }
        : { tag: 'Sent', tone: 'good', why: '' };
    case 'dropped':
      return { tag: 'Not sent: dropped', tone: 'neutral', why: act.reason };
    case 'expired':
      return { tag: 'Not sent: too late', tone: 'bad', why: act.reason };
  }
}

function nextTry(act: ActView, now: number): string {
  if (act.attempt === 0) return '';
  return act.nextAt <= now ? 'Next try at once.' : `Next try in ${shortDuration(act.nextAt - now)}.`;
}

/** `1 message`, `2,140 messages`. */
export function messagesWords(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'message' : 'messages'}`;
}

/** Who would hear of these messages: audiences, or people and places where no audience was meant; most messages first. */
export function audienceCounts(acts: readonly ActView[]): { readonly name: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const act of acts) {
    const place = act.content.what === 'message' ? act.content.channelName : '';
    const name = act.audienceName || act.personName || place || 'nobody';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

/** What needs a person first, then what waits, oldest first. */
export function byNeed(acts: readonly ActView[]): ActView[] {
  const rank = { conflict: 0, failed: 1, awaiting: 2, sending: 3, queued: 4, sent: 5, dropped: 5, expired: 5 } as const;
  return [...acts].sort((a, b) => rank[a.state] - rank[b.state] || a.order - b.order);
}
