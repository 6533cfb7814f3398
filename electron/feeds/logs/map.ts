// What the rules found to sightings. Pure; rows that can not be read are told and the good ones kept.
import type { AlertSeverity } from '../../../shared/domain/severity';
import type { MapResult, Rejected, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { labelKeys } from '../label-key';
import { lineBlock, spanWords } from '../line-block';
import type { Level } from './formats/entry';
import type { LogRule } from './rule';
import { levelOfRank, type Tally } from './tally';

/** A group of a rule that fires. */
export interface Finding {
  readonly rule: string;
  /** Values by field. */
  readonly group: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** As the rule says it. */
  readonly severity: string;
  /** The worst of its entries. */
  readonly level: string | null;
  readonly count: number;
  readonly withinMs: number;
  /** Unix ms. */
  readonly since: number;
  readonly lines: readonly string[];
  readonly files: readonly string[];
  /** With places to be filled in; empty: said in general words. */
  readonly summary: string;
}

const SUMMARY_CHARS = 500;
const BY_LEVEL: Readonly<Record<Level, AlertSeverity>> = {
  ...{ fatal: 'critical', error: 'error', warn: 'warning', info: 'info', debug: 'info', trace: 'info' },
};
const SEVERITIES = new Set(['critical', 'error', 'warning', 'info']);

type Unknown = Record<string, unknown>;

function isRecord(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is Record<string, string> {
  if (!isRecord(value)) return false;
  for (const name in value) if (typeof value[name] !== 'string') return false;
  return true;
}

function isList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return (end === -1 ? text : text.slice(0, end)).trim();
}

/** The rule's own words; empty where it has none. */
function wordsOf({ count, withinMs, summary }: Finding, line: string, labels: Readonly<Record<string, string>>): string {
  if (summary === '') return '';
  const places: Readonly<Record<string, string>> = { $count: String(count), $within: spanWords(withinMs), $line: line, $message: line };
  return summary.replace(/\{\{\s*(.*?)\s*\}\}/g, (whole, name: string) => {
    if (Object.hasOwn(places, name)) return places[name] as string;
    const label = name.replace(/^\$labels\./, '');
    return name.startsWith('$labels.') ? (Object.hasOwn(labels, label) ? (labels[label] as string) : '') : whole;
  });
}

function summaryOf(finding: Finding, labels: Readonly<Record<string, string>>): string {
  const { count, withinMs, lines } = finding;
  const line = firstLine(lines.at(-1) ?? '');
  const general = () => (count === 1 ? line : `${count} lines in ${spanWords(withinMs)}: ${line}`);
  return (wordsOf(finding, line, labels) || general()).slice(0, SUMMARY_CHARS);
}

function severityOf({ severity, level }: Finding): AlertSeverity | null {
  if (SEVERITIES.has(severity)) return severity as AlertSeverity;
  return level !== null && Object.hasOwn(BY_LEVEL, level) ? BY_LEVEL[level as Level] : null;
}

function sightingOf(finding: Finding, keyOf: ReturnType<typeof labelKeys>): Sighting {
  const { rule, group, lines, files, since } = finding;
  const labels = { ...group, ...finding.labels, alertname: rule };
  const summary = summaryOf(finding, labels) || rule;
  const annotations: Record<string, string> = { summary };
  if (lines.length > 0) annotations.lines = lineBlock(lines);
  if (files.length > 0) annotations.files = files.length === 1 ? (files[0] as string) : files.join('\n');
  return {
    key: keyOf(rule, labels),
    state: 'firing',
    name: rule,
    summary,
    labels,
    annotations,
    severity: severityOf(finding),
    startsAt: since,
    suppression: null,
    link: null,
  };
}

/** Why a row is no finding; null: it is one. */
function wrongWith(row: unknown): string | null {
  if (!isRecord(row)) return 'not a finding';
  if (typeof row.rule !== 'string' || row.rule === '') return 'it names no rule';
  if (!isTexts(row.group) || !isTexts(row.labels)) return 'its labels can not be read';
  if (!isList(row.lines) || !isList(row.files)) return 'its lines can not be read';
  if (typeof row.since !== 'number' || !Number.isFinite(row.since) || row.since < 0) return 'it does not say since when';
  if (typeof row.count !== 'number' || typeof row.withinMs !== 'number') return 'it does not say how many';
  if (typeof row.severity !== 'string' || typeof row.summary !== 'string') return 'its severity can not be read';
  return row.level === null || typeof row.level === 'string' ? null : 'its level can not be read';
}

export function mapFindings(raw: unknown): MapResult {
  if (!Array.isArray(raw)) return { sightings: [], rejected: [{ where: 'findings', why: msg`not a list` }] };
  const byKey = new Map<string, Sighting>();
  const rejected: Rejected[] = [];
  const refuse = (at: number, why: string) => rejected.push({ where: `finding ${at + 1}`, why });
  const keyOf = labelKeys();
  for (const [at, row] of raw.entries()) {
    const wrong = wrongWith(row);
    if (wrong !== null) {
      refuse(at, wrong);
      continue;
    }
    const sighting = sightingOf(row as Finding, keyOf);
    if (byKey.has(sighting.key)) refuse(at, 'another one has the same labels');
    else byKey.set(sighting.key, sighting);
  }
  return { sightings: [...byKey.values()], rejected };
}

/** All groups that fire and were told, in a stable order. */
export function findingsOf(rules: readonly LogRule[], tally: Tally): readonly Finding[] {
  return rules.flatMap((rule) =>
    Object.values(tally[rule.name]?.groups ?? {}).flatMap((group): Finding[] => {
      if (group.firingSince === null) return [];
      const values = Object.fromEntries(rule.groupBy.map((name, at) => [labelName(name), group.values[at] ?? '']));
      return [
        {
          ...{ rule: rule.name, group: values, labels: rule.labels, severity: rule.severity, level: levelOfRank(group.worst) },
          ...{ count: group.count, withinMs: rule.withinMs, since: group.firingSince, lines: group.lines, files: group.files },
          summary: rule.summary,
        },
      ];
    }),
  );
}

/** `http.status` to `http_status`: names of labels have no dots. */
function labelName(field: string): string {
  return field.replace(/[^a-zA-Z0-9_]/g, '_');
}
