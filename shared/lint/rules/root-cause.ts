// One root cause: a story with one end. Failures of whole systems have several conditions that came together.
import type { PhraseRule } from './rule';

const one = '(?:(?:the|a|its|this|our|one|single|sole|only|main|real|true|actual|ultimate|underlying)\\s+)';

export const rootCause: PhraseRule = {
  id: 'root-cause',
  title: 'One root cause',
  why: 'One cause hides the others: the asking stops at the first thing that could be changed.',
  question: 'Which conditions had to come together, and which of them is cheapest to change?',
  isForHeadings: true,
  phrases: [
    {
      on: ['root'],
      find: new RegExp(`${one}*\\broot[ -]cause\\b(?!\\s+analys|\\s+meeting|\\s+categor|s\\b)`, 'gi'),
      unless:
        /\b(?:no|not|never|without|than|instead of|rather than|avoid)\s+(?:a\s+|an\s+|the\s+|one\s+|any\s+|single\s+|true\s+|real\s+)*root[ -]cause|\broot[ -]cause\b[^.]*\b(?:not yet|unknown|no longer|does not exist)\b/i,
      fixes: [{ text: 'one contributing factor' }],
    },
    {
      on: ['cause', 'reason'],
      find: /\b(?:the\s+)?(?:one|single|sole|only|real|true|actual|ultimate)\s+(?:true\s+|real\s+)?(?:cause|reason)\b/gi,
      unless: /\b(?:no|not|than|never)\s+(?:a|the|one)?\s*(?:single|only|sole|real|one|true)\b|\bonly reason code\b/i,
      fixes: [{ text: 'one contributing factor' }],
    },
    {
      on: ['solely', 'exclusively'],
      find: /\b(?:caused|due|explained|down)\s+(?:solely|exclusively)\s+(?:by|to)\b|\b(?:solely|exclusively)\s+(?:due|down|caused)\b/gi,
    },
    {
      on: ['cause'],
      find: /\bthe\s+cause\s+(?:of\s+(?:it\s+all|everything|all\s+this|the\s+(?:outage|incident|failure))\s+)?(?:was|is)\b(?!\s+(?:not|still|unknown|unclear|never|one of))/gi,
    },
    {
      on: ['comes', 'came', 'boils', 'boiled'],
      find: /\b(?:it|this|that|everything|outage|incident|failure)\s+(?:all\s+)?(?:comes|came|boils|boiled)\s+(?:all\s+)?down\s+to\b/gi,
    },
    { on: ['traced'], find: /\b(?:can be|was|were)\s+traced\s+(?:back\s+)?to\s+(?:one|a single|exactly one)\b/gi },
  ],
  raised: [
    'The root cause was a missing index.',
    'The sole cause is the patch.',
    'It was caused solely by the change.',
    'The cause of the outage was a typo.',
  ],
  fine: [
    'There was no single root cause.',
    'The root cause analysis is on Tuesday.',
    'Root causes are several.',
    'The cause is still unknown.',
  ],
};
