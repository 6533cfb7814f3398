// Words that judge a person: careless, culprit, fault. They make the next person tell less.
import type { PhraseRule } from './rule';

const judged =
  'carelessly|careless|negligent|negligently|negligence|sloppy|sloppily|lazy|laziness|stupid|stupidly|stupidity|incompetent|incompetence|reckless|' +
  'recklessly|irresponsible|irresponsibly|foolish|foolishly|clueless|unprofessional|amateurish|ignorant|idiotic|dumb|embarrassing|inexcusable|unforgivable|hasty|hastily';

export const blameWord: PhraseRule = {
  id: 'blame-word',
  title: 'Blame',
  why: 'It judges a person. Whoever reads it will tell less in the next review.',
  question: 'What was the situation in which this looked like the right thing to do?',
  isForHeadings: true,
  phrases: [
    { on: judged.split('|'), find: new RegExp(`\\b(?:${judged})\\b`, 'gi'), fixes: [{ delete: true }] },
    {
      on: [
        'blame',
        'blamed',
        'blames',
        'culprit',
        'culprits',
        'guilty',
        'guilt',
        'shame',
        'shameful',
        'screwed',
        'messed',
        'botched',
        'dropped',
        'rookie',
      ],
      find: /\b(?:(?:to|takes? the|is to|was|were) blamed?|blamed?(?= (?:on|the|him|her|them))|culprits?|guilty|shame(?:ful)?|screwed up|messed up|botched|dropped the ball|rookie mistake)\b/gi,
      unless: /\bgit blame\b/i,
    },
    {
      on: [
        'wheel',
        'wall',
        'corners',
        'thinking',
        'better',
        'buck',
        'baked',
        'down',
        'blunder',
        'blundered',
        'shoddy',
        'rushed',
        'arrogance',
        'arrogant',
        'goofed',
        'slacked',
        'overconfidence',
        'ego',
        'unacceptable',
      ],
      find: /\b(?:asleep at the wheel|over the wall|cut(?:ting)? corners|what (?:was|were) (?:he|she|they|we|you|people) thinking|(?:should know|knew|known) better|pass(?:ed|ing)? the buck|half-baked|let (?:us|everyone|the team|customers) down|blunder(?:ed)?|shoddy|arrogan(?:t|ce)|goofed|slacked|overconfidence|ego|rushed (?:it|the|this|into))\b|\bunacceptable\b/gi,
      unless: /\bunacceptable (?:latency|rate|load|delay)/i,
    },
    {
      on: ['fault'],
      find: /(?:\b(?:his|her|their|our|your|my|whose)\s+(?:own\s+)?fault\b|\b[\p{L}-]+'s?\s+(?:own\s+)?fault\b|\bat fault\b|\bthe fault of (?:the|our)\b)/giu,
      unless: /\b(?:disk|cable|switch|hardware|power supply)'s fault\b/i,
    },
    {
      on: ['judgement', 'judgment', 'idea', 'attitude', 'panic', 'panicked', 'care', 'hygiene'],
      find: /\b(?:(?:poor|bad|lack of|questionable) judge?ment|had no idea|no clue|(?:poor|bad|wrong) attitude|panic(?:ked)?|basic hygiene)\b/gi,
      unless:
        /\bkernel panic|\bpanic(?:ked)? (?:at|in) `|goroutine|\b(?:kernel|process|node|worker|service|server|binary|host)s? panicked\b/i,
    },
    {
      on: ['careless', 'inexperienced', 'terrible', 'inattentive', 'distracted', 'overconfident', 'complacent', 'unqualified'],
      find: /\b(?:inattentive|overconfident|complacent|unqualified|terrible(?= and)|distracted)\b/gi,
    },
  ],
  raised: [
    'It was a careless change.',
    "The outage was the reviewer's fault.",
    'The platform team is to blame.',
    'The culprit was found.',
    'Bad judgement made it worse.',
  ],
  fine: [
    'A page fault ended the worker.',
    'The review is blameless.',
    'Fault tolerance is one node.',
    'The kernel panic was recorded.',
    'The default was changed.',
  ],
};
