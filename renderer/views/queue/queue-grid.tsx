// The virtual list: only the rows on screen exist, whatever their number. The grid has the focus and names the active row.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type ReactNode, type RefObject, useCallback, useEffect, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { IncidentRow } from '../../../shared/domain/incident';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { useUi } from '../../store/ui';
import { GroupHeader } from './group-header';
import type { Item } from './hold';
import type { KeptList } from './list-keeper';
import { QueueRow } from './queue-row';
import { useIdle } from './use-idle';

const ROW_PX = 44;
const GROUP_PX = 30;
const OVERSCAN = 4;
/** The bars above and below the list: what is left is a first guess, so that the rows are there before the list was measured. */
const BARS_PX = 138;
/** The header row is the first of the grid. */
const ROWS_BEFORE = 1;

interface QueueGridProps {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly items: readonly Item[];
  readonly kept: KeptList;
  /** Shown instead of rows where there are none. */
  readonly emptiness: ReactNode;
  readonly footer: ReactNode;
}

export function QueueGrid({ scroller, items, kept, emptiness, footer }: QueueGridProps) {
  const { selectedId, checkedIds } = useUi(useShallow(({ selectedId, checkedIds }) => ({ selectedId, checkedIds })));
  const feedNamesOf = useFeedNamesOf();
  // The key is the place, not the incident: a rearranged list then gives the rows on screen new words instead of new elements.
  // The function is another one for other items: that is how the virtualizer knows that sizes moved.
  const getItemKey = useCallback((i: number) => `${items[i]?.kind} ${i}`, [items]);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => (items[i]?.kind === 'group' ? GROUP_PX : ROW_PX),
    getItemKey,
    overscan: OVERSCAN,
    initialRect: { width: 0, height: Math.max(0, window.innerHeight - BARS_PX) },
  });

  const selectedAt = items.findIndex((item) => item.kind === 'row' && item.id === selectedId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when the selection changes, not when the list does
  useEffect(() => {
    if (selectedAt >= 0) virtual.scrollToIndex(selectedAt, { align: 'auto' });
  }, [selectedId]);

  const shown = virtual.getVirtualItems();
  const isIdle = useIdle(shown.flatMap(({ index }) => rowAt(kept, items[index])));
  const isActiveShown = shown.some(({ index }) => index === selectedAt);
  const onClick = useRowClicks();
  return (
    <div ref={scroller} className="queue-scroller">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the key table moves, checks and opens */}
      <div
        className="queue-grid"
        role="grid"
        aria-label={msg`Incident queue`}
        aria-rowcount={items.length + ROWS_BEFORE}
        aria-multiselectable
        aria-activedescendant={isActiveShown ? `incident-${selectedId}` : undefined}
        data-focus="queue"
        tabIndex={0}
        onClick={onClick}
      >
        <ColumnHeads />
        <div role="rowgroup" className="queue-rows" style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ index, start, key }) => {
            const item = items[index];
            if (!item) return null;
            const place = index + 1 + ROWS_BEFORE;
            if (item.kind === 'group')
              return <GroupHeader key={key} group={item.group} isCollapsed={item.isCollapsed} place={place} top={start} />;
            const row = kept.rowOf(item.id);
            if (!row) return null;
            return (
              <QueueRow
                key={key}
                row={row}
                place={place}
                top={start}
                isSelected={item.id === selectedId}
                isChecked={checkedIds.has(item.id)}
                isGone={kept.goneIds.has(item.id)}
                isIdle={isIdle(row)}
                feedNames={feedNamesOf(row.feeds)}
              />
            );
          })}
        </div>
      </div>
      {items.length === 0 ? <div className="queue-emptiness">{emptiness}</div> : footer}
    </div>
  );
}

function rowAt(kept: KeptList, item: Item | undefined): readonly IncidentRow[] {
  const row = item?.kind === 'row' ? kept.rowOf(item.id) : undefined;
  return row ? [row] : [];
}

function ColumnHeads() {
  return (
    <div role="row" className="queue-row queue-heads" aria-rowindex={1}>
      <span role="columnheader" aria-label={msg`Checked`} />
      <span role="columnheader" aria-label={msg`Severity`} />
      <span role="columnheader">{msg`Incident`}</span>
      <span role="columnheader">{msg`What`}</span>
      <span role="columnheader" className="queue-sources">{msg`Sources`}</span>
      <span role="columnheader" className="queue-age">{msg`Age`}</span>
      <span role="columnheader">{msg`State`}</span>
    </div>
  );
}

/** Names of feeds, one a line: a text, so that a row can be compared by it. */
function useFeedNamesOf(): (feeds: readonly string[]) => string {
  const feeds = useDesk((state) => state.feeds);
  return (ids) => ids.map((id) => feeds.find((feed) => feed.feed === id)?.name ?? id).join('\n');
}

/** One listener for all rows: click selects, the box or Ctrl checks, Shift checks everything between. */
function useRowClicks(): (event: MouseEvent<HTMLElement>) => void {
  const anchor = useRef<string | null>(null);
  return (event) => {
    const target = event.target as HTMLElement;
    const id = target.closest<HTMLElement>('[data-id]')?.dataset.id;
    if (id === undefined) return;
    const { order, checkedIds, selectedId, select, setChecked, toggleChecked } = useUi.getState();
    if (event.shiftKey) {
      const from = order.indexOf(anchor.current ?? selectedId ?? id);
      const to = order.indexOf(id);
      setChecked([...checkedIds, ...order.slice(Math.min(from < 0 ? to : from, to), Math.max(from, to) + 1)]);
    } else if (event.ctrlKey || event.metaKey || target.closest('.queue-check')) {
      toggleChecked(id);
    } else {
      select(id);
    }
    anchor.current = id;
  };
}
