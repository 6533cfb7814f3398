// The list itself: one Tab stop, arrows and j, k move, Enter opens. Only what is in sight is drawn.
import { useVirtualizer } from '@tanstack/react-virtual';
import { MessageSquare } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { PostmortemRow } from '../../../shared/domain/postmortem';
import { revealLine } from '../../../shared/domain/reveal-text';
import { locale, msg } from '../../../shared/words/words';
import { openIncidentTab } from '../../store/incident-tab';
import { useUi } from '../../store/ui';
import { Age } from '../../ui/age';
import { useTimeWords } from '../../ui/clock';
import { rich } from '../../ui/rich';
import { SeverityShape } from '../../ui/severity-shape';
import { Tag, type TagTone } from '../../ui/tag';
import { exactTime } from '../../ui/time-words';
import { dueWords, statusWords } from './postmortem-rows';
import styles from './postmortems.module.css';

const ROW_PX = 50;
const STEP: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: 10, PageUp: -10, Home: -1e9, End: 1e9 };

/** Shows the incident with its postmortem. */
export function openPostmortemOf(incident: string): void {
  useUi.getState().showIncident(incident);
  openIncidentTab('postmortem');
}

export function PostmortemList({ rows }: { readonly rows: readonly PostmortemRow[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const list = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => ROW_PX, overscan: 8 });
  const at = Math.max(
    0,
    rows.findIndex((row) => row.incident === selected),
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEP[event.key];
    const row = rows[step === undefined ? at : Math.max(0, Math.min(rows.length - 1, at + step))];
    if (!row || (step === undefined && event.key !== 'Enter')) return;
    event.preventDefault();
    event.stopPropagation();
    if (step === undefined) {
      openPostmortemOf(row.incident);
    } else {
      setSelected(row.incident);
      list.scrollToIndex(rows.indexOf(row));
    }
  };
  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label={msg`Postmortems, ${rows.length.toLocaleString(locale())}`}
      aria-activedescendant={rows.length > 0 ? `postmortem-${at}` : undefined}
      className={styles.list}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className={styles.sizer} role="presentation" style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return (
            row && (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
              <div
                key={row.incident}
                id={`postmortem-${item.index}`}
                role="option"
                tabIndex={-1}
                aria-selected={item.index === at}
                aria-setsize={rows.length}
                aria-posinset={item.index + 1}
                className={styles.row}
                style={{ transform: `translateY(${item.start}px)`, height: ROW_PX }}
                onClick={() => openPostmortemOf(row.incident)}
              >
                <Row row={row} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

const TONES: Readonly<Record<string, TagTone>> = { published: 'good', approved: 'good', 'in-review': 'neutral', draft: 'neutral' };

function Row({ row }: { readonly row: PostmortemRow }) {
  return (
    <>
      <SeverityShape severity={row.severity} />
      <span className={styles.name}>
        <span className={styles.number}>{rich`INC-${row.number}`}</span> {revealLine(row.title)}
        <span className={styles.second}>{revealLine([row.service ?? '', actionWords(row)].filter(Boolean).join(' · '))}</span>
      </span>
      <Due dueAt={row.dueAt} />
      <span className={styles.comments}>
        {row.openComments > 0 && (
          <span title={msg`${row.openComments} open ${row.openComments === 1 ? msg`comment` : msg`comments`}`}>
            <MessageSquare size={13} aria-hidden /> {row.openComments}
            <span className="visually-hidden"> {msg`open comments`}</span>
          </span>
        )}
      </span>
      <span className={styles.edited}>
        {row.editedAt !== null && (
          <>
            {revealLine(row.editedBy)}, <Age at={row.editedAt} className="" /> {msg`ago`}
          </>
        )}
      </span>
      <span className={styles.status}>
        <Tag tone={row.status === null ? 'unsure' : (TONES[row.status] ?? 'neutral')}>{statusWords(row.status)}</Tag>
      </span>
    </>
  );
}

function actionWords({ actions }: PostmortemRow): string {
  if (actions === null || actions.total === 0) return '';
  return msg`${actions.total - actions.open} of ${actions.total} ${actions.total === 1 ? msg`action` : msg`actions`} done`;
}

function Due({ dueAt }: { readonly dueAt: number | null }) {
  const words = useTimeWords((now) => dueWords(dueAt, now));
  return (
    <span className={styles.due} data-late={words.endsWith('late') || undefined} title={dueAt === null ? undefined : exactTime(dueAt)}>
      {words}
    </span>
  );
}
