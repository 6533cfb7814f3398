// Rules as they are typed: every part of one is text, and all of them travel as one text through the form. Its two ways to settings.
import type { FieldReading } from './field-value';

/** One rule as it stands on the screen. */
export interface RuleDraft {
  readonly name: string;
  readonly query: string;
  readonly for: string;
  readonly keepFiringFor: string;
  readonly severity: string;
  /** `team=storage, tier=1` */
  readonly labels: string;
  readonly summary: string;
  readonly needs: string;
}

export const EMPTY_RULE: RuleDraft = {
  ...{ name: '', query: '', for: '5m', keepFiringFor: '', severity: 'warning' },
  ...{ labels: '', summary: '', needs: '' },
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A rule of the settings, or of a preset, as it is shown. */
export function ruleDraft(rule: unknown): RuleDraft {
  const kept = isRecord(rule) ? rule : {};
  const text = (name: string, otherwise = '') => (kept[name] === undefined ? otherwise : String(kept[name]));
  const labels = isRecord(kept.labels) ? Object.entries(kept.labels).map(([name, value]) => `${name}=${String(value)}`) : [];
  return {
    ...{ name: text('name'), query: text('query'), for: text('for'), keepFiringFor: text('keepFiringFor') },
    ...{ severity: text('severity', 'warning'), labels: labels.join(', '), summary: text('summary'), needs: text('needs') },
  };
}

/** The rules in the form's text; none where it is empty or not ours. */
export function draftsOf(text: string): readonly RuleDraft[] {
  if (text === '') return [];
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.map((one) => ({ ...EMPTY_RULE, ...(isRecord(one) ? (one as Partial<RuleDraft>) : {}) })) : [];
  } catch {
    return [];
  }
}

export function draftsText(rules: readonly RuleDraft[]): string {
  return rules.length === 0 ? '' : JSON.stringify(rules);
}

/** Settings to the form's text. */
export function showRules(value: unknown): string {
  return draftsText(Array.isArray(value) ? value.map(ruleDraft) : []);
}

/** Null: a pair without a name or an equals sign. */
function labelsOf(text: string): Record<string, string> | null {
  const pairs = text.split(',').flatMap((pair) => (pair.trim() === '' ? [] : [pair.trim()]));
  const labels = pairs.map((pair) => /^([a-zA-Z_]\w*)\s*=\s*(.*)$/.exec(pair));
  if (labels.includes(null)) return null;
  return Object.fromEntries(labels.map((match) => [match?.[1] ?? '', match?.[2] ?? '']));
}

/** A typed rule as settings have it, without what was left empty; or what is wrong with it. */
function readRule(rule: RuleDraft): Record<string, unknown> | string {
  if (rule.name.trim() === '') return 'it needs a name';
  if (rule.query.trim() === '') return 'it needs a query';
  const labels = labelsOf(rule.labels);
  if (!labels) return 'write its labels as name=value, with commas between them';
  const texts = (['for', 'keepFiringFor', 'summary', 'needs'] as const).flatMap((name) =>
    rule[name].trim() === '' ? [] : [[name, rule[name].trim()]],
  );
  return {
    ...{ name: rule.name.trim(), query: rule.query.trim(), severity: rule.severity },
    ...Object.fromEntries(texts),
    ...(Object.keys(labels).length > 0 && { labels }),
  };
}

/** The form's text to settings; the first rule that is wrong is told by its number. */
export function readRules(text: string): FieldReading {
  const read = draftsOf(text).map(readRule);
  if (read.length === 0) return { ok: false, message: 'At least one rule is needed: add one, or start from a preset.' };
  const wrong = read.findIndex((one) => typeof one === 'string');
  return wrong === -1 ? { ok: true, value: read } : { ok: false, message: `Rule ${wrong + 1}: ${String(read[wrong])}.` };
}
