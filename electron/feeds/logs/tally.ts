// Counts what was found over each rule's window, group by group, and says which fire. All of it is plain data, so that it can be kept over
// a restart together with the places in the files that it belongs to.
import { LEVELS, type Level, rankOf } from './formats/entry';
import type { Found } from './reading/scan';
import type { LogRule } from './rule';
import { fieldOf } from './where';

/** One group of a rule: entries with the same values in the rule's fields. Times are Unix ms. */
export interface Group {
  readonly values: readonly string[];
  /** [slot, entries, slot, entries ...], slots ascending. */
  slots: number[];
  firingSince: number | null;
  belowSince: number | null;
  /** A poll has told that it fires. */
  isTold: boolean;
  lines: string[];
  files: string[];
  /** Rank of the worst level among its entries. */
  worst: number;
  /** Entries in the window when it was told first. */
  count: number;
  lastAt: number;
}

export interface RuleTally {
  print: string;
  groups: Record<string, Group>;
}

export type Tally = Record<string, RuleTally>;

/** Windows are counted in so many slots. */
const SLOTS = 300;
const LEAST_SLOT_MS = 1000;
const MOST_LINES = 10;
const LONGEST_TEXT = 1500;
const LONGEST_VALUE = 200;
const MOST_FILES = 5;
/** Where more groups than a rule allows count together. */
const OTHERS = '(others)';

export function slotMs(rule: LogRule): number {
  return Math.max(LEAST_SLOT_MS, Math.ceil(rule.withinMs / SLOTS));
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** Entries in the window that ends at `at`. */
export function countAt(rule: LogRule, group: Pick<Group, 'slots'>, at: number): number {
  const size = slotMs(rule);
  let sum = 0;
  for (let i = group.slots.length - 2; i >= 0; i -= 2) {
    const from = (group.slots[i] as number) * size;
    if (from + size <= at - rule.withinMs) break;
    if (from <= at) sum += group.slots[i + 1] as number;
  }
  return sum;
}

function addTo(rule: LogRule, group: Group, at: number): void {
  const slot = Math.floor(at / slotMs(rule));
  const { slots } = group;
  let i = slots.length;
  while (i > 0 && (slots[i - 2] as number) > slot) i -= 2;
  if (i > 0 && slots[i - 2] === slot) slots[i - 1] = (slots[i - 1] as number) + 1;
  else slots.splice(i, 0, slot, 1);
  const least = (slots.at(-2) as number) - SLOTS - 1;
  while ((slots[0] as number) < least) slots.splice(0, 2);
}

function valuesOf(rule: LogRule, found: Found, file: string): readonly string[] {
  if (rule.groupBy.length === 0) return [];
  const captured = rule.pattern?.groups(found.line) ?? {};
  return rule.groupBy.map((name) => cut((name === 'file' ? file : (captured[name] ?? fieldOf(found.entry, name))) ?? '', LONGEST_VALUE));
}

function groupFor(rule: LogRule, groups: Record<string, Group>, values: readonly string[]): Group {
  const key = JSON.stringify(values);
  const known = groups[key];
  if (known) return known;
  const isFull = Object.keys(groups).length >= rule.maxGroups;
  const own = isFull ? rule.groupBy.map(() => OTHERS) : values;
  const none = { firingSince: null, belowSince: null, isTold: false, lines: [], files: [], worst: -1, count: 0, lastAt: 0 };
  groups[JSON.stringify(own)] ??= { values: own, slots: [], ...none };
  return groups[JSON.stringify(own)] as Group;
}

function isOver(group: Group): boolean {
  return group.firingSince === null && group.slots.length === 0;
}

export class Counter {
  private readonly rules: readonly LogRule[];
  readonly tally: Tally;

  /** `before` is changed. What was counted by rules that read otherwise now is forgotten. */
  constructor(rules: readonly LogRule[], before: Tally) {
    this.rules = rules;
    this.tally = {};
    for (const { name, print } of rules) {
      const known = Object.hasOwn(before, name) ? before[name] : undefined;
      this.tally[name] = known?.print === print ? known : { print, groups: {} };
    }
  }

  /** An entry that counts, at its time in Unix ms. */
  add({ rule, ...found }: Found, at: number, file: string): void {
    const tally = this.tally[rule.name];
    if (!tally) return;
    const group = groupFor(rule, tally.groups, valuesOf(rule, { rule, ...found }, file));
    addTo(rule, group, at);
    group.lastAt = Math.max(group.lastAt, at);
    if (group.firingSince === null && countAt(rule, group, at) >= rule.count) group.firingSince = at;
    const { level } = found.entry;
    if (level !== null) group.worst = Math.max(group.worst, rankOf(level));
    if (group.isTold) return;
    group.lines.push(cut(found.text, LONGEST_TEXT));
    if (group.lines.length > MOST_LINES) group.lines.shift();
    if (!group.files.includes(file) && group.files.length < MOST_FILES) group.files.push(file);
  }

  /** What has become of each group by now. `mayClear`: what is not there is surely gone. */
  settle(now: number, mayClear: boolean, isFirst: boolean): void {
    for (const rule of this.rules) {
      const { groups } = this.tally[rule.name] as RuleTally;
      for (const [key, group] of Object.entries(groups)) {
        this.age(rule, group, now, mayClear, isFirst);
        if (isOver(group)) delete groups[key];
      }
    }
  }

  private age(rule: LogRule, group: Group, now: number, mayClear: boolean, isFirst: boolean): void {
    const size = slotMs(rule);
    const count = countAt(rule, group, now);
    while (group.slots.length > 0 && ((group.slots[0] as number) + 1) * size <= now - rule.withinMs) group.slots.splice(0, 2);
    if (group.firingSince === null) {
      if (group.slots.length === 0) group.lines = [];
      return;
    }
    group.belowSince = count >= rule.count ? null : (group.belowSince ?? Math.min(now, group.lastAt + rule.withinMs));
    const isOld = group.belowSince !== null && now - group.belowSince >= rule.clearMs;
    if (isOld && mayClear && (group.isTold || isFirst)) {
      Object.assign(group, { firingSince: null, belowSince: null, isTold: false, lines: [], files: [], worst: -1, count: 0 });
      return;
    }
    if (!group.isTold) group.count = Math.max(count, rule.count);
    group.isTold = true;
  }
}

export function levelOfRank(rank: number): Level | null {
  return LEVELS[rank] ?? null;
}
