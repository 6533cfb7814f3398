// What an act is and where it stands, in words and a tone. Pure.
import type { ActView } from '../../../shared/contract/telling';
import { locale, msg } from '../../../shared/words/words';
import type { TagTone } from '../../ui/tag';
import { shortDuration } from '../../ui/time-words';

export interface StateWords {
  readonly tag: string;
  readonly tone: TagTone;
  /** Why it is there and what comes next; '' when the tag says it all. */
  readonly why: string;
}

/** `Message to Ops for Engineers`, `Silence at Main`; `nameOf` gives the name of a feed. */
export function actName(act: ActView, nameOf: (feed: string) => string): string {
  const { content } = act;
  if (content.what === 'publish') return msg`Postmortem to ${content.targetName}`;
  if (content.what === 'ticket') return msg`Ticket in ${content.trackerName || content.tracker}`;
  if (content.what === 'at-source') {
    const does = { note: msg`Comment`, downtime: msg`Downtime`, recheck: msg`Check now`, resolve: msg`Resolve`, snooze: msg`Snooze` }[
      content.does
    ];
    return msg`${does} of ${content.target.key} at ${nameOf(content.feed)}`;
  }
  if (content.what !== 'message')
    return content.what === 'silence' ? msg`Silence at ${nameOf(content.feed)}` : msg`End of a silence at ${nameOf(content.feed)}`;
  const place = content.channelName || 'nobody';
  const who = act.personName || act.audienceName;
  return msg`Message to ${place}${content.address ? ` (${content.address})` : ''}${who ? msg` for ${who}` : ''}`;
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
  const doubt = act.mayHaveArrived ? msg`An earlier try may have arrived.` : '';
  switch (act.state) {
    case 'awaiting':
      return { tag: msg`Waits for your yes`, tone: 'unsure', why: act.conflict ?? act.why };
    case 'queued':
      return {
        tag: act.attempt === 0 ? msg`Waits for its turn` : msg`Will be tried again`,
        tone: 'neutral',
        why: join(act.reason, doubt, nextTry(act, now)),
      };
    case 'sending':
      return { tag: msg`Going out`, tone: 'neutral', why: doubt };
    case 'failed':
      return { tag: msg`Could not be sent`, tone: 'bad', why: join(act.reason, act.remedy) };
    case 'conflict':
      return { tag: msg`Held: things have changed`, tone: 'unsure', why: act.reason };
    case 'sent':
      return act.mayBeDouble
        ? {
            tag: msg`Sent, perhaps twice`,
            tone: 'unsure',
            why: msg`The answer to an earlier try was lost, and this place cannot tell repetitions apart.`,
          }
        : { tag: msg`Sent`, tone: 'good', why: '' };
    case 'dropped':
      return { tag: msg`Not sent: dropped`, tone: 'neutral', why: act.reason };
    case 'expired':
      return { tag: msg`Not sent: too late`, tone: 'bad', why: act.reason };
  }
}

function nextTry(act: ActView, now: number): string {
  if (act.attempt === 0) return '';
  return act.nextAt <= now ? msg`Next try at once.` : msg`Next try in ${shortDuration(act.nextAt - now)}.`;
}

/** `1 message`, `2,140 messages`. */
export function messagesWords(count: number): string {
  return `${count.toLocaleString(locale())} ${count === 1 ? 'message' : 'messages'}`;
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
