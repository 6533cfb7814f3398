// The foot's answer to "are you watching?", in words. Pure.
import type { FeedHealth } from '../../shared/contract';
import type { OutboxStatus } from '../../shared/contract/telling';
import { msg } from '../../shared/words/words';
import type { DeskState } from '../store/desk';
import { shortDuration } from '../ui/time-words';

/** `good` only when every feed answers; anything not proven is `unsure`. `why` is the long form for the tooltip. */
export interface WatchWords {
  readonly tone: 'good' | 'unsure' | 'neutral';
  readonly words: string;
  readonly why: string;
}

export function watchWords(desk: Pick<DeskState, 'connection' | 'engineWhy' | 'status'>): WatchWords {
  const { connection, engineWhy, status } = desk;
  if (connection === 'engine-down') return { tone: 'unsure', words: msg`Blind: engine down. ${engineWhy}`.trim(), why: engineWhy };
  if (connection === 'connecting' || !status) return { tone: 'neutral', words: msg`Connecting to the engine`, why: '' };
  if (status.state === 'blind') {
    const [first = msg`not everything is watched`, ...more] = status.blindWhy;
    return { tone: 'unsure', words: msg`Blind: ${first}${more.length > 0 ? ` (+${more.length})` : ''}`, why: status.blindWhy.join('\n') };
  }
  if (status.feedCount === 0) return { tone: 'unsure', words: msg`Watching nothing: no feed yet`, why: msg`Add a feed to begin.` };
  return {
    tone: 'good',
    words: msg`Watching ${status.feedCount} ${status.feedCount === 1 ? msg`feed` : msg`feeds`}`,
    why: msg`Every feed answers.`,
  };
}

/** 'Icinga-fra slow: 3.2 s' for each slow feed. */
export function slowWords(feeds: readonly FeedHealth[]): string[] {
  return feeds
    .filter((feed) => feed.state === 'slow')
    .map((feed) => msg`${feed.name} slow${feed.latencyMs === null ? '' : `: ${(feed.latencyMs / 1000).toFixed(1)} s`}`);
}

/** Age of the oldest last answer among the feeds that are on; '' before the first. Under a minute it is not counted in seconds. */
export function answeredWords(feeds: readonly FeedHealth[], now: number): string {
  const answers = feeds.filter((feed) => feed.isEnabled && feed.lastSuccessAt !== null).map((feed) => feed.lastSuccessAt as number);
  if (answers.length === 0) return '';
  const age = now - Math.min(...answers);
  return age < 60_000
    ? msg`answered within a minute`
    : msg`oldest answer ${shortDuration(Math.floor(age / 60_000) * 60_000).split(' ')[0]} ago`;
}

/** 'Outbox: 2 wait for you, 5 on their way, Ops cannot be reached'; '' when it is empty. */
export function outboxWords({ awaiting, queued, stuck, waits }: OutboxStatus): string {
  const parts = [
    awaiting + stuck > 0 ? msg`${awaiting + stuck} ${awaiting + stuck === 1 ? msg`waits` : msg`wait`} for you` : '',
    queued > 0 ? msg`${queued} on ${queued === 1 ? msg`its` : msg`their`} way` : '',
    queued > 0 && waits.length > 0 ? 'offline' : '',
  ].filter(Boolean);
  return parts.length === 0 ? '' : msg`Outbox: ${parts.join(', ')}`;
}
