// "Accidentally", "the wrong host", "without asking": an act told as a lapse of the person, not as what the tool allowed.
import type { PhraseRule } from './rule';

const acts =
  'typed|entered|ran|executed|restarted|deleted|dropped|removed|pulled|pushed|shared|sent|selected|chose|picked|clicked|clicked on|changed|merged|deployed|rebooted|edited|used|copied';

export const wrongAct: PhraseRule = {
  id: 'wrong-act',
  title: 'A lapse',
  why: 'It tells the act as a lapse of one person; what the tool showed, asked and allowed stays hidden.',
  question: 'How did the right thing look from where they sat, and what could the tool have asked?',
  phrases: [
    {
      on: ['accidentally', 'mistakenly', 'inadvertently', 'wrongly', 'unwittingly', 'thoughtlessly', 'blindly'],
      find: /\b(?:accidentally|mistakenly|inadvertently|wrongly|unwittingly|thoughtlessly|blindly)\b\s*/gi,
      fixes: [{ delete: true }],
    },
    {
      on: ['mistake', 'accident', 'oversight'],
      find: /\b(?:by\s+(?:mistake|accident|oversight)|made\s+(?:a|the)\s+mistakes?|an\s+oversight)\b/gi,
      fixes: [],
    },
    { on: ['wrong', 'incorrect'], find: new RegExp(`\\b(?:${acts})\\s+the\\s+(?:wrong|incorrect)\\s+\\w+`, 'gi'), by: 'person' },
    { on: ['incorrectly'], find: /\bincorrectly\s+(?:entered|typed|configured|set|merged|changed)\b[^.]*?\bby\s+(?:the|an?)\s+\w+/gi },
    {
      on: ['without'],
      find: /\bwithout\s+(?:testing|checking|asking|reading|reviewing|telling|thinking|verifying|consulting|informing|approval|permission|looking)\b/gi,
      by: 'person',
    },
    {
      on: ['bypassed', 'circumvented', 'violated', 'disobeyed', 'against'],
      find: /\b(?:(?:bypassed|circumvented|violated|disobeyed)\s+(?:the|our|all|an?)\b|against\s+(?:policy|the\s+rules|procedure|orders))/gi,
      by: 'person',
    },
    { on: ['inexperienced', 'untrained', 'junior'], find: /\b(?:an?|the|our)\s+(?:inexperienced|untrained|junior)\s+\w+/gi },
  ],
  raised: [
    'The operator accidentally stopped the primary.',
    'A technician pulled the wrong cable.',
    'She deployed without asking.',
    'An inexperienced colleague changed the rule.',
  ],
  fine: [
    'The wrong host answered.',
    'The job ran without checking the lock.',
    'The rule matched the wrong label.',
    'Requests without approval wait in the queue.',
  ],
};
