// The short name of each rule, as cards and list show it.
import { actionRules } from '../../../../shared/lint/action-finding';
import type { RuleId } from '../../../../shared/lint/finding';
import { nameWords } from '../../../../shared/lint/lint-words';
import { phraseRules } from '../../../../shared/lint/rules/phrase-rules';

const titles = new Map<RuleId, string>([
  ['name', nameWords.title],
  ...phraseRules.map(({ id, title }) => [id, title] as const),
  ...actionRules.map(({ id, title }) => [id, title] as const),
]);

export function titleOf(rule: RuleId): string {
  return titles.get(rule) ?? rule;
}
