// The window's side of the spell check: starts the worker at the first word that is asked for and ends it with the editor.
import aff from '../../../../node_modules/dictionary-en/index.aff?url&no-inline';
import dic from '../../../../node_modules/dictionary-en/index.dic?url&no-inline';
import type { SpellReply, SpellRequest } from './spell-messages';

export interface SpellClient {
  /** The words among these that the dictionary does not know. */
  check(words: readonly string[]): Promise<readonly string[]>;
  suggest(word: string): Promise<readonly string[]>;
  know(words: readonly string[]): void;
  close(): void;
}

type Ask = { readonly kind: 'check'; readonly words: readonly string[] } | { readonly kind: 'suggest'; readonly word: string };

export function openSpellClient(known: readonly string[]): SpellClient {
  const worker = new Worker(new URL('./spell-worker.ts', import.meta.url), { type: 'module', name: 'spell check' });
  const waiting = new Map<number, (words: readonly string[]) => void>();
  let lastId = 0;
  const post = (request: SpellRequest): void => worker.postMessage(request);
  worker.addEventListener('message', ({ data }: MessageEvent<SpellReply>) => {
    waiting.get(data.id)?.(data.words);
    waiting.delete(data.id);
  });
  post({ kind: 'load', aff: new URL(aff, location.href).href, dic: new URL(dic, location.href).href, known });
  const ask = (request: Ask): Promise<readonly string[]> =>
    new Promise((done) => {
      const id = ++lastId;
      waiting.set(id, done);
      post({ ...request, id });
    });
  return {
    check: (words) => ask({ kind: 'check', words }),
    suggest: (word) => ask({ kind: 'suggest', word }),
    know: (words) => post({ kind: 'know', words }),
    close: () => worker.terminate(),
  };
}
