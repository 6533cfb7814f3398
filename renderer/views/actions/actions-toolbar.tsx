// The bar above the board: what is counted, what is shown, and a new action.
import { Button } from '@mantine/core';
import { ListFilter, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { ActionView } from '../../../shared/contract/actions';
import { isActionOpen } from '../../../shared/domain/action';
import { msg } from '../../../shared/words/words';
import { ChoiceMenu } from '../../ui/choice-menu';
import { Toolbar } from '../../ui/toolbar';
import { refreshActions } from './action-acts';
import { type ActionFilter, choicesOf, SHOW_CHOICES } from './action-filter';
import styles from './actions.module.css';

interface Props {
  readonly actions: readonly ActionView[];
  readonly filter: ActionFilter;
  onFilter(filter: ActionFilter): void;
  onNew(): void;
}

export function ActionsToolbar({ actions, filter, onFilter, onNew }: Props) {
  const { owners, kinds, services } = choicesOf(actions);
  const set = (patch: Partial<ActionFilter>): void => onFilter({ ...filter, ...patch });
  return (
    <Toolbar label={msg`Actions`}>
      <h2 className={styles.title}>{msg`Actions`}</h2>
      <span className={styles.sum} role="status">
        {sumOf(actions)}
      </span>
      <label className={styles.search}>
        <ListFilter size={13} aria-hidden />
        <input
          type="text"
          aria-label={msg`Filter the actions`}
          placeholder={msg`Filter by any word`}
          maxLength={200}
          spellCheck={false}
          value={filter.text}
          onChange={(event) => set({ text: event.target.value })}
          onKeyDown={(event) => event.key === 'Escape' && set({ text: '' })}
        />
      </label>
      <ChoiceMenu name={msg`Show`} value={filter.show} choices={SHOW_CHOICES} onChoose={(show) => set({ show })} />
      <ChoiceMenu name={msg`Owner`} value={filter.owner} choices={owners} onChoose={(owner) => set({ owner })} />
      <ChoiceMenu name={msg`Kind`} value={filter.kind} choices={kinds} onChoose={(kind) => set({ kind })} />
      <ChoiceMenu name={msg`Service`} value={filter.service} choices={services} onChoose={(service) => set({ service })} />
      <span className={styles.space} />
      <LookNow />
      <Button size="xs" className={styles.new} onClick={onNew}>{msg`New action`}</Button>
    </Toolbar>
  );
}

function LookNow() {
  const [isBusy, setIsBusy] = useState(false);
  const look = async (): Promise<void> => {
    setIsBusy(true);
    await refreshActions();
    setIsBusy(false);
  };
  return (
    <Button size="xs" variant="default" aria-label={msg`Look at tickets and guards now`} loading={isBusy} onClick={() => void look()}>
      <RefreshCw size={13} aria-hidden />
    </Button>
  );
}

function sumOf(actions: readonly ActionView[]): string {
  if (actions.length === 0) return '';
  const open = actions.filter(isActionOpen).length;
  const late = actions.filter((a) => a.isOverdue).length;
  return msg`${open} to do${late > 0 ? msg` · ${late} overdue` : ''}`;
}
