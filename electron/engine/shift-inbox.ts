// The received shift that waits to be taken over: it survives a restart, is remembered once taken, and never taken twice.
import type { ReceivedShift } from '../../shared/contract/shift';
import { shiftBundle } from '../../shared/shift-bundle';
import { msg } from '../../shared/words/words';
import type { Log, SettingsWrites } from '../log/store';
import type { OpenedFile } from '../shift/sealed-file';
import { fingerprintOf } from '../shift/sealed-file';
import { judgeSender, parseSenders, rememberSender } from '../shift/senders';

export type KeptShift = Omit<ReceivedShift, 'steps'>;

const RECEIVED = 'shift-received';
const SENDERS = 'shift-senders';
const TAKEN = 'shift-taken';
const TAKEN_KEPT = 200;

export class ShiftInbox {
  private readonly log: Pick<Log, 'getSetting' | 'setSetting'>;
  private readonly now: () => number;

  constructor(log: Pick<Log, 'getSetting' | 'setSetting'>, now: () => number) {
    this.log = log;
    this.now = now;
  }

  /** Keeps what was opened, in the place of what waited before. What is signed but not of the right shape is refused in words. */
  receive({
    payload,
    publicKey,
    hash,
  }: Extract<OpenedFile, { ok: true }>):
    | { readonly ok: true; readonly shift: KeptShift }
    | { readonly ok: false; readonly what: string; readonly remedy: string } {
    if (!readBundle(payload))
      return {
        ok: false,
        what: msg`The shift holds something that this Dogwatch does not understand.`,
        remedy: msg`Use the same version on both sides.`,
      };
    if (this.takenHashes().includes(hash))
      return { ok: false, what: msg`This shift was taken over here already.`, remedy: msg`Ask for a newer one if more has happened.` };
    this.log.setSetting(RECEIVED, JSON.stringify({ payload, hash, fingerprint: fingerprintOf(publicKey), receivedAt: this.now() }));
    const shift = this.current();
    return shift ? { ok: true, shift } : { ok: false, what: msg`The shift could not be kept.`, remedy: msg`Open its file again.` };
  }

  current(): KeptShift | null {
    const text = this.log.getSetting(RECEIVED);
    if (!text) return null;
    const { payload, hash, fingerprint, receivedAt } = JSON.parse(text) as { payload: string } & Record<'hash' | 'fingerprint', string> & {
        receivedAt: number;
      };
    const bundle = readBundle(payload);
    if (!bundle) return null;
    const sender = judgeSender(parseSenders(this.log.getSetting(SENDERS)), bundle.from.name, fingerprint, isoDay);
    return { bundle, hash, receivedAt, sender };
  }

  /** The settings that go into the transaction of taking over. */
  taken({ bundle, hash, sender }: KeptShift): SettingsWrites {
    const senders = rememberSender(parseSenders(this.log.getSetting(SENDERS)), bundle.from.name, sender.fingerprint, this.now());
    const hashes = [...this.takenHashes(), hash].slice(-TAKEN_KEPT);
    return { settings: { [RECEIVED]: '', [SENDERS]: JSON.stringify(senders), [TAKEN]: JSON.stringify(hashes) }, secrets: [] };
  }

  putAway(): void {
    this.log.setSetting(RECEIVED, '');
  }

  private takenHashes(): string[] {
    return JSON.parse(this.log.getSetting(TAKEN) ?? '[]') as string[];
  }
}

function readBundle(payload: string): KeptShift['bundle'] | null {
  try {
    const checked = shiftBundle.safeParse(JSON.parse(payload));
    return checked.success ? checked.data : null;
  } catch {
    return null;
  }
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
