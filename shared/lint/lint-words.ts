// Lints one block of prose: names, then the phrases that its words wake. Offsets are those of the block.

import { msg } from '../words/words';
import { eachWord } from './each-word';
import { type FoundName, type Names, roleWords } from './find-names';
import { type Finding, type Fix, findingKey, type RuleId } from './finding';
import { maskMarkdown } from './mask';
import { phrasesByWord, type WokenPhrase } from './rules/phrase-rules';
import type { Phrase, PhraseFix } from './rules/rule';
import { sentencesOf } from './sentences';
import { subjectBefore } from './subject';

export const nameWords = {
  title: 'A name',
  why: 'A name makes the reader ask who, where the question is what made it possible.',
  question: 'Which role acted, and what did that role see and know?',
};

/** Findings in the order of the text, none over another. */
export function lintWords(block: string, names: Names, isHeading: boolean): Finding[] {
  const masked = maskMarkdown(block);
  const found: Finding[] = [];
  for (const { from, to } of sentencesOf(masked)) {
    const sentence = masked.slice(from, to);
    const original = block.slice(from, to);
    const named = names.find(sentence);
    const inside = [
      ...(isHeading ? [] : nameFindings(sentence, named)),
      ...phraseFindings(sentence, original, { names, named }, isHeading),
    ];
    for (const one of withoutOverlap(inside)) found.push(placed(one, from, original));
  }
  return found;
}

type Local = Omit<Finding, 'key' | 'words'>;

function placed(one: Local, by: number, sentence: string): Finding {
  return {
    ...one,
    words: sentence.slice(one.from, one.to).replace(/\s+/g, ' '),
    from: one.from + by,
    to: one.to + by,
    fixes: one.fixes.map((fix) => ({ ...fix, from: fix.from + by, to: fix.to + by })),
    key: findingKey(one.rule, sentence),
  };
}

/** Names in the sentence at hand, looked for once. */
interface Named {
  readonly names: Names;
  readonly named: readonly FoundName[];
}

function nameFindings(sentence: string, named: readonly FoundName[]): Local[] {
  return named.map(({ from, to, person, isPossessive }) => {
    const insert = roleWords(person, startsSentence(sentence, from)) + (isPossessive ? "'s" : '');
    return {
      rule: 'name',
      from,
      to,
      why: nameWords.why,
      question: nameWords.question,
      fixes: [{ label: msg`Replace by \u201c${insert}\u201d`, from, to, insert }],
    };
  });
}

function phraseFindings(sentence: string, original: string, known: Named, isHeading: boolean): Local[] {
  const woken = wokenBy(sentence);
  if (woken === null) return [];
  const found: Local[] = [];
  for (const { rule, phrase } of woken) {
    if (isHeading && rule.isForHeadings !== true) continue;
    if (phrase.unless?.test(sentence)) continue;
    for (const match of sentence.matchAll(phrase.find)) {
      const from = match.index + (match[0].length - match[0].trimStart().length);
      const start = startOf(phrase, sentence, from, known);
      if (start === null) continue;
      const to = match.index + match[0].trimEnd().replace(/,$/, '').length;
      const fixes = (phrase.fixes ?? []).map((fix) => fixOf(fix, match, sentence, original));
      found.push({ rule: rule.id as RuleId, from: start, to, why: rule.why, question: rule.question, fixes });
    }
  }
  return found;
}

/** Null, as for most sentences: no word in it wakes anything. */
function wokenBy(sentence: string): Set<WokenPhrase> | null {
  let woken: Set<WokenPhrase> | null = null;
  eachWord(sentence.toLowerCase(), (word) => {
    const phrases = phrasesByWord.get(word);
    if (phrases) {
      woken ??= new Set();
      for (const phrase of phrases) woken.add(phrase);
    }
    return false;
  });
  return woken;
}

/** Where the underline begins: at the subject where the phrase asks for one, unless that is a name with a finding of its own; null: its subject is no person. */
function startOf(phrase: Phrase, sentence: string, at: number, { names, named }: Named): number | null {
  if (phrase.by === undefined) return at;
  const subject = subjectBefore(sentence, at, names.isName);
  if (subject.is === 'thing' || (subject.is === 'doubtful' && phrase.by === 'surely-person')) return null;
  const hasName = named.some(({ from, to }) => from < at && to > subject.from);
  return hasName ? at : Math.min(subject.from, at);
}

function fixOf(fix: PhraseFix, match: RegExpMatchArray, sentence: string, original: string): Fix {
  const from = match.index ?? 0;
  const to = from + match[0].length;
  if ('delete' in fix) return deletion(from, to, sentence, original);
  const text = fix.text.replace('$1', match[1] ?? '');
  const insert = startsSentence(sentence, from) ? upperFirst(text) : text;
  return { label: msg`Replace by \u201c${insert}\u201d`, from, to, insert };
}

/** Takes the words and the space that is too many; where they began the sentence, the next word gets the capital. */
function deletion(from: number, to: number, sentence: string, original: string): Fix {
  const label = 'Leave it out';
  const rest = /^\s*/.exec(sentence.slice(to))?.[0].length ?? 0;
  const isAtEnd = /^\s*(?:[.!?,;:]|$)/.test(sentence.slice(to));
  if (isAtEnd)
    return {
      label,
      from: from - (/\s*$/.exec(sentence.slice(0, from))?.[0].length ?? 0),
      to: to + (sentence[to - 1] === ' ' ? -1 : 0),
      insert: '',
    };
  if (!startsSentence(sentence, from)) return withArticle(from, to + rest, sentence, label);
  return { label, from, to: to + rest + 1, insert: (original[to + rest] ?? '').toUpperCase() };
}

/** `an idle host` without `idle` is `a host`: the article goes along. */
function withArticle(from: number, to: number, sentence: string, label: string): Fix {
  const article = /\b(an?)\s+$/i.exec(sentence.slice(0, from));
  if (!article) return { label, from, to, insert: '' };
  const [, old = ''] = article;
  const fitting = /^[aeiou]/i.test(sentence.slice(to)) ? 'an' : 'a';
  return { label, from: article.index, to, insert: `${/^A/.test(old) ? upperFirst(fitting) : fitting} ` };
}

function startsSentence(sentence: string, at: number): boolean {
  return /^\s*(?:(?:[-*+]|\d+[.)]|#{1,6})\s+)?(?:\[[ xX]\]\s+)?$/.test(sentence.slice(0, at));
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Of findings that share a stretch the longer one stays. */
function withoutOverlap(found: readonly Local[]): Local[] {
  const kept: Local[] = [];
  for (const one of [...found].sort((a, b) => b.to - b.from - (a.to - a.from))) {
    if (!kept.some((other) => one.from < other.to && other.from < one.to)) kept.push(one);
  }
  return kept.sort((a, b) => a.from - b.from);
}
