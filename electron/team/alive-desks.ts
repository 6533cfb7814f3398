// Which desks of a space are there now: each says so every few seconds, and is gone when it does not.
import type { Subscription, TeamKeep } from './seams';

export interface AliveDeps {
  readonly desk: string;
  readonly keep: TeamKeep;
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
/** Three words missed. */
export const GONE_MS = 12_000;

export class AliveDesks {
  private readonly deps: AliveDeps;
  private readonly desks = new Map<string, AliveDesk>();
  private timer: NodeJS.Timeout | null = null;
  private watch: Subscription | null = null;

  constructor(deps: AliveDeps) {
    this.deps = deps;
  }

  start(): void {
    void this.follow();
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
    await this.watch?.stop();
  }

  private async say(): Promise<void> {
    const said = JSON.stringify({ person: this.deps.person().slice(0, 120) });
    await this.deps.keep.put(this.deps.desk, Buffer.from(said, 'utf8'), null).catch(() => false);
    if (this.desks.size > 0) this.forgetGone();
  }

  private async follow(): Promise<void> {
    try {
      this.watch = await this.deps.keep.watch((desk, value) => this.hear(desk, value));
    } catch {
      this.timer?.refresh();
    }
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
  try {
    const said = JSON.parse(Buffer.from(value).toString('utf8')) as { person?: unknown };
    return typeof said.person === 'string' ? said.person.slice(0, 120) : '';
  } catch {
    return '';
  }
}
