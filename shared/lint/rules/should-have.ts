// "Should have": an order to the past. It says what a reader wishes, not what happened.
import type { PhraseRule } from './rule';

const auxiliary = "(?:should(?:n't| not| never)?|ought(?:n't| not)? to)";
/** A word in -ed or an irregular participle: "should have tested", and not "should have tests". */
const participle =
  '(?:\\w+ed|seen|known|told|taken|done|gone|put|set|made|given|run|read|kept|left|let|found|caught|thought|written|begun|spoken|chosen|cut|sent|built|said|held|brought|understood|hit|shut|had|got|gotten)\\b';

export const shouldHave: PhraseRule = {
  id: 'should-have',
  title: 'Should have',
  why: 'It measures people at the time by what is known now, and leaves out why their way made sense to them.',
  question: 'What did they see at that moment, and what would have made the other way the easy one?',
  phrases: [
    {
      on: ['should', "should've", "shouldn't", 'ought'],
      find: new RegExp(`\\b${auxiliary}\\s+(?:(?:really|at least|simply|also|already|probably)\\s+)?have\\s+been\\s+(\\w+)`, 'gi'),
      unless: /\b(?:if|unless)\b.*\bshould have\b/i,
      fixes: [{ text: 'was not $1' }],
    },
    {
      on: ['should', "should've", "shouldn't", 'ought'],
      find: new RegExp(
        `\\b(?:${auxiliary}\\s+(?:(?:really|at least|simply|also|already|probably)\\s+)?have|should've)\\s+(?:\\w+ly\\s+)?(?!been\\b)${participle}`,
        'gi',
      ),
    },
    {
      on: ['could'],
      find: /\bcould\s+(?:at least\s+|easily\s+|simply\s+)?have\s+(?!an?\b|the\b|been\b|read\s+access\b|access\b|no\b|\d|more\b|up\b|several\b|different\b)(\w+)/gi,
      by: 'person',
    },
    {
      on: ['could', 'might'],
      find: /\b(?:could|might)\s+(?:at least\s+|easily\s+|simply\s+|also\s+)?have\s+(?:told|seen|known|asked|checked|noticed|flagged|called|warned|said|tried|looked|thought|acted|tested|reviewed|guessed|foreseen|realised|realized|spoken|waited|stopped|helped)\b/gi,
    },
    {
      on: ['supposed', 'expected'],
      find: /\b(?:was|were)\s+(?:supposed|expected)\s+to\s+(?:have\s+|be\s+)?(?:acknowledged?|check(?:ed)?|review(?:ed)?|test(?:ed)?|watch(?:ed)?|know|escalated?|read|tell|told|ask(?:ed)?|done|do|noticed?|rotated?)\b/gi,
      fixes: [],
    },
    {
      on: ['needed', 'had'],
      find: /\b(?:needed|had)\s+to\s+have\s+\w+/gi,
      by: 'person',
    },
  ],
  raised: [
    'The on-call engineer should have noticed the query plan.',
    'The index should have been tested with real row counts.',
    'They should not have restarted the host.',
    'We could have called the provider.',
  ],
  fine: [
    'Each service should have an owner.',
    'From January on a runbook should have at least two readers.',
    'Members of support could have read access to the replica.',
    'If a reader should have questions, the channel is #ledger.',
  ],
};
