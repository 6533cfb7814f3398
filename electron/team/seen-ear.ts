// Hears the bridges of the space for the feeds of this desk that they watch. Of several bridges of one feed one is listened to while it
// lives; what it says counts when it is a member of the space now and its words are no older than those heard before.
import { PULSE_PLACE, type SeenPulse, seenMessage, seenPlace, seenPulse } from '../../shared/team/seen';
import { msg } from '../../shared/words/words';
import { type BridgeLine, NOT_SHARED } from '../feeds/bridge-line';
import { BRIDGE_SILENT_MS } from '../feeds/bridged-feed';
import type { Membership } from './membership';
import type { SeenDelivery, Subscription, TeamLink, ValueSeal } from './seams';
import { SeenList } from './seen-list';

export interface SeenEarDeps {
  readonly space: string;
  readonly link: Pick<TeamLink, 'seen' | 'say' | 'hear' | 'health'>;
  readonly seal: Pick<ValueSeal, 'openValue'>;
  readonly line: BridgeLine;
  readonly members: () => Pick<Membership, 'isIn' | 'members'>;
  readonly now: () => number;
  readonly journal: (line: string) => void;
}

/** Topics of plain messages: what bridges say every few seconds, and the wish that one speaks. */
export const PULSES = 'bridge';
export const ASKING = 'bridge-ask';

/** A pulse of a clock that is further off proves nothing. */
const MOST_OFF_MS = 600_000;

interface Voice {
  readonly list: SeenList;
  said: SeenPulse['feeds'][number] | null;
  heardAt: number;
  /** The desk's log has what the list says. */
  isTold: boolean;
}

export class SeenEar {
  private readonly deps: SeenEarDeps;
  /** By feed and bridge. */
  private readonly voices = new Map<string, Map<string, Voice>>();
  /** Which bridge is listened to, by feed. */
  private readonly speakers = new Map<string, string>();
  private readonly last = new Map<string, Pick<SeenPulse, 'startedAt' | 'count'>>();
  private readonly pulses: Subscription;
  private readonly leave: () => void;
  private readonly reading = new Map<string, Subscription>();
  private lastWhy = '';
  private turn: Promise<void> = Promise.resolve();

  constructor(deps: SeenEarDeps) {
    this.deps = deps;
    deps.line.ask = () => this.ask('');
    this.pulses = deps.link.hear(PULSES, (bytes) => void this.inTurn(() => this.hearPulse(bytes)));
    this.leave = deps.line.onFeeds(() => this.follow());
    this.follow();
  }

  /** Tells the feeds that wait why no bridge can be heard, where that is so; after every change of the link or the members. */
  review(): void {
    const { state, why, remedy } = this.deps.link.health;
    const outside = { what: msg`This desk is not in its space yet, so no bridge is heard.`, remedy: msg`Have it let in, under Sharing.` };
    const away = { what: `The link to the team is away, so no bridge is heard. ${why}`.trim(), remedy };
    this.deps.line.trouble = state !== 'ok' ? away : this.deps.members().isIn ? null : outside;
  }

  async stop(): Promise<void> {
    this.leave();
    this.deps.line.ask = () => undefined;
    this.deps.line.trouble = NOT_SHARED;
    await this.pulses.stop();
    await Promise.all([...this.reading.values()].map((reading) => reading.stop()));
  }

  private nameOf(desk: string): string {
    return this.deps.members().members.find((one) => one.desk === desk)?.name ?? desk;
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(work).catch((error: unknown) => this.deps.journal(`a bridge could not be heard: ${String(error)}`));
    return this.turn;
  }

  private ask(feed: string): void {
    this.deps.link.say(ASKING, Buffer.from(feed, 'utf8'));
  }

  private follow(): void {
    const { line, link } = this.deps;
    const feeds = new Set(line.feeds);
    for (const [feed, reading] of this.reading) {
      if (feeds.has(feed)) continue;
      this.reading.delete(feed);
      this.voices.delete(feed);
      this.speakers.delete(feed);
      void reading.stop();
    }
    for (const feed of feeds) {
      if (this.reading.has(feed)) continue;
      const take = (message: SeenDelivery) => this.inTurn(() => this.hearMessage(message));
      this.reading.set(
        feed,
        link.seen.follow(feed, take, (error) => this.failed(feed, error)),
      );
    }
    this.ask('');
  }

  private failed(feed: string, error: unknown): void {
    const why = error instanceof Error ? error.message : String(error);
    if (why !== this.lastWhy) this.deps.journal(`what bridges wrote of ${feed} could not be read: ${why}`);
    this.lastWhy = why;
  }

  private voiceOf(feed: string, desk: string): Voice {
    const voices = this.voices.get(feed) ?? new Map<string, Voice>();
    this.voices.set(feed, voices);
    const voice = voices.get(desk) ?? { list: new SeenList(), said: null, heardAt: 0, isTold: false };
    voices.set(desk, voice);
    return voice;
  }

  private async hearMessage({ feed, desk, bytes }: SeenDelivery): Promise<void> {
    if (!this.deps.line.listenerOf(feed)) return;
    const opened = await this.deps.seal.openValue(seenPlace(feed), bytes);
    const message = opened.ok ? seenMessage.safeParse(opened.value).data : undefined;
    if (
      !opened.ok ||
      !message ||
      opened.desk !== desk ||
      message.desk !== desk ||
      message.feed !== feed ||
      message.space !== this.deps.space
    )
      return;
    const voice = this.voiceOf(feed, desk);
    const taken = voice.list.take(message);
    if (taken === 'lost') {
      voice.isTold = false;
      this.ask(feed);
      return;
    }
    if (taken === 'nothing') return;
    if (this.speakerOf(feed) !== desk || !this.isCurrent(voice)) {
      voice.isTold = false;
      return;
    }
    await this.tell(feed, voice, taken === 'part' && voice.isTold);
  }

  /** Lives, and all that it said it wrote has come. */
  private isCurrent({ list, said, heardAt }: Voice): boolean {
    return said !== null && heardAt > this.deps.now() - BRIDGE_SILENT_MS && list.isCurrent(said);
  }

  private async tell(feed: string, voice: Voice, isPart: boolean): Promise<void> {
    const { all, part } = voice.list;
    voice.isTold = (await this.deps.line.listenerOf(feed)?.take(isPart ? part : all)) ?? false;
  }

  private async hearPulse(bytes: Uint8Array): Promise<void> {
    const opened = await this.deps.seal.openValue(PULSE_PLACE, bytes);
    const pulse = opened.ok ? seenPulse.safeParse(opened.value).data : undefined;
    if (!opened.ok || !pulse || pulse.desk !== opened.desk || pulse.space !== this.deps.space || !this.isNews(pulse)) return;
    const now = this.deps.now();
    for (const said of pulse.feeds) {
      if (!this.deps.line.listenerOf(said.feed)) continue;
      const voice = this.voiceOf(said.feed, pulse.desk);
      voice.said = said;
      voice.heardAt = now;
      if (this.speakerOf(said.feed) === pulse.desk) await this.speak(said.feed, pulse.desk, voice, now);
    }
  }

  private isNews({ desk, startedAt, count, at }: SeenPulse): boolean {
    const last = this.last.get(desk);
    if (last && (startedAt < last.startedAt || (startedAt === last.startedAt && count <= last.count))) return false;
    if (Math.abs(at - this.deps.now()) > MOST_OFF_MS) return false;
    this.last.set(desk, { startedAt, count });
    return true;
  }

  private async speak(feed: string, desk: string, voice: Voice, now: number): Promise<void> {
    const { said } = voice;
    if (!said) return;
    const isCurrent = this.isCurrent(voice);
    if (isCurrent && !voice.isTold) await this.tell(feed, voice, false);
    const { state, why, remedy, latencyMs, intervalMs, rejectedCount, isBeatSeen } = said;
    this.deps.line.listenerOf(feed)?.heard({
      ...{ state, why, remedy, latencyMs, intervalMs, rejectedCount, isBeatSeen, isCurrent, bridge: this.nameOf(desk) },
      answeredAt: said.answeredMsAgo === null ? null : now - said.answeredMsAgo,
    });
  }

  /** The bridge that is listened to; when it falls silent, the one that was heard last. */
  private speakerOf(feed: string): string | undefined {
    const voices = this.voices.get(feed);
    const known = this.speakers.get(feed);
    const isSilent = (voice: Voice | undefined): boolean => !voice || voice.heardAt <= this.deps.now() - BRIDGE_SILENT_MS;
    if (!voices || (known !== undefined && !isSilent(voices.get(known)))) return known;
    const [next] = [...voices].filter(([, voice]) => !isSilent(voice)).sort(([, a], [, b]) => b.heardAt - a.heardAt);
    if (next && next[0] !== known) {
      this.speakers.set(feed, next[0]);
      next[1].isTold = false;
    }
    return next?.[0] ?? known;
  }
}
