// The list under the palette's input: one row an entry, under headings. All words of feeds are shown as text.

import type { Ref } from 'react';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { Kbd } from '../../ui/kbd';
import { SeverityShape } from '../../ui/severity-shape';
import styles from './palette.module.css';
import type { PaletteItem } from './palette-items';

interface PaletteListProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly id: string;
  readonly items: readonly PaletteItem[];
  readonly activeId: string | null;
  readonly query: string;
  onPoint(id: string): void;
  onChoose(item: PaletteItem): void;
}

export function PaletteList({ ref, id, items, activeId, query, onPoint, onChoose }: PaletteListProps) {
  if (items.length === 0) {
    return (
      <p className={styles.none}>{query.trim() === '' ? msg`Nothing here yet.` : msg`Nothing by these words. Fewer words find more.`}</p>
    );
  }
  const groups = [...new Set(items.map((item) => item.group))];
  return (
    <div ref={ref} id={id} role="listbox" aria-label={msg`Found`} className={styles.list}>
      {groups.map((group) => (
        <div key={group} role="group" aria-label={group}>
          <div className={styles.group} aria-hidden="true">
            {group}
          </div>
          {items
            .filter((item) => item.group === group)
            .map((item) => (
              <PaletteRow
                key={item.id}
                id={`${id}-${item.id}`}
                item={item}
                isActive={item.id === activeId}
                onPoint={() => onPoint(item.id)}
                onChoose={() => onChoose(item)}
              />
            ))}
        </div>
      ))}
    </div>
  );
}

interface PaletteRowProps {
  readonly id: string;
  readonly item: PaletteItem;
  readonly isActive: boolean;
  onPoint(): void;
  onChoose(): void;
}

function PaletteRow({ id, item, isActive, onPoint, onChoose }: PaletteRowProps) {
  const isIncident = item.severity !== undefined;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the input keeps the focus and the keys; options are pointed at by aria-activedescendant.
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      className={styles.row}
      onMouseMove={isActive ? undefined : onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span className={styles.mark}>{item.severity !== undefined && <SeverityShape severity={item.severity} size={16} />}</span>
      {isIncident && <span className={styles.number}>{item.hint}</span>}
      <span className={styles.rowTitle}>{revealLine(item.title)}</span>
      <span className={styles.detail}>{revealLine(item.detail)}</span>
      {!isIncident && item.hint !== '' && <Kbd>{item.hint}</Kbd>}
    </div>
  );
}
