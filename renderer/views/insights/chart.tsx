// A picture in SVG with places one can open: the picture is for the eyes, the buttons over it are for pointer, keyboard and screen reader.
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import styles from './chart.module.css';

/** A place in px of the picture. */
export interface Hit {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** What stands there in words, such as 'Mon 03:00, 4 pages'. */
  readonly label: string;
  open(): void;
}

interface ChartProps {
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly hits: readonly Hit[];
  /** How many hits stand in one row; the arrow keys up and down go by it. */
  readonly columns?: number;
  readonly children: ReactNode;
}

export function Chart({ width, height, label, hits, columns = 1, children }: ChartProps) {
  const [at, setAt] = useState(0);
  const group = useRef<HTMLDivElement>(null);
  const current = Math.min(at, hits.length - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = stepOf(event.key, columns);
    if (step === 0) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(hits.length - 1, current + step));
    setAt(next);
    (group.current?.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <div className={styles.chart} style={{ width, height }}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} className={styles.picture} aria-hidden="true" data-chart>
        {children}
      </svg>
      <div ref={group} role="group" aria-label={label} onKeyDown={onKeyDown}>
        {hits.map((hit, i) => (
          <button
            key={hit.key}
            type="button"
            className={styles.hit}
            tabIndex={i === current ? 0 : -1}
            style={{ left: hit.x, top: hit.y, width: hit.width, height: hit.height }}
            title={hit.label}
            aria-label={hit.label}
            onFocus={() => setAt(i)}
            onClick={hit.open}
          />
        ))}
      </div>
    </div>
  );
}

function stepOf(key: string, columns: number): number {
  if (key === 'ArrowRight') return 1;
  if (key === 'ArrowLeft') return -1;
  if (key === 'ArrowDown') return columns;
  return key === 'ArrowUp' ? -columns : 0;
}
