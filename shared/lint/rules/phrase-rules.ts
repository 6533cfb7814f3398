// The rules about words, in the order in which they are listed. Names are looked for by `find-names.ts`.
import { blameWord } from './blame-word';
import { counterfactual } from './counterfactual';
import { failedTo } from './failed-to';
import { hindsight } from './hindsight';
import { humanError } from './human-error';
import { rootCause } from './root-cause';
import type { Phrase, PhraseRule } from './rule';
import { shouldHave } from './should-have';
import { wrongAct } from './wrong-act';

export const phraseRules: readonly PhraseRule[] = [
  shouldHave,
  failedTo,
  humanError,
  blameWord,
  counterfactual,
  hindsight,
  rootCause,
  wrongAct,
];

export interface WokenPhrase {
  readonly rule: PhraseRule;
  readonly phrase: Phrase;
}

/** Lower-case word -> the phrases it wakes. */
export const phrasesByWord: ReadonlyMap<string, readonly WokenPhrase[]> = byWord();

function byWord(): Map<string, WokenPhrase[]> {
  const found = new Map<string, WokenPhrase[]>();
  for (const rule of phraseRules) {
    for (const phrase of rule.phrases) {
      for (const word of phrase.on) found.set(word, [...(found.get(word) ?? []), { rule, phrase }]);
    }
  }
  return found;
}
