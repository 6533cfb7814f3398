// Who did it? Looks at the words before a verb and says whether their head is a person, a doubtful one (a client may be a program) or a thing.
import { doubtfulPersons, humanPast, personNouns } from './words/person-words';

export interface Subject {
  readonly is: 'person' | 'doubtful' | 'thing';
  /** Where its phrase begins in the sentence. */
  readonly from: number;
}

const boundary = /[,;:()\u2022|]|\s[-\u2013\u2014]\s|\b(?:that|because|and|but|so|while|when|if|as|then|although|since|whereas)\b/gi;
const beforeVerb =
  /(?:\s*\b(?:\w+ly|also|then|still|again|just|even|both|all|had|has|have|did|was|were|been|would|will|may|might|often|never|not|later|first|himself|herself|themselves|at once)\b)+\s*$/i;
const preposition = /(?<![\w-])(?:of|on|in|at|for|from|with|by|to|during|after|before|under|behind|within|since|about)(?![\w-])/i;
const earlierVerb = new RegExp(`\\s(?:${humanPast})(?![\\w-])`, 'i');

/** `isKnown` says whether a capitalised word is the name of a known person. */
export function subjectBefore(sentence: string, verbAt: number, isKnown: (word: string) => boolean): Subject {
  const before = sentence.slice(0, verbAt);
  const from = clauseStart(before);
  const clause = before.slice(from).replace(beforeVerb, '').trimEnd();
  const lead = /^[\s|\u2022*+#>-]*(?:\d+[.)]\s+)?(?:\[[ xX]\]\s+)?/.exec(clause)?.[0].length ?? 0;
  const words = clause.slice(lead).trim();
  const heads = headsOf(words);
  const is = heads.map((head) => judge(head, isKnown)).find((one) => one !== 'thing') ?? 'thing';
  return { is, from: from + lead };
}

function clauseStart(before: string): number {
  let from = 0;
  for (const found of before.matchAll(boundary)) {
    const after = found.index + found[0].length;
    if (before.slice(after).replace(beforeVerb, '').trim() !== '') from = after;
  }
  return from;
}

/** Candidates for the head: of the whole clause, and of what stands before an earlier verb ("the engineer | deployed without"). */
function headsOf(words: string): string[] {
  const verbAt = earlierVerb.exec(words)?.index;
  return verbAt === undefined ? [headOf(words)] : [headOf(words), headOf(words.slice(0, verbAt))];
}

/** The last word before the first preposition ("the author | of the change"), else the last word. */
function headOf(words: string): string {
  const first = words.search(preposition);
  const phrase = first > 0 ? words.slice(0, first).trimEnd() : words;
  return phrase.split(/\s+/).at(-1) ?? '';
}

function judge(word: string, isKnown: (word: string) => boolean): Subject['is'] {
  const plain = word.replace(/'s$/, '').replace(/^[^\p{L}@]+|[^\p{L}]+$/gu, '');
  if (plain === '') return 'thing';
  const lower = plain.toLowerCase();
  if (lower === 'they') return 'doubtful';
  if (doubtfulPersons.has(lower)) return 'doubtful';
  if (personNouns.has(lower) || plain.startsWith('@') || (/^\p{Lu}/u.test(plain) && isKnown(plain))) return 'person';
  return 'thing';
}
