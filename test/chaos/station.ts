// A desk's place: its profile and its wires stay, its engine's process is killed and started anew.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineCall, EngineValues } from '../../shared/contract';
import { type Subject, startSubject } from '../bench/measure/child';
import { eventually } from '../harness/eventually';
import type { DeskCalls } from './desk-process';

const WAIT = { limitMs: 60_000, everyMs: 100 };

export class Station {
  readonly profile: string;
  readonly name: string;
  private readonly config: unknown;
  private readonly diary: string | null;
  private subject: Subject<DeskCalls> | null = null;

  /** `diary`: the file that what it tells the world goes to; `profile`: one that is there, else it gets its own. */
  constructor(name: string, config: Record<string, unknown>, { diary = null, profile }: { diary?: string | null; profile?: string } = {}) {
    this.name = name;
    this.profile = profile ?? mkdtempSync(join(tmpdir(), 'dogwatch-chaos-'));
    this.diary = diary;
    this.config = { person: { name, id: name }, ...config };
  }

  get isRunning(): boolean {
    return this.subject !== null;
  }

  get pid(): number {
    return this.subject?.pid ?? -1;
  }

  /** `first`: done in the engine's process before the engine. */
  async start(first: () => Promise<void> = async () => undefined): Promise<void> {
    this.subject = startSubject<DeskCalls>('../chaos/desk-process.ts');
    await first();
    await this.tell('start', { profile: this.profile, config: this.config, diary: this.diary });
  }

  /** Ends the process at once, in the middle of whatever it does. */
  async kill(): Promise<void> {
    const { subject } = this;
    this.subject = null;
    if (!subject) return;
    subject.kill();
    await subject.end().catch(() => undefined);
  }

  /** Rejects while the engine is not there, and when it ends meanwhile. */
  tell<N extends keyof DeskCalls>(call: N, ...args: Parameters<DeskCalls[N]>): Promise<Awaited<ReturnType<DeskCalls[N]>>> {
    if (!this.subject) return Promise.reject(new Error(`${this.name} is not running`));
    return this.subject.ask(call, ...args) as Promise<Awaited<ReturnType<DeskCalls[N]>>>;
  }

  async ask<C extends EngineCall>(call: C, args: unknown): Promise<EngineValues[C]> {
    return (await this.tell('ask', { call, args })) as EngineValues[C];
  }

  async stop(): Promise<void> {
    if (this.subject) await this.tell('stop');
    await this.subject?.end();
    this.subject = null;
  }

  /** After `stop`. */
  forget(): void {
    rmSync(this.profile, { recursive: true, force: true });
  }
}

/** The first founds the space, the others are let in. */
export async function makeTeam(stations: readonly Station[]): Promise<void> {
  const [founder, ...others] = stations;
  if (!founder) return;
  const { desk } = await eventually('the space is founded', () => founder.ask('found-space', {}), WAIT);
  for (const station of others) {
    await eventually('it asks', () => station.ask('join-space', { founder: desk }), WAIT);
    const asking = await eventually('it is heard', async () => (await founder.ask('get-sharing', {})).requests[0], WAIT);
    await founder.ask('admit-desk', { desk: asking.desk });
    await eventually('it is in', async () => (await station.ask('get-sharing', {})).status.state === 'ok', WAIT);
  }
}
