// "Human error" ends an investigation where it could begin.
import type { PhraseRule } from './rule';

export const humanError: PhraseRule = {
  id: 'human-error',
  title: 'Human error',
  why: 'It is a label for where the asking stopped. A slip that one person can make, the next one can make too.',
  question: 'What made the slip easy, and what let it go through unseen?',
  isForHeadings: true,
  phrases: [
    {
      on: ['human', 'operator', 'user', 'pilot', 'manual', 'engineer'],
      find: /\b(?:human|operator|user|pilot|engineer)\s+(?:errors?|mistakes?|failures?|slips?)\b/gi,
      unless: /\b(?:no|not|never|than|instead of|label|word|term)\b[\w\s]*\bhuman error\b|\buser errors?\s+(?:rate|page|message|count)/i,
      fixes: [{ text: 'a design that made a slip easy' }],
    },
    {
      on: ['mistake', 'mistakes', 'factor', 'slip', 'typo'],
      find: /\b(?:(?:people|engineers?|operators?|developers?|admins?|someone|somebody|team|staff|we|they|he|she)\s+(?:is\s+|are\s+|were\s+|was\s+|had\s+|have\s+)?(?:making|made|make)\s+(?:a\s+|the\s+|an?\s+\w+\s+)?mistakes?|(?:a|the)\s+mistake\s+(?:by|of)\s+(?:the|an?|our|one)\s+(?:\w+\s+)?(?:engineer|operator|developer|admin|team|dba|colleague)|human factor|[\p{L}-]+'s\s+(?:mistake|typo|blunder|slip))\b/giu,
    },
    {
      on: ['fingered', 'finger', 'fingers', 'pebkac', 'fat', 'misjudgement', 'misjudgment', 'weakest', 'inattention', 'carelessness'],
      find: /\b(?:fat[- ]?finger(?:ed|s)?|finger trouble|pebkac|misjudge?ment|weakest link|inattention|carelessness)\b/gi,
    },
  ],
  raised: [
    'The cause was human error.',
    'Operator error took the site down.',
    'A fat-fingered command ended the job.',
    'Users are the weakest link.',
  ],
  fine: [
    'The form showed a user error message.',
    'The error budget is spent.',
    'We do not write human error here.',
    'A human answered the call.',
  ],
};
