// Answers of Loki to sightings, one rule after the other. Its vectors are those of Prometheus. Pure; bad rows are told, good ones kept.
import type { MapResult, Rejected, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { lineBlock, spanWords } from '../line-block';
import { type RuleReading, readRule, type Say } from '../prometheus/map';
import { summaryOf } from '../prometheus/template';
import { checked, isRecord } from '../reading';
import { lastLines } from './lines';
import { type LokiRule, ruleSchema } from './rule';

export const MOST_LINES = 10;

/** What an alert of a log query says where its rule does not: how many lines there were. */
function wordsOf({ lines, summary }: LokiRule): Say {
  if (lines === null || summary !== '') return summaryOf(summary);
  const span = spanWords(lines.withinMs);
  return (_, count) => `${Number.isFinite(count) ? count : `${lines.count} or more`} lines in ${span}`;
}

/** Reads one rule's answer. */
export function readLokiRule(rule: LokiRule, answer: unknown, maxSeries: number): RuleReading {
  const isStreams = isRecord(answer) && isRecord(answer.data) && answer.data.resultType === 'streams';
  if (isStreams)
    return {
      byKey: new Map(),
      rejected: [],
      unsure: new Set(),
      unknown: 'the query gives lines where numbers are needed',
    };
  const reading = readRule(rule, '', answer, maxSeries, wordsOf(rule));
  const unknown = reading.unknown?.replace('one of a Prometheus', 'one of a Loki') ?? null;
  return { ...reading, unknown };
}

/** The alert with its lines. */
export function withLines(sighting: Sighting, lines: readonly string[]): Sighting {
  return lines.length === 0 ? sighting : { ...sighting, annotations: { ...sighting.annotations, lines: lineBlock(lines) } };
}

/** Maps `{ maxSeries, rules: [{ rule, answer, lines }] }`: what a poll gathered; `lines` holds answers by alert. */
export function mapAnswers(raw: unknown): MapResult {
  if (!isRecord(raw) || !Array.isArray(raw.rules))
    return { sightings: [], rejected: [{ where: 'answer', why: msg`not a list of rules and answers` }] };
  const maxSeries = typeof raw.maxSeries === 'number' ? raw.maxSeries : 500;
  const byKey = new Map<string, Sighting>();
  const rejected: Rejected[] = [];
  for (const [at, one] of (raw.rules as readonly unknown[]).entries()) {
    const written = isRecord(one) ? one : {};
    const rule = checked(ruleSchema, written.rule);
    if (!('value' in rule)) {
      rejected.push({ where: `rule ${at + 1}`, why: rule.why });
      continue;
    }
    const reading = readLokiRule(rule.value, written.answer, maxSeries);
    rejected.push(...reading.rejected);
    if (reading.unknown !== null) rejected.push({ where: rule.value.name, why: reading.unknown });
    for (const [key, sighting] of reading.byKey) byKey.set(key, sighting);
    const lines = isRecord(written.lines) ? Object.entries(written.lines) : [];
    for (const [key, answered] of lines) {
      const sighting = reading.byKey.get(key);
      if (sighting) byKey.set(key, withLines(sighting, lastLines(answered, MOST_LINES) ?? []));
    }
  }
  return { sightings: [...byKey.values()], rejected };
}
