// What a person chose about a log that can't be opened: the engine does it, except where there is no key and so no engine to ask.
import type { CallError, Reply } from '../../shared/contract';
import type { RecoverAsked, Recovered, Recovery } from '../../shared/contract/backups';
import { msg } from '../../shared/words/words';
import { asideFolder, keyedFiles, putAside } from '../log/put-aside';
import type { EngineProcess } from './engine-process';
import { wordsOf } from './journal';

export interface RecoverParts {
  readonly engine: Pick<EngineProcess, 'state' | 'recover' | 'startAgain'>;
  readonly profile: string;
  /** Looks for the key once more. */
  readonly openKeyAgain: () => void;
  /** Unix ms. */
  readonly now: () => number;
}

/** Why there is no engine when there is no key. Putting all aside loses nothing: it can be brought back together. */
export function withoutKey({ what, remedy }: { readonly what: string; readonly remedy: string }): Recovery {
  return { kind: 'no-key', what, remedy, backups: [], canStartEmpty: true };
}

export async function recoverLog(parts: RecoverParts, asked: RecoverAsked): Promise<Reply<Recovered>> {
  const state = parts.engine.state();
  const isKeyMissing = state.state === 'failed' && state.recovery.kind === 'no-key';
  if (!isKeyMissing) return parts.engine.recover(asked);
  if (asked.how === 'restore')
    return refused(msg`Without its key no backup can be opened.`, msg`Bring the key back, or start with an empty log.`);
  try {
    const putAsideIn = asked.how === 'start-empty' ? asideFolder(parts.profile, parts.now()) : null;
    if (putAsideIn !== null) putAside(putAsideIn, keyedFiles(parts.profile));
    parts.openKeyAgain();
    parts.engine.startAgain();
    return { ok: true, value: { putAside: putAsideIn } };
  } catch (error) {
    return refused(msg`It could not be done: ${wordsOf(error)}.`, msg`Check that the profile folder is yours and can be written to.`);
  }
}

function refused(what: string, remedy: string): { readonly ok: false; readonly error: CallError } {
  return { ok: false, error: { kind: 'refused', what, remedy } };
}
