// Lints one action item: an owner, a date, an outcome that can be verified, and no promise to be more careful.
import { type Finding, type Fix, findingKey, type LintContext, type RuleId } from './finding';

/** An action as the document's reader gives it. Offsets are those of the document. */
export interface ActionItem {
  /** What is to be done, without box and attributes. */
  readonly text: string;
  readonly owner: string | null;
  /** A date, 2026-12-24. */
  readonly due: string | null;
  readonly kind: string | null;
  /** Its whole line, without the break. */
  readonly range: { readonly from: number; readonly to: number };
  /** Where `text` stands. */
  readonly textRange: { readonly from: number; readonly to: number };
  /** Where a further attribute goes, and what stands around it there. */
  readonly attributesAt: { readonly at: number; readonly before: string; readonly after: string };
  readonly isDone: boolean;
}

interface ActionRule {
  readonly id: RuleId;
  readonly title: string;
  readonly why: string;
  readonly question: string;
  readonly finds: (item: ActionItem) => { readonly from: number; readonly to: number } | null;
  readonly fixes: (item: ActionItem, context: LintContext) => Fix[];
  readonly raised: readonly string[];
  readonly fine: readonly string[];
}

const DAYS_AHEAD = 14;
const DAY_MS = 86_400_000;
const careful =
  /\b(?:be(?:ing)?\s+(?:more\s+|extra\s+|very\s+)?(?:careful|cautious|attentive|aware|vigilant|mindful)|more\s+care(?:fully|ful)?\b|(?:pay|paying)\s+(?:more\s+|closer\s+)?attention|take\s+(?:more\s+)?care|try\s+harder|double[- ]check|(?:don't|do\s+not)\s+forget|remember\s+to|remind\s+(?:everyone|everybody|people|the\s+team|all|engineers|developers)|raise\s+awareness|(?:re)?train\s+(?:people|everyone|the\s+team|engineers|operators))\b/i;
const vagueStart =
  /^(?:please\s+)?(?:improve|enhance|optimi[sz]e|look\s+(?:into|at)|investigate|consider|think\s+about|discuss|explore|evaluate|examine|clean\s+up|fix|harden|strengthen|be|better|more|have\s+a\s+look|talk\s+(?:to|about)|work\s+on|ensure|make\s+sure|revisit|rethink|analy[sz]e|follow\s+up)\b/i;
const verifiable =
  /\d|\b(?:so\s+that|until|at\s+most|at\s+least|under|below|within|when(?:ever)?|fails?\s+(?:when|if)|alert(?:s|ed)?\s+(?:when|if|on|at|for)|test\s+(?:that|for|in)|in\s+ci|blocks?|refus(?:e|es|ed|ing)|reject(?:s|ed)?|without|instead\s+of|by\s+(?:adding|removing|replacing|using)|decision|document(?:ed)?\s+in|every|each|no\s+longer)\b/i;

export const actionRules: readonly ActionRule[] = [
  {
    id: 'action-owner',
    title: 'No owner',
    why: 'What belongs to nobody is done by nobody.',
    question: 'Who will say that it is done?',
    finds: ({ owner, range }) => (owner === null || owner.trim() === '' || owner.trim() === '@' ? range : null),
    fixes: (item, { people }) =>
      (people.length === 0 ? ['@'] : people.slice(0, 5).map(({ name }) => handleOf(name))).map((owner) =>
        attribute(item, `owner: ${owner}`, owner === '@' ? 'Add an owner' : `Owner ${owner}`),
      ),
    raised: ['Add an alert on lag over 30 s (due: 2026-12-24)', 'Add a test in CI (owner: , due: 2026-12-24)'],
    fine: ['Add an alert on lag over 30 s (owner: @anna, due: 2026-12-24)'],
  },
  {
    id: 'action-date',
    title: 'No date',
    why: 'Without a date it competes with everything and loses.',
    question: 'By when can it be done, and what has to wait for it?',
    finds: ({ due, range }) => (due === null || !isDate(due) ? range : null),
    fixes: (item, { today }) => {
      if (today === null || !isDate(today) || item.due !== null) return [];
      const due = new Date(Date.parse(`${today}T00:00:00Z`) + DAYS_AHEAD * DAY_MS).toISOString().slice(0, 10);
      return [attribute(item, `due: ${due}`, `Due in two weeks, ${due}`)];
    },
    raised: ['Add an alert on lag over 30 s (owner: @anna)', 'Add an alert on lag over 30 s (owner: @anna, due: soon)'],
    fine: ['Add an alert on lag over 30 s (owner: @anna, due: 2026-12-24)'],
  },
  {
    id: 'action-careful',
    title: 'Be more careful',
    why: 'Care is not a change: the same situation comes again, with other people in it.',
    question: 'What would make the careful way the only one, or the easy one?',
    finds: (item) => within(item, careful),
    fixes: () => [],
    raised: [
      'Be more careful with indexes',
      'Remind everyone to read the runbook',
      'Double-check the target before a deploy',
      'Pay more attention to alerts',
    ],
    fine: ['Refuse a deploy without a canary', 'Show the target in the prompt of the deploy tool'],
  },
  {
    id: 'action-verifiable',
    title: 'Not verifiable',
    why: 'Nobody can tell when this is done.',
    question: 'What will be different, and where can one see it? A test, an alert, a number.',
    finds: (item) => {
      if (careful.test(item.text)) return null;
      const words = item.text.trim().split(/\s+/).length;
      return words < 3 || (vagueStart.test(item.text.trim()) && !verifiable.test(item.text)) ? item.textRange : null;
    },
    fixes: () => [],
    raised: ['Improve monitoring', 'Look into the time-outs of the ledger', 'Fix it', 'Investigate'],
    fine: [
      'Improve the p99 of the ledger query to 200 ms',
      'Run migrations against a copy with production row counts in CI',
      'Alert when replication lag passes 30 s',
    ],
  },
];

/** Findings of one action, in the order of the rules. A done one is history and left alone. */
export function lintAction(item: ActionItem, context: LintContext): Finding[] {
  if (item.isDone) return [];
  return actionRules.flatMap((rule) => {
    const at = rule.finds(item);
    if (at === null) return [];
    const words = item.text.slice(Math.max(0, at.from - item.textRange.from), Math.max(0, at.to - item.textRange.from)) || item.text;
    const { id, why, question } = rule;
    return [{ rule: id, from: at.from, to: at.to, words, why, question, fixes: rule.fixes(item, context), key: findingKey(id, item.text) }];
  });
}

function within(item: ActionItem, pattern: RegExp): { from: number; to: number } | null {
  const found = pattern.exec(item.text);
  return found && { from: item.textRange.from + found.index, to: item.textRange.from + found.index + found[0].length };
}

function attribute({ attributesAt: { at, before, after } }: ActionItem, words: string, label: string): Fix {
  return { label, from: at, to: at, insert: `${before}${words}${after}` };
}

/** `@ana` for Ana Lima: as action lines name owners. */
function handleOf(name: string): string {
  return `@${(name.trim().split(/\s+/)[0] ?? '').toLowerCase()}`;
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}
