// After a merge or a split by hand: offers to make a rule of it. Nothing is asked where no rule would hold.
import type { AlertData } from '../../../shared/domain/alert';
import type { IncidentRow } from '../../../shared/domain/incident';
import { apartRule, togetherRule } from '../../../shared/rules/teach';
import type { CorrelationRule } from '../../../shared/settings/correlation';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { useUi } from '../../store/ui';
import { offer } from '../../ui/toasts';

const namesTaken = (): readonly string[] => useDesk.getState().settings?.correlation.rules.map((r) => r.name) ?? [];

function ask(rule: CorrelationRule | null, words: string, label: string): void {
  if (rule) offer(words, label, () => useUi.getState().openDialog({ kind: 'teach', rule }));
}

export function offerTogether(into: IncidentRow, from: readonly IncidentRow[]): void {
  const [first] = from;
  if (first && from.length === 1)
    ask(togetherRule(into, first, namesTaken()), msg`Do these always belong together?`, msg`Always together…`);
}

type Some = readonly Pick<AlertData, 'name' | 'labels'>[];

export function offerApart(left: Some, stayed: Some): void {
  ask(apartRule(left, stayed, namesTaken()), msg`Should these never be together?`, msg`Never together…`);
}
