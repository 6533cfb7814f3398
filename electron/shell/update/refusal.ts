// Why an update is not taken, in words with what to do; and what is only a server that can't be reached.
import { msg } from '../../../shared/words/words';
import { wordsOf } from '../journal';

/** What a server gave is not what the makers of this console signed, or leads elsewhere. */
export class UpdateRefused extends Error {
  readonly remedy: string;
  constructor(what: string, remedy = msg`Nothing was run. Tell whoever keeps the update server; this version goes on working.`) {
    super(what);
    this.name = 'UpdateRefused';
    this.remedy = remedy;
  }
}

/** The server gave no answer, or one that says that it can't. */
export class UpdateUnreachable extends Error {}

export interface UpdateTrouble {
  readonly step: 'refused' | 'unreachable';
  readonly what: string;
  readonly remedy: string;
}

/** Codes of electron-updater and the network that tell of content other than was signed. */
const CHANGED = /sha512 checksum mismatch|ERR_CHECKSUM_MISMATCH|ERR_CONTENT_LENGTH_MISMATCH|ERR_UPDATER_/;

/** Any failure of asking or loading, as one of the two. */
export function troubleOf(error: unknown): UpdateTrouble {
  if (error instanceof UpdateRefused) return { step: 'refused', what: error.message, remedy: error.remedy };
  const code = (error as { code?: unknown }).code;
  const words = `${typeof code === 'string' ? `${code}: ` : ''}${wordsOf(error)}`.split('\n')[0]?.slice(0, 300) ?? '';
  if (CHANGED.test(words)) {
    const refusal = new UpdateRefused(msg`What was downloaded is not what was signed: it is cut off or was changed. It was thrown away.`);
    return { step: 'refused', what: refusal.message, remedy: refusal.remedy };
  }
  const what = error instanceof UpdateUnreachable ? error.message : msg`The update server can’t be reached: ${words}.`;
  return { step: 'unreachable', what, remedy: msg`Dogwatch goes on as it is. It asks again tomorrow, or when you do.` };
}
