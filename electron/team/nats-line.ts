// The line of one desk to the servers of its team: dialled until they answer, kept, and what is known of how it does. Being connected and
// having a stream to write to are told apart: while a cluster chooses a leader, desks still hear each other.
import { jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection, type NodeConnectionOptions } from '@nats-io/transport-node';
import { msg } from '../../shared/words/words';
import { ensureStream, moreCopies } from './nats-places';
import type { LinkHealth } from './seams';

export interface NatsLineDeps {
  readonly space: string;
  readonly desk: string;
  readonly options: NodeConnectionOptions;
  readonly replicas: number;
  /** Words for what the client complains about. */
  readonly words: (error: unknown) => { readonly what: string; readonly remedy: string };
  readonly now: () => number;
}

/** What a desk does with the stream, which may fail while the servers answer. */
export type StreamWork = 'read' | 'write';

const AWAY_RETRY_MS = 1_000;
/** What servers take where nobody set another limit. */
const USUAL_MOST_BYTES = 1_048_576;
/** A cluster chooses a leader within less than this; longer is worth telling. */
const TROUBLE_MS = 10_000;
/** Servers that did what they were asked for so long after a trouble are well. */
const STEADY_MS = 5_000;
const COPIES_EVERY_MS = 60_000;

const LOST = {
  why: msg`The servers of the team can’t be reached.`,
  remedy: msg`All goes on here; what waits is sent when they are back.`,
};
const STUCK = {
  write: 'The servers of the team answer, but store nothing.',
  read: 'The servers of the team answer, but their log can’t be read.',
};
const STUCK_REMEDY =
  'All goes on here, and desks that are connected now still hear each other; the rest waits. If it lasts: do more than half of the servers run?';

export class NatsLine {
  isStopped = false;
  mostBytes = USUAL_MOST_BYTES;
  private readonly deps: NatsLineDeps;
  private readonly listeners = new Set<(health: LinkHealth) => void>();
  private readonly trouble = new Map<StreamWork, number>();
  private told: Omit<LinkHealth, 'waiting'> = { state: 'joining', isConnected: false, why: '', remedy: '', lastHeardAt: null };
  private readonly steadies = new Set<(since: number) => void>();
  private unsureSince: number | null = null;
  private steady: NodeJS.Timeout | null = null;
  private isReady = false;
  private waiting = 0;
  private dialling: Promise<NatsConnection> | null = null;
  private making: Promise<NatsConnection> | null = null;
  private copies: NodeJS.Timeout | null = null;

  constructor(deps: NatsLineDeps) {
    this.deps = deps;
    void this.ready().catch(() => undefined);
  }

  get health(): LinkHealth {
    return { ...this.told, waiting: this.waiting };
  }

  onHealth(listener: (health: LinkHealth) => void): void {
    this.listeners.add(listener);
  }

  /** After a trouble, once all is well again: since when (Unix ms) the servers may have lost what they said they had. */
  onSteady(listener: (since: number) => void): void {
    this.steadies.add(listener);
  }

  /** Resolves once the servers answered for the first time; from then on the client keeps the connection. */
  connected(): Promise<NatsConnection> {
    this.dialling ??= this.dial();
    return this.dialling;
  }

  /** Resolves once the stream is there as well. */
  ready(): Promise<NatsConnection> {
    this.making ??= this.make();
    return this.making;
  }

  /** Counts what waits to be sent while `work` lasts. */
  async counted<T>(work: () => Promise<T>): Promise<T> {
    this.waiting++;
    return work().finally(() => {
      this.waiting--;
    });
  }

  worked(what: StreamWork): void {
    const wasTrouble = this.trouble.delete(what);
    this.awaitSteady();
    if (wasTrouble && this.told.isConnected) this.settle();
    else this.told = { ...this.told, lastHeardAt: this.deps.now() };
  }

  failed(what: StreamWork): void {
    const { now } = this.deps;
    const since = this.trouble.get(what) ?? now();
    this.trouble.set(what, since);
    this.unsureSince ??= since;
    if (this.told.isConnected && now() - since >= TROUBLE_MS) this.settle();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.copies) clearInterval(this.copies);
    if (this.steady) clearTimeout(this.steady);
    const nc = await Promise.race([this.dialling?.catch(() => null), sleep(500).then(() => null)]);
    await nc?.close();
  }

  private awaitSteady(): void {
    if (this.unsureSince === null || this.steady || this.isStopped) return;
    this.steady = setTimeout(() => {
      this.steady = null;
      const since = this.unsureSince;
      if (since === null || this.trouble.size > 0 || !this.told.isConnected) return;
      this.unsureSince = null;
      for (const listener of this.steadies) listener(since);
    }, STEADY_MS);
  }

  private tell(change: Partial<LinkHealth>): void {
    this.told = { ...this.told, ...change };
    for (const listener of this.listeners) listener(this.health);
  }

  private refused(error: unknown): void {
    const { what, remedy } = this.deps.words(error);
    this.tell({ state: /refused the login|rights/i.test(`${what} ${remedy}`) ? 'refused' : 'away', why: what, remedy });
  }

  /** What the state is while the servers answer. */
  private settle(): void {
    const { now } = this.deps;
    const stuck = [...this.trouble].find(([, since]) => now() - since >= TROUBLE_MS)?.[0];
    if (stuck) this.tell({ state: 'away', why: STUCK[stuck], remedy: STUCK_REMEDY });
    else if (this.isReady) this.tell({ state: 'ok', why: '', remedy: '', lastHeardAt: now() });
  }

  private async dial(): Promise<NatsConnection> {
    const { options, desk } = this.deps;
    const lasting = { name: `dogwatch ${desk}`, reconnect: true, maxReconnectAttempts: -1, reconnectTimeWait: 500, noAsyncTraces: true };
    for (; !this.isStopped; await sleep(AWAY_RETRY_MS)) {
      try {
        const nc = await connect({ ...options, ...lasting });
        this.mostBytes = nc.info?.max_payload ?? this.mostBytes;
        void this.watch(nc);
        this.tell({ isConnected: true });
        return nc;
      } catch (error) {
        this.refused(error);
      }
    }
    throw new Error('the link is ending');
  }

  private async make(): Promise<NatsConnection> {
    const { space, replicas } = this.deps;
    const nc = await this.connected();
    for (; !this.isStopped; await sleep(AWAY_RETRY_MS)) {
      try {
        await ensureStream(await jetstreamManager(nc, { checkAPI: false, timeout: 2_000 }), space, replicas);
        this.isReady = true;
        this.settle();
        this.keepCopies(nc);
        return nc;
      } catch (error) {
        if (this.told.isConnected) this.refused(error);
      }
    }
    throw new Error('the link is ending');
  }

  /** What was made while a server was away gets the copies that it lacks when that is back. */
  private keepCopies(nc: NatsConnection): void {
    const { space, replicas } = this.deps;
    const look = async (): Promise<void> => {
      const jsm = await jetstreamManager(nc, { checkAPI: false });
      if ((await moreCopies(jsm, space, replicas)) && this.copies) clearInterval(this.copies);
    };
    this.copies = setInterval(() => void look().catch(() => undefined), COPIES_EVERY_MS);
    this.copies.unref();
  }

  private async watch(nc: NatsConnection): Promise<void> {
    for await (const { type } of nc.status()) {
      if (type === 'disconnect' || type === 'staleConnection') {
        this.unsureSince ??= this.deps.now();
        this.tell({ state: 'away', isConnected: false, ...LOST });
      }
      if (type !== 'reconnect') continue;
      this.trouble.clear();
      this.tell({ isConnected: true });
      this.settle();
      this.awaitSteady();
    }
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
