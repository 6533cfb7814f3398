// What went out during the incident, as rows: messages to audiences, silences, escalations, the bridge.
import type { EventKind, LogEvent, OfKind } from '../../log/event';
import type { ActContent } from '../../log/kinds/acts';
import { escapeCut } from './escape';
import type { RowContext } from './row';
import type { Said } from './row-words';

type Say = (words: string, why?: string) => Said;
type Teller<K extends EventKind> = (event: OfKind<LogEvent, K>, ctx: RowContext) => Said | null;

const STEPS = {
  'page-again': 'paged again',
  'page-louder': 'paged again, louder',
  'tell-channel': 'a channel was told',
  'tell-person': 'the next person was told',
} as const;

/** Whom or what an act was for, without anybody's name. */
export function actTarget(content: ActContent, feedName: (feed: string) => string): string {
  if (content.what === 'message') {
    const to = content.audience ?? (content.person === null ? content.channelName : 'a person');
    return `message to ${escapeCut(to, 60)}${content.audience === null ? '' : ` by ${escapeCut(content.channelName, 60)}`}`;
  }
  if (content.what === 'ticket') return `ticket at ${escapeCut(content.trackerName, 60)}`;
  if (content.what === 'publish') return `postmortem to ${escapeCut(content.targetName, 60)}`;
  const at = escapeCut(feedName(content.feed), 60);
  if (content.what === 'at-source') {
    const does = { note: 'comment', downtime: 'downtime', recheck: 'check', resolve: 'resolving', snooze: 'snooze' }[content.does];
    return `${does} of ${escapeCut(content.target.key, 60)} at ${at}`;
  }
  return content.what === 'silence' ? `silence of ${content.minutes} min at ${at}` : `end of a silence at ${at}`;
}

function gist(content: ActContent): string {
  if (content.what === 'message') return content.isRedacted ? '' : content.subject || content.text;
  if (content.what === 'ticket') return content.isRedacted ? '' : content.title;
  if (content.what === 'unsilence' || content.what === 'publish') return '';
  if (content.what === 'at-source') return content.comment;
  const matchers = content.matchers.map((m) => `${m.name}${m.isEqual ? '=' : '!='}${m.isRegex ? '~' : ''}"${m.value}"`).join(', ');
  return content.comment === '' ? matchers : `${matchers} (${content.comment})`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `key` makes a row of the incident's course, `done` one of what people did. */
export function actWords({ key, done }: { readonly key: Say; readonly done: Say }): { readonly [K in EventKind]?: Teller<K> } {
  const notSent = (act: string, why: string, ctx: RowContext): Said | null => {
    const content = ctx.acts.get(act);
    return content === undefined ? null : done(`Not sent: ${actTarget(content, ctx.feedName)}`, why);
  };
  return {
    'act.sent': ({ data }, ctx) => {
      const content = ctx.acts.get(data.act);
      return content === undefined ? null : done(capital(actTarget(content, ctx.feedName)), gist(content));
    },
    'act.failed': ({ data }, ctx) => notSent(data.act, data.why, ctx),
    'act.expired': ({ data }, ctx) => notSent(data.act, data.why, ctx),
    'act.conflicted': ({ data }, ctx) => notSent(data.act, data.why, ctx),
    'bridge.opened': ({ data }) => done('Conference bridge', data.name),
    'escalation.stepped': ({ data }) =>
      key(`Escalated, step ${data.step}: ${STEPS[data.does]}`, data.does === 'tell-channel' ? data.to : ''),
  };
}
