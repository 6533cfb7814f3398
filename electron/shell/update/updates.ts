// Updates of the console: looked for daily once a server is set, loaded and installed only when a person says so. Never by themselves.
import type { Reply } from '../../../shared/contract';
import type { UpdateOffer, UpdateStep } from '../../../shared/contract/update';
import { msg } from '../../../shared/words/words';
import type { Able } from './able';
import { troubleOf } from './refusal';
import type { ReleaseDesk } from './release-desk';

const FIRST_LOOK_MS = 3 * 60_000;
const LOOK_EVERY_MS = 24 * 3_600_000;

export interface UpdateParts {
  readonly able: Able;
  /** The server that was set, '' for none. */
  readonly server: () => string;
  /** Opened at the first need. */
  readonly desk: (publicKey: string) => Promise<ReleaseDesk>;
  readonly tell: (update: UpdateStep) => void;
  /** Asks the person whether it may be installed now. */
  readonly ask: (offer: UpdateOffer) => Promise<boolean>;
  /** Ends the console once the system has the new version. */
  readonly end: () => void;
  readonly now: () => number;
}

export class Updates {
  private readonly parts: UpdateParts;
  private current: UpdateStep = { step: 'idle' };
  private desk: Promise<ReleaseDesk> | null = null;
  private isBusy = false;
  private timer: NodeJS.Timeout;

  constructor(parts: UpdateParts) {
    this.parts = parts;
    this.timer = setTimeout(this.lookDaily, FIRST_LOOK_MS);
  }

  /** How it stands. */
  step(): UpdateStep {
    const { able, server } = this.parts;
    if ('off' in able) return able.off;
    if (server() !== '') return this.current;
    return { step: 'off', what: msg`No update server is set.`, remedy: msg`Name one below, and Dogwatch looks there once a day.` };
  }

  /** Another server, or none: what the old one offered counts no longer. */
  serverChanged(): void {
    if (!this.isBusy) this.become({ step: 'idle' });
  }

  /** `isQuiet`: by the clock, so that only something new is told. */
  async check(isQuiet = false): Promise<UpdateStep> {
    const server = this.parts.server();
    const before = this.step();
    if (this.isBusy || before.step === 'off' || before.step === 'ready') return before;
    if (!isQuiet) this.become({ step: 'checking' });
    await this.busy(async (desk) => {
      const offer = await desk.find(server);
      if (server !== this.parts.server()) this.become({ step: 'idle' });
      else this.become(offer ? { step: 'found', offer } : { step: 'current', at: this.parts.now() });
    });
    return this.step();
  }

  async download(): Promise<UpdateStep> {
    const at = this.step();
    if (this.isBusy || at.step !== 'found') return at;
    const { offer } = at;
    this.become({ step: 'loading', offer, share: 0 });
    let told = 0;
    await this.busy(async (desk) => {
      await desk.load((share) => {
        if (share - told < 0.01) return;
        told = share;
        this.become({ step: 'loading', offer, share });
      });
      this.become({ step: 'ready', offer });
    });
    return this.step();
  }

  /** Asks first, always. */
  async install(): Promise<Reply<{ isInstalling: boolean }>> {
    const at = this.step();
    if (this.isBusy || at.step !== 'ready' || !(await this.parts.ask(at.offer))) return { ok: true, value: { isInstalling: false } };
    await this.busy(async (desk) => {
      if (await desk.install()) this.parts.end();
    });
    const after = this.step();
    if (after.step === 'ready') return { ok: true, value: { isInstalling: true } };
    const { what, remedy } = after.step === 'refused' || after.step === 'unreachable' ? after : { what: '', remedy: '' };
    return { ok: false, error: { kind: 'failed', what, remedy } };
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private readonly lookDaily = (): void => {
    this.timer = setTimeout(this.lookDaily, LOOK_EVERY_MS);
    void this.check(true);
  };

  private become(next: UpdateStep): void {
    this.current = next;
    this.parts.tell(this.step());
  }

  private async busy(act: (desk: ReleaseDesk) => Promise<void>): Promise<void> {
    const { able } = this.parts;
    if ('off' in able) return;
    this.isBusy = true;
    try {
      this.desk ??= this.parts.desk(able.publicKey);
      await act(await this.desk);
    } catch (error) {
      this.become(troubleOf(error));
    } finally {
      this.isBusy = false;
    }
  }
}
