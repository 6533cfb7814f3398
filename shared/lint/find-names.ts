// Names of people: those the settings and the incident know, `@handles`, and a given name before something that people do.
import { eachWord } from './each-word';
import type { LintContext, LintPerson } from './finding';
import { givenNames } from './words/given-names';
import { humanPast } from './words/person-words';

export interface FoundName {
  readonly from: number;
  readonly to: number;
  /** Null: nobody that the settings know. */
  readonly person: LintPerson | null;
  readonly isPossessive: boolean;
}

export interface Names {
  find(sentence: string): FoundName[];
  /** Is this one word a name of a person? */
  isName(word: string): boolean;
}

const everydayWords = new Set(
  'Will Mark Grace Rose Art Bill Chase May April June August Sky Summer Ray Jade Drew Grant Chance Faith Hope Joy Pat Rob Sue Page Root Log Max Case'.split(
    ' ',
  ),
);
const places = /^(?:Street|St|Road|Rd|Avenue|Square|Place|Hall|Building|Tower|Lane)$/;
const groups =
  /(?:^|[-_.])(?:teams?|on-?call|ops|sre|here|channel|all|everyone|support|security|engineers?|admins?|group|dev|devs|platform|infra)$/i;
const handle = /(?<![\w.@/])@([a-z0-9][\w.-]*[a-z0-9]|[a-z0-9])/gi;
const lineOfPeople =
  /^\s*(?:[-*+]\s+)?(?:\*\*)?(?:authors?|owners?|reviewers?|reviewed by|written by|participants|attendees|facilitator|contact)\b[^:]{0,20}:/i;
const doing = new RegExp(`^\\s+(?:(?:also|then|later|again|first|accidentally|mistakenly|never|just|only)\\s+)?(?:${humanPast})\\b`);
const by = /\b(?:by|asked|told|blamed|paged|called|with|from|and|to|that|when|because|after)\s+$/i;

export function namesOf(context: LintContext): Names {
  const known = new Map<string, LintPerson>();
  const firsts = new Map<string, LintPerson | null>();
  for (const person of context.people) {
    const words = person.name.trim().split(/\s+/);
    const [first = ''] = words;
    known.set(words.join(' '), person);
    if (first.length > 2 && /^\p{Lu}/u.test(first)) firsts.set(first, firsts.has(first) ? null : person);
  }
  const parts = new Set(context.people.flatMap(({ name }) => name.trim().split(/\s+/)));
  const isName = (word: string): boolean => parts.has(word) || givenNames.has(word);
  return {
    isName,
    find(sentence) {
      if (!mayName(sentence, isName) || lineOfPeople.test(sentence)) return [];
      return [...handlesIn(sentence, context.people), ...capitalisedIn(sentence, known, firsts)].sort((a, b) => a.from - b.from);
    },
  };
}

/** Sparing: most sentences name nobody, and the exact look costs ten times as much. */
function mayName(sentence: string, isName: (word: string) => boolean): boolean {
  return sentence.includes('@') || eachWord(sentence, (word) => isName(word) || (word.endsWith("'s") && isName(word.slice(0, -2))));
}

function handlesIn(sentence: string, people: readonly LintPerson[]): FoundName[] {
  if (!sentence.includes('@')) return [];
  return [...sentence.matchAll(handle)]
    .filter(([, name = '']) => !groups.test(name))
    .map((found) => {
      const name = (found[1] ?? '').toLowerCase();
      const person = people.find(
        (one) => one.name.toLowerCase().split(/\s+/)[0] === name || one.name.toLowerCase().replace(/\s+/g, '.') === name,
      );
      return { from: found.index, to: found.index + found[0].length, person: person ?? null, isPossessive: false };
    });
}

const capitalised = /(?<![\p{L}\p{N}_@/.-])\p{Lu}\p{L}+(?![\p{L}\p{N}_/-])/gu;
const surname = /^\s+(\p{Lu}[\p{L}-]+)/u;

function capitalisedIn(
  sentence: string,
  known: ReadonlyMap<string, LintPerson>,
  firsts: ReadonlyMap<string, LintPerson | null>,
): FoundName[] {
  const found: FoundName[] = [];
  for (const { 0: first, index } of sentence.matchAll(capitalised)) {
    const isFirstKnown = firsts.has(first);
    if (!isFirstKnown && !givenNames.has(first)) continue;
    const next = surname.exec(sentence.slice(index + first.length));
    if (next?.[1] !== undefined && places.test(next[1])) continue;
    const full = known.get(`${first} ${next?.[1]}`);
    const isLong = next !== null && (full !== undefined || !isFirstKnown);
    const to = index + first.length + (isLong ? next[0].length : 0);
    const rest = sentence.slice(to);
    const isPossessive = rest.startsWith("'s");
    const acts = doing.test(isPossessive ? rest.slice(2) : rest);
    const isEveryday = everydayWords.has(first);
    const isSure = full !== undefined || (isFirstKnown && !isEveryday);
    const isLikely = acts || (!isEveryday && (isPossessive || by.test(sentence.slice(0, index))));
    if (isSure || isLikely)
      found.push({ from: index, to: isPossessive ? to + 2 : to, person: full ?? firsts.get(first) ?? null, isPossessive });
  }
  return found;
}

/** 'the tech leader', or 'The tech leader' where a sentence begins. */
export function roleWords(person: LintPerson | null, isAtStart: boolean): string {
  const role = (person?.role ?? 'on-call engineer').replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
  return `${isAtStart ? 'The' : 'the'} ${role}`;
}
