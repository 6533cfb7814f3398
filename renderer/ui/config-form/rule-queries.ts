// Rules that are queries: of Prometheus with the threshold in them, of Loki also over lines that Loki counts.
import { msg } from '../../../shared/words/words';
import { isBlank, LABELS, type RuleDialect, type RuleDraft, SEVERITIES } from './rule-dialect';

const SUMMARY = { name: 'summary', label: msg`Summary`, hint: msg`{{ $labels.instance }} and {{ $value }} are filled in.` };
const KEEPS = { name: 'keepFiringFor', label: msg`Keeps firing for`, hint: msg`After it was there last.` };
const FOR = { name: 'for', label: msg`For`, hint: msg`How long before it fires, e.g. 5m.` };

const QUERIES: Omit<RuleDialect, 'asked' | 'rest'> = {
  ...{ severities: SEVERITIES, initialSeverity: 'warning', counts: 'series' },
  missing: ({ query }: RuleDraft) => (isBlank(query) ? msg`it needs a query` : null),
  query: ({ query = '' }: RuleDraft) => query,
};

/** `electron/feeds/prometheus/rule.ts` reads them. */
export const PROMQL: RuleDialect = {
  ...QUERIES,
  asked: [[{ name: 'query', label: msg`Query`, hint: msg`PromQL, with the threshold in it.`, look: 'block' }]],
  rest: [
    [{ ...FOR, initial: '5m' }, KEEPS],
    [SUMMARY],
    [{ name: 'needs', label: msg`Needs`, hint: msg`A metric without which it is unknown.` }, LABELS],
  ],
};

/** A log query begins with its selector; whatever else comes first gives numbers. */
const givesNumbers = ({ query = '' }: RuleDraft): boolean => !isBlank(query) && !/^(?:\s|#[^\n]*(?:\n|$))*\{/.test(query);

/** `electron/feeds/loki/rule.ts` reads them. */
export const LOGQL: RuleDialect = {
  ...QUERIES,
  asked: [
    [
      {
        name: 'query',
        label: msg`Query`,
        hint: msg`A log query such as {app="shop"} |= "error", whose lines are counted; or a metric query with its threshold in it.`,
        look: 'block',
      },
    ],
    [
      {
        name: 'count',
        label: msg`At least so many lines`,
        hint: msg`1: the first one fires.`,
        isNumber: true,
        initial: '20',
        isIdle: givesNumbers,
      },
      { name: 'within', label: msg`Within`, hint: '30s, 5m, 1h', initial: '5m', isIdle: givesNumbers },
      { name: 'groupBy', label: msg`Counted apart by`, hint: msg`Labels, such as app.`, isIdle: givesNumbers },
    ],
  ],
  rest: [[FOR, KEEPS], [{ ...SUMMARY, hint: msg`{{ $labels.app }} and {{ $value }} are filled in.` }], [LABELS]],
};
