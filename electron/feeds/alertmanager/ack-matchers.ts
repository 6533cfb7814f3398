// The narrow matchers that stand for an acknowledgement: as many labels as the alerts have in common.
import type { Labels } from '../../../shared/domain/alert';
import type { Matcher, Target } from '../../../shared/feed';
import { spellMatcher } from '../../../shared/rules/matchers';

/** Do both lists say the same, in whatever order? */
export function areSameMatchers(a: readonly Matcher[], b: readonly Matcher[]): boolean {
  const text = (matchers: readonly Matcher[]) => matchers.map(spellMatcher).sort().join('\n');
  return a.length === b.length && text(a) === text(b);
}

/** The labels that all have with the same, non-empty value: an empty value matches everything that lacks the label. */
function commonLabels(all: readonly Labels[]): [string, string][] {
  const [first = {}, ...rest] = all;
  return Object.entries(first).filter(
    ([name, value]) => value !== '' && rest.every((labels) => Object.hasOwn(labels, name) && labels[name] === value),
  );
}

/**
 * Matchers that cover exactly these alerts as narrowly as their common labels allow, one list for each alert name:
 * without the name a silence could hide alerts of quite another kind. A list is empty where nothing is in common.
 */
export function ackMatchers(targets: readonly Target[]): readonly (readonly Matcher[])[] {
  return [...groupByName(targets).values()].map((group) =>
    commonLabels(group.map((target) => target.labels)).map(([name, value]) => ({ name, value, isRegex: false, isEqual: true })),
  );
}

function nameOf(target: Target): string {
  return target.labels.alertname ?? '';
}

function groupByName(targets: readonly Target[]): Map<string, Target[]> {
  const groups = new Map<string, Target[]>();
  for (const target of targets) {
    const group = groups.get(nameOf(target));
    if (group) group.push(target);
    else groups.set(nameOf(target), [target]);
  }
  return groups;
}
