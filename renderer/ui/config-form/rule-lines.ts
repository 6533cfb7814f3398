// Rules over the lines of files: what a line must be, and how many of them in which time.
import { isBlank, LABELS, type RuleDialect, SEVERITIES } from './rule-dialect';

/** `electron/feeds/logs/rule.ts` reads them. */
export const LINES: RuleDialect = {
  severities: [{ value: 'level', label: 'as the lines say' }, ...SEVERITIES],
  initialSeverity: 'level',
  asked: [
    [
      {
        ...{ name: 'pattern', label: 'Lines that match', look: 'line', isExact: true },
        hint: 'A regular expression: payment .* failed. With (?i) before it capitals do not matter.',
      },
    ],
    [
      {
        ...{ name: 'where', label: 'Whose fields are', look: 'line' },
        hint: 'level>=error and status>=500 and app=shop. “Show the last hour” tells which fields there are.',
      },
    ],
    [{ name: 'without', label: 'But not lines that match', hint: 'What is known to be harmless.', look: 'line', isExact: true }],
    [
      { name: 'count', label: 'At least so many', hint: '1: the first one fires.', isNumber: true, initial: '20' },
      { name: 'within', label: 'Within', hint: '30s, 5m, 1h', initial: '5m' },
      { name: 'groupBy', label: 'Counted apart by', hint: 'Fields, or file.' },
    ],
  ],
  rest: [
    [
      { name: 'clearAfter', label: 'Clears after', hint: 'Below that for so long; 5m where empty.' },
      { name: 'maxGroups', label: 'Most alerts', hint: 'More count as one; 50 where empty.', isNumber: true },
    ],
    [{ name: 'summary', label: 'Summary', hint: '{{ $count }}, {{ $within }}, {{ $line }} and {{ $labels.app }} are filled in.' }],
    [LABELS],
  ],
  missing: ({ pattern, where }) =>
    isBlank(pattern) && isBlank(where) ? 'it needs a pattern or a condition, else every line would count' : null,
  counts: 'lines',
  query: ({ pattern = '', where = '' }) => [pattern, where].filter((text) => !isBlank(text)).join(' and '),
  anything: { pattern: '.', count: '1000000' },
};
