// "Failed to", "did not", "overlooked" after a person. After a disk they are plain facts, so the subject decides.
import { humanVerbs } from '../words/person-words';
import type { PhraseRule } from './rule';

const verbs = `(?:${humanVerbs})`;
const oddly = '(?:(?:completely|simply|again|also|repeatedly|even|still|properly|just)\\s+)?';

export const failedTo: PhraseRule = {
  id: 'failed-to',
  title: 'Failed to',
  why: 'It tells what did not happen, judged from the end; what the person did see and do is lost.',
  question: 'What were they looking at instead, and what made the other thing hard to see or to do?',
  phrases: [
    {
      on: ['failed', 'fails', 'neglected', 'omitted'],
      find: /\b(?:failed|fails|neglected|omitted)\s+to\s+(\w+)/gi,
      by: 'surely-person',
      fixes: [{ text: 'had no prompt to $1' }],
    },
    {
      on: ['failed', 'neglected', 'omitted'],
      find: new RegExp(`\\b(?:failed|neglected|omitted)\\s+to\\s+(?:properly\\s+|fully\\s+)?(${verbs})\\b`, 'gi'),
      by: 'person',
      fixes: [{ text: 'had no prompt to $1' }],
    },
    {
      on: ['failure', 'lack'],
      find: new RegExp(
        `\\b(?:failure to (?:${humanVerbs})|lack of (?:attention|care|diligence|discipline|communication|judgement|ownership))\\b`,
        'gi',
      ),
    },
    {
      on: ["didn't", 'did', "don't", 'do', 'not', 'never'],
      find: new RegExp(
        `\\b(?:didn't|did not)\\s+${oddly}(${verbs})\\b|\\b(?:don't|do not)\\s+${oddly}(?:care|bother|listen|understand|follow|read)\\b|\\bnever\\s+(?:checked|tested|read|asked|told|verified|reviewed|noticed|bothered|documented|looked)\\b`,
        'gi',
      ),
      by: 'surely-person',
      unless: /\b(?:we|team|nobody|responders?) (?:did not|didn't) know\b/i,
    },
    {
      on: ['forgot', 'forgets', 'forgotten'],
      find: /\b(?:forgot|had forgotten)\s+to\s+(\w+)/gi,
      by: 'person',
      fixes: [{ text: 'was not reminded to $1' }],
    },
    {
      on: ['overlooked', 'ignored', 'neglected', 'missed', 'disregarded', 'forgot', 'skipped'],
      find: /\b(?:overlooked|ignored|neglected|missed|disregarded|forgot|skipped)\s+(?!to\b)(?:\w+)/gi,
      by: 'surely-person',
    },
    {
      on: ['nobody', 'no', 'none', 'not'],
      find: /\b(?:nobody|no one|(?:none|not one) of (?:us|them|the \w+))\b(?:\s+\w+){0,4}?\s+(?:ever\s+)?(?:thought|saw|noticed|checked|asked|questioned|looked|spoke|tested|reviewed|cared|realised|realized|reacted|verified|listened|stopped to|raised)\b/gi,
    },
    { on: ['never'], find: /\b(?:has|have|had)\s+never\s+\w+/gi, by: 'surely-person' },
    { on: ['long'], find: /\b(?:waited|hesitated|took)\s+(?:far\s+|much\s+)?too\s+long\b/gi, by: 'surely-person' },
    {
      on: ['blind', 'slip', 'lightly', 'seriously'],
      find: /\b(?:turned a blind eye|let (?:it|this|that) slip|(?:took|taken|treated) (?:it |this |that |the \w+ )?(?:far )?too lightly|not take\w* (?:it |this |that |the \w+ )?seriously)\b/gi,
    },
    { on: ['bothered', 'bother'], find: /\b(?:nobody|no one|(?:did not|didn't|never))\s+bother(?:ed)?\b/gi },
    {
      on: ['why'],
      find: new RegExp(
        `\\bwhy\\s+(?:did|didn't|has|hasn't)\\s+(?:the\\s+|an?\\s+)?[\\w-]+(?:\\s+[\\w-]+)?\\s+(?:not\\s+)?${verbs}\\b`,
        'gi',
      ),
      unless: /\bwhy did\b(?!.*\bnot\b)/i,
    },
    { on: ['slow', 'late'], find: /\b(?:was|were)\s+(?:far\s+)?too\s+(?:slow|late)\b/gi, by: 'surely-person' },
    { on: ['attention'], find: /\b(?:weren't|wasn't|not|stopped)\s+paying\s+(?:enough\s+)?attention\b/gi },
    { on: ['lost'], find: /\blost\s+(?:track|sight|interest)\b/gi, by: 'surely-person' },
    {
      on: ['left'],
      find: /\bleft\s+(?:the|an?)\s+[\w' -]+?\s+(?:open|unlocked|unprotected|running|on|off|exposed)\b/gi,
      by: 'surely-person',
    },
  ],
  raised: [
    'The engineer failed to check the dashboard.',
    'Our team did not test the rollback.',
    'The reviewers overlooked the flag.',
    'Nobody bothered to look.',
    'The failure to escalate cost ten minutes.',
  ],
  fine: [
    'The node failed to join the cluster.',
    'The job did not finish.',
    'The cache missed half of the requests.',
    'The proxy ignored the header.',
    'Three of the requests never reached the server.',
  ],
};
