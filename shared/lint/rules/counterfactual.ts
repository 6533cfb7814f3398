// Stories of what did not happen: "if only", "would have prevented". They explain nothing about what did.
import type { PhraseRule } from './rule';

const outcome =
  'prevented|avoided|caught|noticed|stopped|saved|known|seen|found|spotted|detected|happened|helped|discovered|mitigated|shortened|worked|lost|moved|told|open|been';

export const counterfactual: PhraseRule = {
  id: 'counterfactual',
  title: 'What might have been',
  why: 'It tells a story that did not happen. What could be changed lies in the one that did.',
  question: 'What was there at that moment, and which of its parts do we want to change? If it is an idea for an action, write it as one.',
  phrases: [
    {
      on: ['only'],
      find: /\bif\s+only\b[^.!?]*/gi,
      unless: /\bif only (?:one|two|three|a|an|the first|\d)\b[^.]*\b(?:is|are|has|fires?|fails?)\b/i,
    },
    {
      on: ['if'],
      find: /\bif\s+[^.!?]{0,120}?\bhad\b[^.!?]{0,200}?\b(?:would|could|might)\b(?:\s+not)?\s+(?:have\b|be\b)[^.!?]*/gi,
    },
    {
      on: ['had'],
      find: /(?:^|,\s*|;\s*|\band\s+)had\s+(?:the|an?|we|they|he|she|anyone|someone|somebody|nobody|this|that|it|our|support|\p{Lu}\p{L}+)\b[^.!?]{0,300}?\b(?:would|could|might)\b[^.!?]*/giu,
    },
    {
      on: ['could', 'might'],
      find: /\b(?:could|might)\s+(?:easily\s+|simply\s+|all\s+)?have\s+(?:easily\s+)?been\s+(?:avoided|prevented|caught|noticed|stopped|found|detected|shorter|spotted)\b/gi,
      fixes: [{ text: 'was not prevented by the checks in place' }],
    },
    {
      on: ['would', "wouldn't"],
      find: new RegExp(
        `\\b(?:would|wouldn't)\\s+(?:not\\s+|never\\s+|probably\\s+|surely\\s+)?have\\s+(?:been\\s+)?(?:${outcome})\\b`,
        'gi',
      ),
    },
    { on: ['would', "wouldn't"], find: /\b(?:wouldn't|would\s+(?:not|never))\s+have\s+\w+/gi },
    {
      on: ['would'],
      find: /\b(?:without|instead of|with)\b[^.!?]{0,300}\bwould\s+(?:\w+\s+)?have\s+\w+|\bwould\s+have\s+been\s+(?:no|over|fine|enough|avoided|easy|trivial|better|safer)\b/gi,
    },
  ],
  raised: [
    'If the author had run the tests, the bug would have been found.',
    'Had we called earlier, it would be over.',
    'A second reviewer would have noticed the flag.',
    'This could have been avoided.',
  ],
  fine: [
    'If the check fails three times, the node leaves the pool.',
    'The pool would have 40 connections after the change.',
    'If only one node is left, writes stop.',
    'The team had two dashboards open.',
  ],
};
