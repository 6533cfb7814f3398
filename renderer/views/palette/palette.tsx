// Ctrl/Cmd K: everything by name. A combobox over one list, so that the focus never leaves the input.
import { Modal } from '@mantine/core';
import { useId, useMemo, useRef, useState } from 'react';
import { msg } from '../../../shared/words/words';
import { targets } from '../../store/commands';
import { useDesk } from '../../store/desk';
import { useUi } from '../../store/ui';
import styles from './palette.module.css';
import { type PaletteItem, paletteItems } from './palette-items';
import { PaletteList } from './palette-list';
import { useReturnFocus } from './return-focus';
import { usePaletteHistory } from './use-palette-history';

/** Shown by the frame while the ui store says so; closes itself. */
export function Palette() {
  const close = useUi((state) => state.closePalette);
  useReturnFocus();
  return (
    <Modal.Root
      opened
      onClose={close}
      size={640}
      yOffset="12vh"
      centered={false}
      transitionProps={{ duration: 80 }}
      classNames={{ content: styles.box ?? '' }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={msg`Find anything`}>
        <PaletteBody onClose={close} />
      </Modal.Content>
    </Modal.Root>
  );
}

function PaletteBody({ onClose }: { onClose(): void }) {
  const [query, setQuery] = useState('');
  const [activeId, setActiveId] = useState<string | null>(null);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const rows = useDesk((state) => state.rows);
  const feeds = useDesk((state) => state.feeds);
  const about = useMemo(() => targets(), []);
  const found = useMemo(() => paletteItems({ rows, feeds, targets: about }, query), [rows, feeds, about, query]);
  const history = usePaletteHistory(query, rows);
  const items = useMemo(() => [...found, ...history.items], [found, history.items]);
  const active = items.find((item) => item.id === activeId) ?? items[0];

  // Close first: what an act opens (a dialog, a view) must find the palette gone and take the focus.
  const run = (item: PaletteItem | undefined): void => {
    if (item === undefined) return;
    onClose();
    item.act();
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const to = stepOf(event, items.length, active === undefined ? -1 : items.indexOf(active));
    if (event.key === 'Enter') run(active);
    else if (to === null) return;
    else setActiveId(items[to]?.id ?? null);
    event.preventDefault();
    requestAnimationFrame(() => list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }));
  };
  return (
    <>
      <input
        className={styles.input}
        role="combobox"
        aria-expanded={items.length > 0}
        aria-controls={items.length > 0 ? listId : undefined}
        aria-activedescendant={active === undefined ? undefined : `${listId}-${active.id}`}
        aria-label={msg`Find incidents, commands, feeds, settings`}
        placeholder={msg`Find incidents, commands, feeds, settings, history`}
        data-autofocus
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActiveId(null);
        }}
        onKeyDown={onKeyDown}
      />
      <PaletteList ref={list} id={listId} items={items} activeId={active?.id ?? null} query={query} onPoint={setActiveId} onChoose={run} />
      <p className={styles.foot} role="status">
        {history.words === '' ? msg`${items.length} found` : history.words}
        <span aria-hidden="true">{msg`↑↓ move · Enter do · Esc close`}</span>
      </p>
    </>
  );
}

/** Where the selection goes for a key; `null` when the key is for typing. */
function stepOf(event: Pick<React.KeyboardEvent, 'key' | 'ctrlKey'>, count: number, at: number): number | null {
  if (count === 0) return null;
  const key = event.ctrlKey ? `Ctrl+${event.key}` : event.key;
  switch (key) {
    case 'ArrowDown':
    case 'Ctrl+n':
    case 'Ctrl+j':
      return (at + 1) % count;
    case 'ArrowUp':
    case 'Ctrl+p':
    case 'Ctrl+k':
      return (at - 1 + count) % count;
    case 'PageDown':
      return Math.min(count - 1, at + 8);
    case 'PageUp':
      return Math.max(0, at - 8);
    default:
      return null;
  }
}
