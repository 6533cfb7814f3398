// Looks words up in an English dictionary, beside the window: building it takes a moment and must not cost a frame.
import nspell from 'nspell';
import type { SpellReply, SpellRequest } from './spell-messages';
import { TRADE_WORDS } from './trade-words';

const MOST_SUGGESTIONS = 6;
let ready: Promise<ReturnType<typeof nspell>> | null = null;

async function load(aff: string, dic: string, known: readonly string[]): Promise<ReturnType<typeof nspell>> {
  const [rules, words] = await Promise.all([aff, dic].map(async (url) => (await fetch(url)).text()));
  const speller = nspell(rules ?? '', words ?? '');
  for (const word of [...TRADE_WORDS, ...known]) speller.add(word);
  return speller;
}

/** "Pod's" counts as "Pod", and a trade word may begin a sentence. */
function isRight(speller: ReturnType<typeof nspell>, word: string): boolean {
  const bare = word.replace(/['’]s?$/, '');
  return speller.correct(word) || speller.correct(bare) || speller.correct(bare.toLowerCase());
}

async function take(request: SpellRequest): Promise<void> {
  if (request.kind === 'load') {
    ready = load(request.aff, request.dic, request.known);
    return;
  }
  const speller = await ready;
  if (!speller) return;
  if (request.kind === 'know') {
    for (const word of request.words) speller.add(word);
    return;
  }
  const words =
    request.kind === 'check'
      ? request.words.filter((word) => !isRight(speller, word))
      : speller.suggest(request.word).slice(0, MOST_SUGGESTIONS);
  postMessage({ id: request.id, words } satisfies SpellReply);
}

addEventListener('message', (event: MessageEvent<SpellRequest>) => void take(event.data));
