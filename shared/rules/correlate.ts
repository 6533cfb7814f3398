// Which alerts of different groups are one failure: rules over label values, compiled once, asked for each alert. An alert is
// turned into marks (texts to be stored and looked up), so that no two alerts are ever compared one by one.
import type { AlertData, Labels } from '../domain/alert';
import type { CorrelationRule, CorrelationSettings } from '../settings/correlation';
import { aliasesOf } from './label-aliases';
import { matchesAll } from './matchers';

export type Judged = Pick<AlertData, 'name' | 'labels'>;

/** A rule for what belongs together. */
export interface TogetherRule {
  readonly name: string;
  readonly does: 'together' | 'children';
  readonly from: CorrelationRule['from'];
  readonly withinMs: number;
  /** Labels, or names of aliases, whose values must be the same. */
  readonly same: readonly string[];
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
  /** Of the rule's labels, in their order. */
  readonly values: readonly string[];
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
  marksOf(alert: Judged): Marks;
}

interface Compiled {
  readonly rule: TogetherRule;
  readonly isThese: (labels: Labels) => boolean;
  readonly isThose: (labels: Labels) => boolean;
  readonly isSymmetric: boolean;
  /** Where the values of its labels stand among those that are read of an alert. */
  readonly at: readonly number[];
  /** Marks that were made, by the side of the rule and the values of its labels. */
  readonly known: Readonly<Record<Side, Map<string, Mark>>>;
}

const NONE: readonly string[] = [];
const MOST_REMEMBERED = 20_000;
const NOTHING: Marks = { marks: [], identity: [], apart: '' };
const OFF: Correlator = { isOn: false, marksOf: () => NOTHING };
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
  const names = [...new Set([...settings.identity, ...enabled.flatMap(({ same }) => same)])];
  const compiled = enabled.map((r) => compile(r, names));
  const together = compiled.filter((_, i) => enabled[i]?.does !== 'apart');
  const apart = compiled.filter((_, i) => enabled[i]?.does === 'apart');
  const valuesOf = (labels: Labels): readonly string[] => names.map((name) => canonical(labels, name));
  return { isOn: true, marksOf: (alert) => marksOf(named(alert), together, apart, settings.identity.length, valuesOf) };
}

/** `names`: what is read of every alert. */
function compile(r: CorrelationRule, names: readonly string[]): Compiled {
  const { name, does, from, withinMinutes, same } = r;
  return {
    rule: { name, does: does === 'children' ? 'children' : 'together', from, withinMs: withinMinutes * MINUTE_MS, same },
    isThese: matchesAll(r.these),
    isThose: matchesAll(r.those),
    isSymmetric: r.these.length === 0 && r.those.length === 0,
    at: same.map((one) => names.indexOf(one)),
    known: { these: new Map(), those: new Map(), both: new Map() },
  };
}

/** The identity labels are the first of what `valuesOf` reads. */
function marksOf(
  labels: Labels,
  together: readonly Compiled[],
  apart: readonly Compiled[],
  identities: number,
  valuesOf: (labels: Labels) => readonly string[],
): Marks {
  const values = valuesOf(labels);
  const marks: Mark[] = [];
  for (const rule of together) {
    const mark = markOf(rule, labels, values);
    if (mark) marks.push(mark);
  }
  const identity = values.slice(0, identities);
  if (apart.length === 0) return { marks, identity, apart: '' };
  const sides = apart.map((rule) => (rule.isThese(labels) ? 'these' : rule.isThose(labels) ? 'those' : ''));
  const kept = apart.filter((_, i) => sides[i] === 'these').map(({ rule }) => `\n≠${rule.name}`);
  return { marks, identity: [...identity, ...sides], apart: kept.join('') };
}

/** Matchers find the name among the labels. */
function named({ name, labels }: Judged): Labels {
  return labels.alertname === undefined ? { ...labels, alertname: name } : labels;
}

/** Of a rule for children: this alert is what they stand on. */
export function isParentMark({ rule, stored }: Mark): boolean {
  return rule.does === 'children' && stored.length > 0;
}

/** Thousands of alerts share few values: they share the mark too, whose texts are then made and hashed once. */
function markOf({ rule, isThese, isThose, isSymmetric, at, known }: Compiled, labels: Labels, all: readonly string[]): Mark | null {
  let key = '';
  for (const i of at) {
    const value = all[i] ?? '';
    if (value === '') return null;
    key = key === '' ? value : `${key}\n${value}`;
  }
  const side = isSymmetric ? 'both' : sideOf(rule, isThese, isThose, labels);
  if (side === null) return null;
  const before = known[side].get(key);
  if (before) return before;
  const mark = makeMark(
    rule,
    at.map((i) => all[i] ?? ''),
    isSymmetric ? 'any' : side,
  );
  if (known[side].size >= MOST_REMEMBERED) known[side].clear();
  known[side].set(key, mark);
  return mark;
}

type Side = 'these' | 'those' | 'both';

/** Of a rule for children a parent is no child. */
function sideOf(rule: TogetherRule, isThese: Compiled['isThese'], isThose: Compiled['isThose'], labels: Labels): Side | null {
  const second = isThose(labels);
  if (second && rule.does === 'children') return 'those';
  const first = isThese(labels);
  if (first) return second ? 'both' : 'these';
  return second ? 'those' : null;
}

function makeMark(rule: TogetherRule, values: readonly string[], side: Side | 'any'): Mark {
  const place = [rule.name, ...values].join('\n');
  const those = [`${place}\n>`];
  if (side === 'any') return { rule, stored: [place], sought: [place], place, values };
  if (rule.does === 'children') {
    const isParent = side === 'those';
    return { rule, stored: isParent ? those : NONE, sought: isParent ? NONE : those, place, values };
  }
  const these = [`${place}\n<`];
  const [asThese, asThose] = [side === 'those' ? NONE : these, side === 'these' ? NONE : those];
  const asks = [...(side === 'those' ? NONE : those), ...(side === 'these' ? NONE : these)];
  return { rule, stored: [...asThese, ...asThose], sought: asks, place, values };
}

/** The labels of a mark and their values, e.g. `service checkout`. */
export function wordsOf({ rule, values }: Mark): string {
  return rule.same.map((name, i) => `${name} ${values[i]}`).join(', ');
}
