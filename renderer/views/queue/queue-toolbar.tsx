// Filter, grouping, order and saved views of the queue.
import { useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { type SortBy, useUi } from '../../store/ui';
import { type Choice, ChoiceMenu } from '../../ui/choice-menu';
import { Toolbar } from '../../ui/toolbar';
import { labelNames } from './arrange';
import { QueueSearch } from './queue-search';
import { SavedViews } from './saved-views';

const GROUPS: readonly Choice<string>[] = [
  { value: '', label: msg`none` },
  { value: 'service', label: msg`service` },
  { value: 'severity', label: msg`severity` },
  { value: 'feed', label: msg`feed` },
];
const SORTS: readonly Choice<SortBy>[] = [
  { value: 'urgency', label: msg`urgency` },
  { value: 'age', label: msg`age` },
  { value: 'changed', label: msg`last change` },
];

/** The fixed groups and every label that rows have now. */
function groupChoices(): readonly Choice<string>[] {
  const labels = labelNames(useDesk.getState().rows.values()).filter((name) => !GROUPS.some((group) => group.value === name));
  return [...GROUPS, ...labels.map((name) => ({ value: name, label: name }))];
}

export function QueueToolbar() {
  const { groupBy, sortBy, setGroupBy, setSortBy } = useUi(
    useShallow(({ groupBy, sortBy, setGroupBy, setSortBy }) => ({ groupBy, sortBy, setGroupBy, setSortBy })),
  );
  const [groups, setGroups] = useState(GROUPS);
  return (
    <Toolbar label={msg`Filter and order`}>
      <QueueSearch />
      <ChoiceMenu name={msg`Group`} value={groupBy} choices={groups} onChoose={setGroupBy} onOpen={() => setGroups(groupChoices())} />
      <ChoiceMenu name={msg`Sort##order`} value={sortBy} choices={SORTS} onChoose={setSortBy} />
      <SavedViews />
    </Toolbar>
  );
}
