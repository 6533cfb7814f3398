// One shared postmortem that is open on this desk: says where this desk's cursor is, at most ten times a second, and hears of the others.
import { PRESENCE_GONE_MS, type PresenceCursor, type PresenceWord, type PresentDesk, presenceWord } from '../../shared/team/presence';
import type { ObjectSeal } from './object-seal';
import type { Subscription, TeamLink } from './seams';

export interface PresenceRoomDeps {
  readonly desk: string;
  readonly link: Pick<TeamLink, 'say' | 'hear' | 'health'>;
  readonly seal: ObjectSeal;
  readonly person: () => string;
  /** How a member's desk is called; null: it is no member now. */
  readonly nameOf: (desk: string) => string | null;
  readonly now: () => number;
  /** The next number of this start; see `PresenceWord`. */
  readonly next: () => Pick<PresenceWord, 'start' | 'n'>;
  /** The newest word of each desk, also of those that went. */
  readonly newest: Map<string, Pick<PresenceWord, 'start' | 'n'>>;
  readonly changed: (others: readonly PresentDesk[]) => void;
}

const SAY_EVERY_MS = 100;
const TELL_EVERY_MS = 50;
/** Longer than any word is; what is longer is not opened. */
const MOST_BYTES = 2_048;
/** Words that are opened at the same time; of a flood the rest is dropped. */
const MOST_OPENING = 32;

export class PresenceRoom {
  private readonly deps: PresenceRoomDeps;
  private readonly incident: string;
  private readonly topic: string;
  private readonly hearing: Subscription;
  private readonly here = new Map<string, PresentDesk & { readonly heardAt: number }>();
  private own: { readonly cursor: PresenceCursor | null; readonly at: number } | null = null;
  private saidAt = 0;
  private saying: NodeJS.Timeout | null = null;
  private telling: NodeJS.Timeout | null = null;
  private opening = 0;

  constructor(incident: string, deps: PresenceRoomDeps) {
    this.deps = deps;
    this.incident = incident;
    this.topic = deps.seal.nameOf(`presence ${incident}`);
    this.hearing = deps.link.hear(this.topic, (bytes) => void this.hear(bytes));
  }

  get others(): readonly PresentDesk[] {
    return [...this.here.values()].map(({ heardAt: _, ...one }) => one).sort((a, b) => (a.desk < b.desk ? -1 : 1));
  }

  /** False: the window has gone without a word. */
  get isShown(): boolean {
    return this.own !== null && this.deps.now() - this.own.at < PRESENCE_GONE_MS;
  }

  be(cursor: PresenceCursor | null): void {
    this.own = { cursor, at: this.deps.now() };
    this.saySoon();
  }

  /** Forgets who is silent, and who was put out. */
  look(): void {
    const { now, nameOf } = this.deps;
    const gone = [...this.here.values()].filter(({ desk, heardAt }) => now() - heardAt >= PRESENCE_GONE_MS || nameOf(desk) === null);
    for (const { desk } of gone) this.here.delete(desk);
    if (gone.length > 0) this.tellSoon();
  }

  async leave(): Promise<void> {
    if (this.saying) clearTimeout(this.saying);
    if (this.telling) clearTimeout(this.telling);
    this.own = null;
    await this.hearing.stop();
    await this.say(false, null);
  }

  private saySoon(): void {
    const waitMs = Math.max(0, this.saidAt + SAY_EVERY_MS - this.deps.now());
    this.saying ??= setTimeout(() => {
      this.saying = null;
      this.saidAt = this.deps.now();
      if (this.isShown) void this.say(true, this.own?.cursor ?? null);
    }, waitMs);
  }

  /** What can't be said now is not said later: by then it is old. */
  private async say(isHere: boolean, cursor: PresenceCursor | null): Promise<void> {
    const { link, seal, person, next } = this.deps;
    if (!link.health.isConnected) return;
    const word: PresenceWord = { v: 1, ...next(), person: person().slice(0, 120), isHere, cursor };
    try {
      const sealed = await seal.seal(this.topic, Buffer.from(JSON.stringify(word), 'utf8'), this.incident);
      if (sealed) link.say(this.topic, sealed);
    } catch {
      // A desk that was put out a moment ago has no key to say it with.
    }
  }

  private async hear(bytes: Uint8Array): Promise<void> {
    if (bytes.length > MOST_BYTES || this.opening >= MOST_OPENING) return;
    this.opening += 1;
    try {
      const opened = await this.deps.seal.open(this.topic, bytes);
      const word = opened.ok ? wordIn(opened.bytes) : null;
      if (opened.ok && word && opened.desk !== this.deps.desk && this.own !== null) this.take(opened.desk, word);
    } finally {
      this.opening -= 1;
    }
  }

  private take(desk: string, { start, n, person, isHere, cursor }: PresenceWord): void {
    const { newest, nameOf, now } = this.deps;
    const key = `${this.topic} ${desk}`;
    const last = newest.get(key);
    if (last && (start < last.start || (start === last.start && n <= last.n))) return;
    newest.set(key, { start, n });
    const isNew = isHere && !this.here.has(desk);
    if (isHere) this.here.set(desk, { desk, name: nameOf(desk) ?? '', person, cursor, heardAt: now() });
    else this.here.delete(desk);
    if (isNew) this.saySoon();
    this.tellSoon();
  }

  private tellSoon(): void {
    this.telling ??= setTimeout(() => {
      this.telling = null;
      this.deps.changed(this.others);
    }, TELL_EVERY_MS);
  }
}

/** Null: it is none, or of another version. */
function wordIn(bytes: Uint8Array): PresenceWord | null {
  try {
    return presenceWord.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}
