// The place "Actions": what is to be done after incidents, over all of them, with the state of each ticket and each guard.
import { Button } from '@mantine/core';
import { ListChecks } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ActionView } from '../../../shared/contract/actions';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { rich } from '../../ui/rich';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { VirtualList } from '../incident/virtual-list';
import { type ActionFilter, listed, NO_FILTER } from './action-filter';
import { ActionPanel } from './action-panel';
import { ActionRow } from './action-row';
import styles from './actions.module.css';
import { ActionsToolbar } from './actions-toolbar';
import { CheckedBar } from './checked-bar';
import { NewActionDialog } from './new-action-dialog';
import { type Board, useActions } from './use-actions';

const ROW_PX = 45;

export function ActionsView() {
  const { board, error, refresh } = useActions();
  const [filter, setFilter] = useState<ActionFilter>(NO_FILTER);
  const [isAdding, setIsAdding] = useState(false);
  const actions = board?.actions ?? [];
  return (
    <div className={styles.view}>
      <ActionsToolbar actions={actions} filter={filter} onFilter={setFilter} onNew={() => setIsAdding(true)} />
      <EngineDown />
      {board?.trackers
        .filter((t) => t.trouble !== '')
        .map((t) => (
          <p key={t.id} className={styles.stale} role="status">
            ▲ <b>{revealLine(t.name)}</b> {rich`could not be looked at: ${revealLine(t.trouble)} What stands here is what it last said.`}
          </p>
        ))}
      {board === null ? (
        error ? (
          <ErrorState error={error} onRetry={refresh} />
        ) : (
          <SkeletonRows count={6} label={msg`Loading the actions`} />
        )
      ) : actions.length === 0 ? (
        <Nothing onNew={() => setIsAdding(true)} />
      ) : (
        <Listed board={board} filter={filter} onAll={() => setFilter({ ...NO_FILTER, show: 'all' })} />
      )}
      {isAdding && <NewActionDialog onClose={() => setIsAdding(false)} />}
    </div>
  );
}

interface ListedProps {
  readonly board: Board;
  readonly filter: ActionFilter;
  onAll(): void;
}

function Listed({ board, filter, onAll }: ListedProps) {
  const rows = useMemo(() => listed(board.actions, filter), [board.actions, filter]);
  const [openId, setOpenId] = useState<string | null>(null);
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  const open = board.actions.find((a) => a.id === openId) ?? null;
  const chosen = board.actions.filter((a) => checked.has(a.id));
  const toggle = (id: string): void =>
    setChecked((old) => (old.has(id) ? new Set([...old].filter((i) => i !== id)) : new Set([...old, id])));
  return (
    <div className={styles.split}>
      <div className={styles.list}>
        {chosen.length > 0 && <CheckedBar chosen={chosen} trackers={board.trackers} onDone={() => setChecked(new Set())} />}
        {rows.length === 0 ? (
          <NoMatch onAll={onAll} />
        ) : (
          <VirtualList
            label={msg`Actions`}
            count={rows.length}
            estimatePx={ROW_PX}
            keyOf={(i) => rows[i]?.id ?? String(i)}
            render={(i, tabIndex) => {
              const action = rows[i] as ActionView;
              return (
                <ActionRow
                  {...{ action, tabIndex, today: board.today }}
                  isOpen={action.id === openId}
                  isChecked={checked.has(action.id)}
                  onOpen={() => setOpenId(action.id === openId ? null : action.id)}
                  onCheck={() => toggle(action.id)}
                />
              );
            }}
          />
        )}
      </div>
      {open && <ActionPanel key={open.id} action={open} trackers={board.trackers} onClose={() => setOpenId(null)} />}
    </div>
  );
}

function EngineDown() {
  const isDown = useDesk((state) => state.connection === 'engine-down');
  if (!isDown) return null;
  return (
    <p
      role="alert"
      className={styles.stale}
    >{msg`▲ The engine is down: what stands here is what was last known. Nothing is lost; it goes on when the engine is back.`}</p>
  );
}

function NoMatch({ onAll }: { onAll(): void }) {
  return (
    <EmptyState
      icon={<ListChecks size={22} aria-hidden />}
      title={msg`No action is like that`}
      action={<Button size="xs" variant="default" onClick={onAll}>{msg`Show all actions`}</Button>}
    >{msg`The filter above leaves out all of them.`}</EmptyState>
  );
}

function Nothing({ onNew }: { onNew(): void }) {
  return (
    <EmptyState
      icon={<ListChecks size={22} aria-hidden />}
      title={msg`No action yet`}
      action={<Button size="xs" onClick={onNew}>{msg`Write down an action`}</Button>}
    >{msg`What is to be done after an incident stands here, over all postmortems: who does it, by when, and whether it really happened. Lines of a postmortem’s section “Actions” come by themselves.`}</EmptyState>
  );
}
