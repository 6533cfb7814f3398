// Carries acts to where they go: messages to a channel, silences to their source. Tells how each attempt ended in one shape.
import type { ChannelManifest, OutMessage, SendResult } from '../../shared/channel';
import type { ActRecord } from '../../shared/domain/act';
import type { IncidentRow } from '../../shared/domain/incident';
import type { SourceAct } from '../../shared/domain/source-act';
import type { ActionResult, FeedFailure, Matcher } from '../../shared/feed';
import type { ActContent } from '../../shared/log/kinds/acts';
import { isDrill, marked } from '../../shared/readiness/drill';
import { spellMatcher } from '../../shared/rules/matchers';
import { mayKnow } from '../../shared/rules/need-to-know';
import type { FeedRunner } from '../feeds/runner';
import type { Courier, Delivery, Lane } from './outbox';
import { type TicketCourier, ticketLane } from './ticket-courier';
import { failureOf } from './write-result';

/** What sends messages. `send` never throws and gives up by itself when its time is over. */
export interface Sender {
  send(channelId: string, message: OutMessage): Promise<SendResult>;
  manifestOf(channelId: string): ChannelManifest | null;
}

export interface CourierDeps {
  readonly sender: Sender;
  readonly runner: Pick<FeedRunner, 'act' | 'can' | 'listSilences' | 'pollNow'>;
  /** Puts a postmortem where it is published. Never throws. */
  readonly publish: (act: ActRecord, content: OfContent<'publish'>) => Promise<Delivery>;
  readonly feedName: (feed: string) => string;
  readonly now: () => number;
  /** Makes tickets for actions. */
  readonly tickets: TicketCourier;
}

export type OfContent<W extends ActContent['what']> = Extract<ActContent, { what: W }>;

/** Twice is as good as once. */
const IS_REPEATABLE: ReadonlySet<SourceAct> = new Set(['recheck', 'resolve', 'snooze']);

const SENT = { isSent: true, isFinal: false, why: '', remedy: '', retryAfterMs: null, mayHaveArrived: false, isLaneDown: false };

export function createCourier(deps: CourierDeps): Courier {
  return {
    laneOf: ({ content }) => {
      if (content.what === 'ticket') return ticketLane(deps.tickets, content);
      if (content.what === 'publish') return placeLane(content);
      if (content.what === 'at-source') return { ...feedLane(deps, content.feed), isKeyed: IS_REPEATABLE.has(content.does) };
      return content.what === 'message' ? channelLane(deps, content) : feedLane(deps, content.feed);
    },
    async deliver(act, row) {
      const { content } = act;
      try {
        if (content.what === 'message') return ofSend(await deps.sender.send(content.channel, outMessage(act, content, row)));
        if (content.what === 'publish') return await deps.publish(act, content);
        if (content.what === 'ticket') return await deps.tickets.deliver(content);
        if (content.what === 'at-source') return await atSource(deps, act, content);
        return content.what === 'silence' ? await silence(deps, act, content) : await unsilence(deps, content);
      } catch (error) {
        return lost(`It broke on the way: ${error instanceof Error ? error.message : error}`);
      }
    },
  };
}

function channelLane({ sender }: CourierDeps, content: OfContent<'message'>): Lane {
  const manifest = sender.manifestOf(content.channel);
  const isKeyed = manifest?.idempotency === 'key';
  return { id: `channel\n${content.channel}`, name: content.channelName || content.channel, isKeyed, pauseMs: manifest?.pauseMs ?? 0 };
}

/** A place is brought up to date, or looked at before a second try: nothing is there twice. */
function placeLane({ target, targetName }: OfContent<'publish'>): Lane {
  return { id: `publish\n${target}`, name: targetName, isKeyed: true, pauseMs: 0 };
}

/** A silence that was made is found by looking, so that it is not made twice; ending one twice changes nothing. */
function feedLane({ feedName }: CourierDeps, feed: string): Lane {
  return { id: `feed\n${feed}`, name: feedName(feed), isKeyed: true, pauseMs: 0 };
}

function outMessage(act: ActRecord, content: OfContent<'message'>, row: IncidentRow | undefined): OutMessage {
  const { address, subject, text, purpose } = content;
  const isOfDrill = row !== undefined && isDrill(row);
  const words = { subject: marked(isOfDrill, subject), text: marked(isOfDrill, text) };
  return { key: act.key, address, ...words, purpose, incident: row ? incidentOf(row, content) : null, isTest: false };
}

/** Of a restricted incident its number and severity, whatever the words say; everything to one who needs to know. */
function incidentOf(row: IncidentRow, { isForMember, person }: OfContent<'message'>): OutMessage['incident'] {
  const { id, number, severity, status, isSecurity, startedAt } = row;
  const isOpen = isForMember ? mayKnow(row, person) : !row.isRestricted;
  const known = !isOpen
    ? { title: marked(isDrill(row), `INC-${number}`), service: null, isSecurity: false }
    : { title: marked(isDrill(row), row.title), service: row.service, isSecurity };
  return { id, number, severity, status, startedAt, ...known };
}

function ofSend(result: SendResult): Delivery {
  if (result.ok) return { ...SENT, ref: result.ref };
  const { kind, what, remedy, retryAfterMs } = result;
  return {
    isSent: false,
    isFinal: kind === 'refused' || kind === 'gone' || kind === 'config',
    ref: null,
    why: what,
    remedy,
    retryAfterMs,
    mayHaveArrived: kind === 'maybe-sent',
    isLaneDown: kind === 'unreachable' || kind === 'rate-limited',
  };
}

function lost(why: string): Delivery {
  return { ...SENT, isSent: false, ref: null, why, mayHaveArrived: true };
}

/** A source that does not know the request as its own cannot be asked to drop the second: it is looked at before a second try. */
async function silence(deps: CourierDeps, act: ActRecord, content: OfContent<'silence'>): Promise<Delivery> {
  const { runner, now } = deps;
  if (act.attempt > 1 && runner.can(content.feed, 'list-silences')) {
    const listed = await runner.listSilences(content.feed);
    if (!listed.ok) return ofFeed({ ok: false, failure: listed.failure }, act.mayHaveArrived);
    const made = listed.silences.find((s) => s.state !== 'expired' && isSame(s, act, content));
    if (made) return { ...SENT, ref: made.id };
  }
  const { matchers, comment, feed } = content;
  const result = await runner.act(feed, 'silence', { matchers, startsAt: now(), endsAt: act.expiresAt, author: act.by, comment });
  if (result.ok) runner.pollNow(feed);
  return ofFeed(result, false);
}

function isSame(
  s: { readonly matchers: readonly Matcher[]; readonly comment: string; readonly createdBy: string; readonly endsAt: number },
  act: ActRecord,
  content: OfContent<'silence'>,
): boolean {
  const spelled = (matchers: readonly Matcher[]): string => matchers.map(spellMatcher).sort().join('\n');
  const isSameEnd = Math.abs(s.endsAt - act.expiresAt) < 2_000;
  return isSameEnd && s.comment === content.comment && s.createdBy === act.by && spelled(s.matchers) === spelled(content.matchers);
}

/** The source does not know the request as its own: a second comment or downtime is the price of an answer that was lost. */
async function atSource({ runner }: CourierDeps, act: ActRecord, content: OfContent<'at-source'>): Promise<Delivery> {
  const { feed, does, target, comment, times } = content;
  const [startsAt, endsAt] = [times?.startsAt ?? 0, times?.endsAt ?? 0];
  const args = { targets: [target], author: act.by, comment, startsAt, endsAt, until: endsAt };
  const result = await runner.act(feed, does, args);
  if (result.ok) runner.pollNow(feed);
  return ofFeed(result, false);
}

async function unsilence({ runner }: CourierDeps, content: OfContent<'unsilence'>): Promise<Delivery> {
  const result = await runner.act(content.feed, 'unsilence', { ref: content.ref });
  if (result.ok) runner.pollNow(content.feed);
  return ofFeed(result, false);
}

const FINAL: ReadonlySet<FeedFailure['kind']> = new Set(['auth', 'config']);
const DOWN: ReadonlySet<FeedFailure['kind']> = new Set(['unreachable', 'dns', 'rate-limited']);
const LOST: ReadonlySet<FeedFailure['kind']> = new Set(['unreachable', 'timeout', 'aborted', 'bad-answer']);

function ofFeed(result: ActionResult, wasInDoubt: boolean): Delivery {
  const failure = failureOf(result);
  if (!failure) return { ...SENT, ref: result.ok ? result.ref : null };
  const { kind, what, remedy, retryAfterMs = null } = failure;
  return {
    isSent: false,
    isFinal: FINAL.has(kind),
    ref: null,
    why: what,
    remedy,
    retryAfterMs,
    mayHaveArrived: wasInDoubt || LOST.has(kind),
    isLaneDown: DOWN.has(kind),
  };
}
