// A person wants another key for the log, because somebody may have had the old one: while the engine is away, log and attachments are written
// anew under it, checked, and take their places.
import { randomBytes } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { CallError, Reply, ShellArgs, ShellValues } from '../../shared/contract';
import type { NewKeyAsked, StagedKey } from '../../shared/contract/profile';
import { msg } from '../../shared/words/words';
import type { EngineProcess } from './engine-process';
import { wordsOf } from './journal';
import type { ProfileKey } from './open-key';
import { stagingOfKey } from './settle-key';

export interface RenewParts {
  readonly engine: Pick<EngineProcess, 'whileAway'>;
  readonly profile: string;
  readonly key: Pick<ProfileKey, 'opened' | 'fits' | 'renew'>;
  /** The built `profile-thread`. */
  readonly thread: string;
}

type Staged = { readonly ok: true; readonly value: StagedKey } | { readonly ok: false; readonly what: string; readonly remedy: string };
type Renewed = Reply<ShellValues['renew-key']>;

const refused = (what: string, remedy: string, kind: CallError['kind'] = 'refused'): Renewed => ({
  ok: false,
  error: { kind, what, remedy },
});

export async function renewKey({ engine, profile, key, thread }: RenewParts, { passphrase }: ShellArgs<'renew-key'>): Promise<Renewed> {
  const opened = await key.opened;
  if (!opened.ok) return refused(opened.what, opened.remedy);
  if (opened.keeping === 'passphrase' && !(passphrase && (await key.fits(passphrase))))
    return refused(msg`This is not the passphrase of the log.`, msg`Capitals and spaces count.`);
  const newKey = randomBytes(32).toString('hex');
  const asked = { profile, key: opened.key, newKey, staging: stagingOfKey(profile) };
  return engine.whileAway(async () => {
    const staged = await stage(thread, asked);
    if (!staged.ok) return refused(staged.what, staged.remedy, 'failed');
    try {
      key.renew(newKey, opened.keeping, passphrase ?? '');
    } catch (error) {
      return refused(
        msg`The new key could not take its place: ${wordsOf(error)}.`,
        msg`Start Dogwatch again: it goes on where it was.`,
        'failed',
      );
    }
    return { ok: true, value: staged.value };
  });
}

/** Never rejects. */
function stage(thread: string, asked: NewKeyAsked): Promise<Staged> {
  return new Promise((resolve) => {
    const worker = new Worker(thread, { workerData: { job: 'new-key', asked } });
    worker.once('message', (result: Staged) => resolve(result));
    const died = (why: string): void =>
      resolve({ ok: false, what: msg`It was not finished: ${why}.`, remedy: msg`Try again. Nothing was changed.` });
    worker.once('error', (error: Error) => died(error.message));
    worker.once('exit', (code) => died(String(code)));
  });
}
