// JSON that a source sent, as a tree that folds, is searched and is walked with the keyboard. Only rows in sight are drawn.
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown, ChevronRight, ChevronUp } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import { revealLine, revealText } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { aboveOf, copyOf, type JsonMatches, type JsonRow, matchesOf, openAtFirst, rowsOf, valueWords } from './json-rows';
import styles from './json-tree.module.css';

const ROW_PX = 22;
const MOST_PX = 420;
/** A longer text is shown whole below the tree when its row is chosen. */
const LONG_CHARS = 60;
const MOST_SHOWN = 20_000;

interface Props {
  readonly value: object;
  readonly label: string;
  onCopy(text: string): void;
}

export function JsonTree({ value, label, onCopy }: Props) {
  const [open, setOpen] = useState(() => openAtFirst(value));
  const [chosen, setChosen] = useState('');
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query);
  const matches = useMemo(() => matchesOf(value, wanted), [value, wanted]);
  const rows = useMemo(() => rowsOf(value, open), [value, open]);
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === chosen),
  );
  const row = rows[at];

  const choose = (id: string): void => {
    setOpen((was) => new Set([...was, ...aboveOf(id)]));
    setChosen(id);
  };
  const turn = (by: number): void => {
    const now = matches.ids.indexOf(chosen);
    const next = now === -1 && by < 0 ? -1 : now + by;
    const id = matches.ids.at(next % matches.ids.length);
    if (id !== undefined) choose(id);
  };
  const fold = ({ id, size, isOpen }: JsonRow): void => {
    if (size === null || size === 0) return;
    setOpen((was) => (isOpen ? new Set([...was].filter((one) => one !== id)) : new Set([...was, id])));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new search begins at its first place; walking on is no new search
  useEffect(() => {
    if (matches.ids[0] !== undefined) choose(matches.ids[0]);
  }, [matches]);

  return (
    <div className={styles.tree}>
      <Search query={query} matches={matches} chosen={chosen} onQuery={setQuery} onTurn={turn} />
      <Rows
        {...{ rows, at, label, matches }}
        onChoose={(index) => setChosen(rows[index]?.id ?? '')}
        onFold={fold}
        onCopy={() => row && onCopy(copyOf(row.value))}
      />
      {row && (
        <div className={styles.foot}>
          <code className={styles.path}>{revealLine(row.id)}</code>
          <Button size="compact-xs" variant="subtle" onClick={() => onCopy(copyOf(row.value))}>{msg`Copy this value`}</Button>
        </div>
      )}
      {typeof row?.value === 'string' && (row.value.length > LONG_CHARS || row.value.includes('\n')) && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre className={styles.whole} tabIndex={0} role="group" aria-label={msg`The whole text`}>
          {revealText(row.value.slice(0, MOST_SHOWN))}
          {row.value.length > MOST_SHOWN && '…'}
        </pre>
      )}
    </div>
  );
}

interface SearchProps {
  readonly query: string;
  readonly matches: JsonMatches;
  readonly chosen: string;
  onQuery(query: string): void;
  onTurn(by: 1 | -1): void;
}

function Search({ query, matches: { ids, isMore }, chosen, onQuery, onTurn }: SearchProps) {
  const at = ids.indexOf(chosen) + 1;
  const count = `${ids.length}${isMore ? '+' : ''}`;
  const words = ids.length === 0 ? msg`nothing found` : at === 0 ? msg`${count} found` : msg`${at} of ${count}`;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') onTurn(event.shiftKey ? -1 : 1);
    if (event.key !== 'Escape' || query === '') return;
    event.stopPropagation();
    onQuery('');
  };
  return (
    <div className={styles.search}>
      <TextInput
        size="xs"
        value={query}
        placeholder={msg`Search names and values`}
        aria-label={msg`Search names and values`}
        onChange={({ currentTarget }) => onQuery(currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span role="status" className={styles.found}>
        {query.trim() === '' ? '' : words}
      </span>
      {ids.length > 1 && (
        <>
          <ActionIcon size="sm" variant="subtle" aria-label={msg`Previous place`} onClick={() => onTurn(-1)}>
            <ChevronUp size={14} />
          </ActionIcon>
          <ActionIcon size="sm" variant="subtle" aria-label={msg`Next place`} onClick={() => onTurn(1)}>
            <ChevronDown size={14} />
          </ActionIcon>
        </>
      )}
    </div>
  );
}

interface RowsProps {
  readonly rows: readonly JsonRow[];
  readonly at: number;
  readonly label: string;
  readonly matches: JsonMatches;
  onChoose(index: number): void;
  onFold(row: JsonRow): void;
  onCopy(): void;
}

function Rows({ rows, at, label, matches, onChoose, onFold, onCopy }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const base = useId();
  const list = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => ROW_PX, overscan: 12 });
  const hits = useMemo(() => new Set(matches.ids), [matches]);
  const chosen = rows[at]?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that unfold elsewhere are no reason to scroll
  useEffect(() => list.scrollToIndex(at), [chosen]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[at];
    if (!row) return;
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isPlain && event.key.toLowerCase() === 'c' && `${window.getSelection()}` === '') onCopy();
    const act = isPlain ? actOf(event.key, row, rows, at, Math.floor(MOST_PX / ROW_PX)) : null;
    if (act === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (act === 'fold') onFold(row);
    else onChoose(act);
  };
  return (
    <div
      ref={scroller}
      className={styles.rows}
      role="tree"
      aria-label={label}
      aria-activedescendant={`${base}${at}`}
      tabIndex={0}
      style={{ height: Math.min(MOST_PX, Math.max(1, rows.length) * ROW_PX + 10) }}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className={styles.sizer} style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, start }) => {
          const row = rows[index] as JsonRow;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys for its rows
            <div
              key={row.id}
              id={`${base}${index}`}
              role="treeitem"
              tabIndex={-1}
              aria-level={row.depth + 1}
              aria-selected={index === at}
              {...(row.size !== null && row.size > 0 && { 'aria-expanded': row.isOpen })}
              className={styles.row}
              data-hit={hits.has(row.id) || undefined}
              style={{ transform: `translateY(${start}px)`, paddingLeft: 4 + Math.min(row.depth, 24) * 14 }}
              onClick={() => {
                onChoose(index);
                onFold(row);
              }}
            >
              <RowWords row={row} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The row to go to, or whether this one is folded; null: not a key of a tree. */
function actOf(key: string, row: JsonRow, rows: readonly JsonRow[], at: number, page: number): number | 'fold' | null {
  const last = rows.length - 1;
  const isHolding = row.size !== null && row.size > 0;
  if (key === 'ArrowDown') return Math.min(last, at + 1);
  if (key === 'ArrowUp') return Math.max(0, at - 1);
  if (key === 'PageDown') return Math.min(last, at + page);
  if (key === 'PageUp') return Math.max(0, at - page);
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  if (key === 'Enter' || key === ' ') return 'fold';
  if (key === 'ArrowRight') return isHolding && !row.isOpen ? 'fold' : isHolding ? Math.min(last, at + 1) : at;
  if (key !== 'ArrowLeft') return null;
  if (isHolding && row.isOpen) return 'fold';
  const parent = aboveOf(row.id).at(-1);
  return Math.max(
    0,
    rows.findIndex(({ id }) => id === parent),
  );
}

function RowWords({ row: { name, value, size, isOpen } }: { readonly row: JsonRow }) {
  const isHolding = size !== null && size > 0;
  return (
    <>
      <span className={styles.mark}>{isHolding && (isOpen ? <ChevronDown size={12} /> : <ChevronRight size={12} />)}</span>
      <span className={typeof name === 'number' ? styles.number : styles.name}>{typeof name === 'number' ? name : revealLine(name)}</span>
      <span className={isHolding ? styles.holds : styles.value} data-type={typeof value}>
        {isHolding ? `${Array.isArray(value) ? '[ ]' : '{ }'} ${size}` : valueWords(value)}
      </span>
    </>
  );
}
