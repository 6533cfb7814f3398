// What the library holds, by title or by how well it fits the words. One Tab stop; arrows and j, k move.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { RunbookListEntry } from '../../../shared/contract/runbooks';
import { locale, msg } from '../../../shared/words/words';
import { Age } from '../../ui/age';
import { rich } from '../../ui/rich';
import styles from './library.module.css';

interface Props {
  readonly entries: readonly RunbookListEntry[];
  readonly total: number;
  readonly selected: string | null;
  onSelect(id: string): void;
  onSight(upTo: number): void;
}

const ROW_PX = 50;
const STEP: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: 10, PageUp: -10, Home: -1e9, End: 1e9 };

export function LibraryList({ entries, total, selected, onSelect, onSight }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({ count: entries.length, getScrollElement: () => scroller.current, estimateSize: () => ROW_PX, overscan: 8 });
  const last = list.range?.endIndex ?? 0;
  useEffect(() => onSight(last), [last, onSight]);
  const at = entries.findIndex((e) => e.info.id === selected);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEP[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const to = Math.max(0, Math.min(entries.length - 1, at + step));
    const entry = entries[to];
    if (!entry) return;
    onSelect(entry.info.id);
    list.scrollToIndex(to);
  };
  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label={msg`Runbooks, ${total.toLocaleString(locale())}`}
      aria-activedescendant={at >= 0 ? `runbook-${at}` : undefined}
      className={styles.list}
      data-focus="runbooks"
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className={styles.sizer} role="presentation" style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map((item) => {
          const entry = entries[item.index];
          return (
            entry && (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
              <div
                key={item.key}
                id={`runbook-${item.index}`}
                role="option"
                tabIndex={-1}
                aria-selected={item.index === at}
                aria-setsize={total}
                aria-posinset={item.index + 1}
                className={styles.row}
                style={{ transform: `translateY(${item.start}px)`, height: ROW_PX }}
                onClick={() => onSelect(entry.info.id)}
              >
                <Row entry={entry} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

function Row({ entry: { info, snippet, use } }: { readonly entry: RunbookListEntry }) {
  return (
    <>
      <span className={styles.rowTitle}>{info.title}</span>
      <span className={styles.used}>
        {use.lastUsedAt !== null && (
          <>
            {rich`used ${use.incidents}×,`} <Age at={use.lastUsedAt} className="" /> {msg`ago`}
          </>
        )}
      </span>
      <span className={styles.second}>
        {snippet.trim() === '' ? `${info.origin.kind === 'link' ? '' : `${info.origin.source}/`}${info.origin.path}` : snippet}
      </span>
    </>
  );
}
