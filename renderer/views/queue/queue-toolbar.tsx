// Filter, grouping, order and saved views of the queue.
import { useMemo } from 'react';
import { useDesk } from '../../store/desk';
import { type SortBy, useUi } from '../../store/ui';
import { type Choice, ChoiceMenu } from '../../ui/choice-menu';
import { Toolbar } from '../../ui/toolbar';
import { labelNames } from './arrange';
import { QueueSearch } from './queue-search';
import { SavedViews } from './saved-views';

const GROUPS: readonly Choice<string>[] = [
  { value: '', label: 'none' },
  { value: 'service', label: 'service' },
  { value: 'severity', label: 'severity' },
  { value: 'feed', label: 'feed' },
];
const SORTS: readonly Choice<SortBy>[] = [
  { value: 'urgency', label: 'urgency' },
  { value: 'age', label: 'age' },
  { value: 'changed', label: 'last change' },
];

export function QueueToolbar() {
  const { groupBy, sortBy, setGroupBy, setSortBy } = useUi();
  // Which labels there are changes rarely: a text compares cheaply and keeps the menu from being drawn at every commit.
  const names = useDesk((state) => labelNames(state.rows.values()).join('\n'));
  const groups = useMemo(() => {
    const labels = names === '' ? [] : names.split('\n').filter((name) => !GROUPS.some((group) => group.value === name));
    return [...GROUPS, ...labels.map((name) => ({ value: name, label: name }))];
  }, [names]);
  return (
    <Toolbar label="Filter and order">
      <QueueSearch />
      <ChoiceMenu name="Group" value={groupBy} choices={groups} onChoose={setGroupBy} />
      <ChoiceMenu name="Sort" value={sortBy} choices={SORTS} onChoose={setSortBy} />
      <SavedViews />
    </Toolbar>
  );
}
