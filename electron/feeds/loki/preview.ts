// The last hour of a rule for its editor: the curve with the threshold, when it would have hit, and of a log query the last lines.
import type { FeedContext, FeedPreview } from '../../../shared/feed';
import { seriesOf } from '../../../shared/rules/run-promql';
import { msg } from '../../../shared/words/words';
import { rowsOf } from '../prometheus/map';
import { hitsOf, thresholdOf } from '../prometheus/preview';
import { ask, nanoseconds } from './ask';
import type { LokiConfig } from './config';
import { lastLines } from './lines';
import { countQuery, type LokiRule, metricQuery, placeInRule } from './rule';

const HOUR_MS = 3_600_000;
const STEP_SECONDS = 30;
const MOST_SERIES = 10_000;
const LINES = 5;

function refused(why: string): FeedPreview {
  const what = `${why.slice(0, 1).toUpperCase()}${why.slice(1)}.`;
  return { ok: false, failure: { kind: 'bad-answer', what, remedy: msg`Look at the query, and at the address of the feed.` }, at: null };
}

/** The query without its comparison, and what it is compared with. */
function curveOf(rule: LokiRule): { readonly query: string; readonly threshold: number | null } {
  if (rule.lines !== null) return { query: countQuery({ query: rule.query, lines: rule.lines }), threshold: rule.lines.count };
  const cut = thresholdOf(rule.query);
  return cut ? { query: cut.left, threshold: cut.threshold } : { query: rule.query, threshold: null };
}

/** The rule is the first of the settings. */
export async function preview(ctx: FeedContext, config: LokiConfig): Promise<FeedPreview> {
  const rule = config.rules[0] as LokiRule;
  const span = { start: nanoseconds(ctx.now() - HOUR_MS), end: nanoseconds(ctx.now()) };
  const range = { ...span, step: `${STEP_SECONDS}s` };
  const hit = await ask(ctx, config, 'query_range', { query: metricQuery(rule), ...range });
  if (!hit.ok) return { ok: false, failure: hit.failure, at: hit.at && placeInRule(rule, hit.at) };
  const rows = rowsOf(hit.value, 'matrix', MOST_SERIES);
  if (typeof rows === 'string') return refused(rows.replace('one of a Prometheus', 'one of a Loki'));
  const { query, threshold } = curveOf(rule);
  const curve = threshold === null ? hit : await ask(ctx, config, 'query_range', { query, ...range });
  const read = seriesOf((curve.ok ? curve : hit).value);
  if (!read.ok) return refused(read.why);
  const shown = { ok: true, series: read.series, total: read.total, threshold, hits: hitsOf(rows, STEP_SECONDS * 1000) } as const;
  if (rule.lines === null) return shown;
  const asked = await ask(ctx, config, 'query_range', { query: rule.query, ...span, limit: String(LINES), direction: 'backward' });
  return { ...shown, about: [], lines: asked.ok ? (lastLines(asked.value, LINES) ?? []) : [] };
}
