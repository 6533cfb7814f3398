// Which desks of a space are there now: each says so every few seconds, and is gone when it does not.
import { deskName } from '../../shared/team/wire';
import type { Subscription, TeamKeep, TeamLink } from './seams';

export interface AliveDeps {
  readonly desk: string;
  readonly keep: TeamKeep;
  /** Heard at once, also while the servers store nothing. */
  readonly link: Pick<TeamLink, 'say' | 'hear'>;
  readonly person: () => string;
  readonly now: () => number;
  readonly changed: () => void;
}

export interface AliveDesk {
  readonly desk: string;
  readonly person: string;
  /** By the clock of this desk, Unix ms. */
  readonly heardAt: number;
}

const SAY_MS = 4_000;
const TOPIC = 'alive';
/** The keep tells those who come who is there; they hear the rest. It forgets a desk after three of the words that are said. */
const KEEP_EVERY = 2;
/** Three words missed. */
export const GONE_MS = 12_000;

export class AliveDesks {
  private readonly deps: AliveDeps;
  private readonly desks = new Map<string, AliveDesk>();
  private timer: NodeJS.Timeout | null = null;
  private watch: Subscription | null = null;
  private isWatching = false;
  private hearing: Subscription | null = null;
  private words = 0;

  constructor(deps: AliveDeps) {
    this.deps = deps;
  }

  start(): void {
    this.hearing = this.deps.link.hear(TOPIC, (bytes) => this.overhear(bytes));
    this.timer = setInterval(() => void this.say(), SAY_MS);
    void this.say();
  }

  /** Those that were heard of lately, this one included. */
  get now(): readonly AliveDesk[] {
    const { desk, person, now } = this.deps;
    const others = [...this.desks.values()].filter((one) => one.desk !== desk && one.heardAt > now() - GONE_MS);
    return [{ desk, person: person(), heardAt: now() }, ...others];
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.hearing?.stop();
    await this.watch?.stop();
  }

  private async say(): Promise<void> {
    const { desk, person, link, keep } = this.deps;
    const said = { person: person().slice(0, 120) };
    link.say(TOPIC, Buffer.from(JSON.stringify({ ...said, desk }), 'utf8'));
    if (this.desks.size > 0) this.forgetGone();
    void this.follow();
    if (this.words++ % KEEP_EVERY === 0) await keep.put(desk, Buffer.from(JSON.stringify(said), 'utf8'), null).catch(() => false);
  }

  /** Tried until the keep is there. */
  private async follow(): Promise<void> {
    if (this.isWatching) return;
    this.isWatching = true;
    try {
      this.watch = await this.deps.keep.watch((desk, value) => this.hear(desk, value));
    } catch {
      this.isWatching = false;
    }
  }

  private overhear(bytes: Uint8Array): void {
    const desk = deskName.safeParse(said(bytes).desk);
    if (desk.success) this.hear(desk.data, bytes);
  }

  private hear(desk: string, value: Uint8Array | null): void {
    const isNew = !this.desks.has(desk);
    if (value === null) this.desks.delete(desk);
    else this.desks.set(desk, { desk, person: personIn(value), heardAt: this.deps.now() });
    if (isNew || value === null) this.deps.changed();
  }

  private forgetGone(): void {
    const gone = [...this.desks.values()].filter(({ heardAt }) => heardAt <= this.deps.now() - GONE_MS);
    for (const { desk } of gone) this.desks.delete(desk);
    if (gone.length > 0) this.deps.changed();
  }
}

/** What another desk says of itself is only shown. */
function personIn(value: Uint8Array): string {
  const { person } = said(value);
  return typeof person === 'string' ? person.slice(0, 120) : '';
}

function said(value: Uint8Array): { readonly person?: unknown; readonly desk?: unknown } {
  try {
    const text = JSON.parse(Buffer.from(value).toString('utf8')) as unknown;
    return typeof text === 'object' && text !== null ? text : {};
  } catch {
    return {};
  }
}
