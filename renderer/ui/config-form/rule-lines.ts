// Rules over the lines of files: what a line must be, and how many of them in which time.
import { msg } from '../../../shared/words/words';
import { isBlank, LABELS, type RuleDialect, SEVERITIES } from './rule-dialect';

/** `electron/feeds/logs/rule.ts` reads them. */
export const LINES: RuleDialect = {
  severities: [{ value: 'level', label: msg`as the lines say` }, ...SEVERITIES],
  initialSeverity: 'level',
  asked: [
    [
      {
        ...{ name: 'pattern', label: msg`Lines that match`, look: 'line', isExact: true },
        hint: msg`A regular expression: payment .* failed. With (?i) before it capitals do not matter.`,
      },
    ],
    [
      {
        ...{ name: 'where', label: msg`Whose fields are`, look: 'line' },
        hint: msg`level>=error and status>=500 and app=shop. “Show the last hour” tells which fields there are.`,
      },
    ],
    [{ name: 'without', label: msg`But not lines that match`, hint: msg`What is known to be harmless.`, look: 'line', isExact: true }],
    [
      { name: 'count', label: msg`At least so many`, hint: msg`1: the first one fires.`, isNumber: true, initial: '20' },
      { name: 'within', label: msg`Within`, hint: '30s, 5m, 1h', initial: '5m' },
      { name: 'groupBy', label: msg`Counted apart by`, hint: msg`Fields, or file.` },
    ],
  ],
  rest: [
    [
      { name: 'clearAfter', label: msg`Clears after`, hint: msg`Below that for so long; 5m where empty.` },
      { name: 'maxGroups', label: msg`Most alerts`, hint: msg`More count as one; 50 where empty.`, isNumber: true },
    ],
    [{ name: 'summary', label: msg`Summary`, hint: msg`{{ $count }}, {{ $within }}, {{ $line }} and {{ $labels.app }} are filled in.` }],
    [LABELS],
  ],
  missing: ({ pattern, where }) =>
    isBlank(pattern) && isBlank(where) ? msg`it needs a pattern or a condition, else every line would count` : null,
  counts: 'lines',
  query: ({ pattern = '', where = '' }) => [pattern, where].filter((text) => !isBlank(text)).join(' and '),
  anything: { pattern: '.', count: '1000000' },
};
