// Which alerts of different groups are one failure: rules over label values, compiled once, asked for each alert. An alert is
// turned into marks (texts to be stored and looked up), so that no two alerts are ever compared one by one.
import type { AlertData, Labels } from '../domain/alert';
import type { CorrelationRule, CorrelationSettings } from '../settings/correlation';
import { aliasesOf, type Canonical } from './label-aliases';
import { matchesAll } from './matchers';

export type Judged = Pick<AlertData, 'name' | 'labels'>;

/** A rule for what belongs together. */
export interface TogetherRule {
  readonly name: string;
  readonly does: 'together' | 'children';
  readonly from: CorrelationRule['from'];
  readonly withinMs: number;
}

/** How one rule sees one alert. */
export interface Mark {
  readonly rule: TogetherRule;
  /** Kept for alerts that come later; null: this alert is nothing that others join. */
  readonly stored: readonly string[];
  /** Asked among what was kept. */
  readonly sought: readonly string[];
  /** The rule with this alert's values: groups that joined an incident by it stay there. */
  readonly place: string;
  /** E.g. `service checkout`. */
  readonly words: string;
}

export interface Marks {
  readonly marks: readonly Mark[];
  /** Value of each identity label in the order of `Correlator.identity`, '' where there is none. */
  readonly identity: readonly string[];
  /** Sides that rules keep apart, as an ending of the group's key. */
  readonly apart: string;
}

export interface Correlator {
  readonly isOn: boolean;
  /** Does a rule say that others stand on what it is about? Cheaper than all its marks. */
  isParent(alert: Judged): boolean;
  marksOf(alert: Judged): Marks;
}

interface Compiled {
  readonly rule: TogetherRule;
  readonly isThese: (labels: Labels) => boolean;
  readonly isThose: (labels: Labels) => boolean;
  readonly isSymmetric: boolean;
  readonly same: readonly string[];
}

const NOTHING: Marks = { marks: [], identity: [], apart: '' };
const OFF: Correlator = { isOn: false, isParent: () => false, marksOf: () => NOTHING };
const MINUTE_MS = 60_000;

const compiled = new WeakMap<CorrelationSettings, Correlator>();

/** The settings compiled, once for each. Rules that are off, and matchers that do not compile, join nothing. */
export function correlator(settings: CorrelationSettings): Correlator {
  const known = compiled.get(settings);
  if (known) return known;
  const made = compileAll(settings);
  compiled.set(settings, made);
  return made;
}

function compileAll(settings: CorrelationSettings): Correlator {
  const enabled = settings.rules.filter((r) => r.isEnabled);
  if (!settings.isOn || enabled.length === 0) return OFF;
  const canonical = aliasesOf(settings.aliases);
  const together = enabled.filter((r) => r.does !== 'apart').map(compile);
  const apart = enabled.filter((r) => r.does === 'apart').map(compile);
  // The same alert is asked about when it is decided on and when what was decided is noted.
  const known = new WeakMap<Judged, Marks>();
  const make = (alert: Judged): Marks => {
    const marks = marksOf(alert, together, apart, settings.identity, canonical);
    known.set(alert, marks);
    return marks;
  };
  const parents = together.filter(({ rule }) => rule.does === 'children');
  const isParent = (alert: Judged): boolean => {
    const labels = named(alert);
    return parents.some(({ isThose }) => isThose(labels));
  };
  return { isOn: true, isParent, marksOf: (alert) => known.get(alert) ?? make(alert) };
}

function compile(r: CorrelationRule): Compiled {
  const { name, does, from, withinMinutes } = r;
  return {
    rule: { name, does: does === 'children' ? 'children' : 'together', from, withinMs: withinMinutes * MINUTE_MS },
    isThese: matchesAll(r.these),
    isThose: matchesAll(r.those),
    isSymmetric: r.these.length === 0 && r.those.length === 0,
    same: r.same,
  };
}

function marksOf(
  alert: Judged,
  together: readonly Compiled[],
  apart: readonly Compiled[],
  identity: readonly string[],
  canonical: Canonical,
): Marks {
  const labels = named(alert);
  const marks: Mark[] = [];
  for (const rule of together) {
    const mark = markOf(rule, labels, canonical);
    if (mark) marks.push(mark);
  }
  const sides = apart.map((rule) => (rule.isThese(labels) ? 'these' : rule.isThose(labels) ? 'those' : ''));
  const kept = apart.filter((_, i) => sides[i] === 'these').map(({ rule }) => `\n≠${rule.name}`);
  return { marks, identity: [...identity.map((name) => canonical(labels, name)), ...sides], apart: kept.join('') };
}

/** Matchers find the name among the labels. */
function named({ name, labels }: Judged): Labels {
  return labels.alertname === undefined ? { ...labels, alertname: name } : labels;
}

/** Of a rule for children: this alert is what they stand on. */
export function isParentMark({ rule, stored }: Mark): boolean {
  return rule.does === 'children' && stored.length > 0;
}

function markOf({ rule, isThese, isThose, isSymmetric, same }: Compiled, labels: Labels, canonical: Canonical): Mark | null {
  const values: string[] = [];
  for (const name of same) {
    const value = canonical(labels, name);
    if (value === '') return null;
    values.push(value);
  }
  const place = `${rule.name}\n${values.join('\n')}`;
  const words = same.map((name, i) => `${name} ${values[i]}`).join(', ');
  if (isSymmetric) return { rule, stored: [place], sought: [place], place, words };
  const [first, second] = [isThese(labels), isThose(labels)];
  if (!first && !second) return null;
  const [a, b] = [`${place}\n<`, `${place}\n>`];
  if (rule.does === 'children') return { rule, stored: second ? [b] : [], sought: second ? [] : [b], place, words };
  const stored = [...(first ? [a] : []), ...(second ? [b] : [])];
  return { rule, stored, sought: [...(first ? [b] : []), ...(second ? [a] : [])], place, words };
}
