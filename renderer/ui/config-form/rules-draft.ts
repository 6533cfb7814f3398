// Rules as they are typed: every part of one is text, and all of them travel as one text through the form. Its two ways to settings.
import { msg } from '../../../shared/words/words';
import type { FieldReading } from './field-value';
import { partsOf, type RuleDialect, type RuleDraft, type RulePart } from './rule-dialect';

/** A new rule. */
export function emptyRule(dialect: RuleDialect): RuleDraft {
  const parts = partsOf(dialect).map(({ name, initial = '' }) => [name, initial] as const);
  return { name: '', severity: dialect.initialSeverity, ...Object.fromEntries(parts) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(String).join(', ');
  if (!isRecord(value)) return String(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name}=${String(inner)}`)
    .join(', ');
}

/** A rule of the settings, or of a preset, as it is shown. */
export function ruleDraft(dialect: RuleDialect, rule: unknown): RuleDraft {
  const kept = isRecord(rule) ? rule : {};
  const parts = ['name', ...partsOf(dialect).map(({ name }) => name)].map((name) => [name, shown(kept[name])] as const);
  return { severity: shown(kept.severity) || dialect.initialSeverity, ...Object.fromEntries(parts) };
}

/** The rules in the form's text; none where it is empty or not ours. */
export function draftsOf(dialect: RuleDialect, text: string): readonly RuleDraft[] {
  if (text === '') return [];
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.map((one) => ({ ...ruleDraft(dialect, {}), ...(isRecord(one) ? (one as RuleDraft) : {}) })) : [];
  } catch {
    return [];
  }
}

export function draftsText(rules: readonly RuleDraft[]): string {
  return rules.length === 0 ? '' : JSON.stringify(rules);
}

/** Settings to the form's text. */
export function showRules(dialect: RuleDialect, value: unknown): string {
  return draftsText(Array.isArray(value) ? value.map((rule) => ruleDraft(dialect, rule)) : []);
}

/** Null: a pair without a name or an equals sign. */
function labelsOf(text: string): Record<string, string> | null {
  const pairs = text.split(',').flatMap((pair) => (pair.trim() === '' ? [] : [pair.trim()]));
  const labels = pairs.map((pair) => /^([a-zA-Z_]\w*)\s*=\s*(.*)$/.exec(pair));
  if (labels.includes(null)) return null;
  return Object.fromEntries(labels.map((match) => [match?.[1] ?? '', match?.[2] ?? '']));
}

/** A part as settings have it; undefined: left out. */
function readPart({ name, isExact, isNumber, isIdle }: RulePart, rule: RuleDraft): unknown {
  const typed = rule[name] ?? '';
  const text = typed.trim();
  if (text === '' || isIdle?.(rule)) return undefined;
  if (isExact) return typed;
  return isNumber && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** A typed rule as settings have it, without what was left empty; or what is wrong with it. */
function readRule(dialect: RuleDialect, rule: RuleDraft): Record<string, unknown> | string {
  const name = (rule.name ?? '').trim();
  if (name === '') return msg`it needs a name`;
  const missing = dialect.missing(rule);
  if (missing !== null) return missing;
  const labels = labelsOf(rule.labels ?? '');
  if (!labels) return msg`write its labels as name=value, with commas between them`;
  const parts = partsOf(dialect)
    .filter((part) => part.name !== 'labels')
    .map((part) => [part.name, readPart(part, rule)] as const);
  return {
    ...{ name, severity: rule.severity },
    ...Object.fromEntries(parts.filter(([, value]) => value !== undefined)),
    ...(Object.keys(labels).length > 0 && { labels }),
  };
}

/** The form's text to settings; the first rule that is wrong is told by its number. */
export function readRules(dialect: RuleDialect, text: string): FieldReading {
  const read = draftsOf(dialect, text).map((rule) => readRule(dialect, rule));
  if (read.length === 0) return { ok: false, message: msg`At least one rule is needed: add one, or start from a preset.` };
  const wrong = read.findIndex((one) => typeof one === 'string');
  return wrong === -1 ? { ok: true, value: read } : { ok: false, message: msg`Rule ${wrong + 1}: ${String(read[wrong])}.` };
}

/** A complaint of the engine about `2.pattern`, with the rule and the part as the form names them. */
export function ruleComplaint(dialect: RuleDialect, path: string, message: string): string {
  const [number = '', part = ''] = path.split('.');
  if (!/^\d+$/.test(number)) return message;
  const label = partsOf(dialect).find(({ name }) => name === part)?.label ?? part;
  return msg`Rule ${Number(number) + 1}${label && `, ${label}`}: ${message}`;
}
