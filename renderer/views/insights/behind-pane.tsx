// The incidents behind a number, beside the pictures: each with its value and the flow of its stages; one key opens it.
import { X } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import type { BehindRow } from '../../../shared/contract/insights';
import { revealLine } from '../../../shared/domain/reveal-text';
import type { Behind } from '../../../shared/insights/behind';
import type { Scope } from '../../../shared/insights/material';
import { msg } from '../../../shared/words/words';
import { useUi } from '../../store/ui';
import { ErrorState } from '../../ui/error-state';
import { rich } from '../../ui/rich';
import { SeverityShape } from '../../ui/severity-shape';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { exactTime } from '../../ui/time-words';
import { VirtualList } from '../incident/virtual-list';
import styles from './behind-pane.module.css';
import { count, length } from './figures';
import { StageFlow } from './stage-flow';
import { useBehind } from './use-behind';

/** So many rows before the last one more are asked for. */
const AHEAD = 20;

export interface Opened {
  readonly behind: Behind;
  readonly title: string;
}

interface Props {
  readonly scope: Scope;
  readonly opened: Opened;
  onClose(): void;
}

export function BehindPane({ scope, opened: { behind, title }, onClose }: Props) {
  const { rows, total, error, more, retry } = useBehind(scope, behind);
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number is the reason to move the focus
  useEffect(() => heading.current?.focus(), [behind]);
  return (
    <aside className={styles.pane} aria-label={msg`Incidents behind the number`} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <div className={styles.head}>
        <h3 ref={heading} tabIndex={-1} className={styles.title}>
          {title}
          {total !== null && <span className={styles.total}> {count(total)}</span>}
        </h3>
        <button type="button" className={styles.close} aria-label={msg`Close the list`} onClick={onClose}>
          <X size={15} aria-hidden />
        </button>
      </div>
      {error && <ErrorState error={error} onRetry={retry} />}
      {!error && total === null && <SkeletonRows count={5} label={msg`Loading the incidents`} />}
      {!error && total === 0 && <p className={styles.none}>{msg`No incident stands behind this number.`}</p>}
      {!error && total !== null && total > 0 && (
        <VirtualList
          label={msg`Incidents`}
          count={rows.length}
          estimatePx={72}
          keyOf={(i) => rows[i]?.row.id ?? String(i)}
          render={(i, tabIndex) => <Item one={rows[i] as BehindRow} tabIndex={tabIndex} heading={i === 0 ? heading : null} />}
          onSight={(_, to) => {
            if (to >= rows.length - AHEAD) more();
          }}
        />
      )}
    </aside>
  );
}

interface ItemProps {
  readonly one: BehindRow;
  readonly tabIndex: 0 | -1;
  /** The first takes the focus from it when it is drawn; who went elsewhere meanwhile stays there. */
  readonly heading: RefObject<HTMLElement | null> | null;
}

function Item({ one: { row, ms }, tabIndex, heading }: ItemProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (heading !== null && document.activeElement === heading.current) button.current?.focus({ preventScroll: true });
  }, [heading]);
  const title = row.isRestricted ? 'restricted' : revealLine(row.title);
  return (
    <button
      ref={button}
      type="button"
      data-rove
      className={styles.item}
      tabIndex={tabIndex}
      onClick={() => useUi.getState().showIncident(row.id)}
    >
      <SeverityShape severity={row.severity} size={18} />
      <span className={styles.words}>
        <span className={styles.line}>
          <b>{rich`INC-${row.number}`}</b> <span className={styles.name}>{title}</span>
          {ms !== null && <span className={styles.value}>{length(ms)}</span>}
        </span>
        <span className={styles.mute}>
          {exactTime(row.openedAt)} · {row.status}
          {row.service === null ? '' : ` · ${revealLine(row.service)}`}
        </span>
        <StageFlow row={row} />
      </span>
    </button>
  );
}
