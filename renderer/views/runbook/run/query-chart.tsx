// The answer to a query as a small chart of a few lines; the same numbers in words stand below it.
import type { RunSeries } from '../../../../shared/domain/run';
import { locale, msg } from '../../../../shared/words/words';
import { rich } from '../../../ui/rich';
import { wallTime } from '../../../ui/time-words';
import styles from './run.module.css';

const WIDTH = 560;
const HEIGHT = 120;
const INSET = 4;
/** What was asked for, also where values begin later. */
const HOUR_MS = 3_600_000;
/** Lines are told apart by dash as well as by colour. */
const DASHES = ['', '6 3', '2 3', '8 3 2 3', '12 4'];
const COLOURS = ['var(--accent)', 'var(--ok)', 'var(--s2)', 'var(--security)', 'var(--s3)'];
const NAMED = 8;

function short(value: number): string {
  return value.toLocaleString(locale(), {
    maximumSignificantDigits: 4,
    notation: Math.abs(value) >= 100_000 ? 'compact' : 'standard',
  });
}

interface QueryChartProps {
  readonly series: readonly RunSeries[];
  /** A line across the chart; null: none. */
  readonly threshold?: number | null;
  /** Spans, Unix ms, to be marked: when a rule would have fired. */
  readonly hits?: readonly { readonly from: number; readonly to: number }[];
}

/** Narrower spans would not be seen. */
const LEAST_BAND = 3;

export function QueryChart({ series, threshold = null, hits = [] }: QueryChartProps) {
  const points = series.flatMap((s) => s.points);
  if (points.length === 0) return null;
  const times = points.map(([at]) => at);
  const values = points.map(([, v]) => v);
  const to = Math.max(...times);
  const from = Math.min(to - HOUR_MS, ...times);
  const marked = threshold === null ? values : [...values, threshold];
  const [low, high] = [Math.min(0, ...marked), Math.max(...marked)];
  const x = (at: number): number => INSET + ((at - from) / Math.max(1, to - from)) * (WIDTH - 2 * INSET);
  const y = (value: number): number => HEIGHT - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * INSET) - INSET;
  // A line of no length with round ends is a dot: a series of one value must be seen too.
  const path = (s: RunSeries): string =>
    `${s.points.map(([at, v], i) => `${i === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(v).toFixed(1)}`).join('')}h0`;
  return (
    <figure className={styles.chart}>
      <div className={styles.plot}>
        <span className={styles.high}>{short(high)}</span>
        <span className={styles.low}>{short(low)}</span>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={msg`Chart of ${series.length} series, ${short(low)} to ${short(high)}, ${wallTime(from)} to ${wallTime(to)}`}
        >
          {hits.map((hit) => (
            <rect
              key={hit.from}
              className={styles.hit}
              x={x(hit.from)}
              y={0}
              width={Math.max(LEAST_BAND, x(hit.to) - x(hit.from))}
              height={HEIGHT}
            />
          ))}
          {threshold !== null && (
            <line className={styles.threshold} x1={0} x2={WIDTH} y1={y(threshold)} y2={y(threshold)} vectorEffect="non-scaling-stroke" />
          )}
          {series.map((s, i) => (
            <path
              key={s.name}
              d={path(s)}
              fill="none"
              stroke={COLOURS[i % COLOURS.length]}
              strokeWidth="2"
              strokeLinecap="round"
              strokeDasharray={DASHES[Math.floor(i / COLOURS.length) % DASHES.length] || undefined}
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </svg>
      </div>
      <div className={styles.times}>
        <span>{wallTime(from)}</span>
        <span>{wallTime(to)}</span>
      </div>
      <figcaption>
        {series.slice(0, NAMED).map((s, i) => (
          <span key={s.name} className={styles.legend}>
            <i style={{ background: COLOURS[i % COLOURS.length] }} aria-hidden /> {s.name}
          </span>
        ))}
        {series.length > NAMED && <span>{rich`and ${series.length - NAMED} more`}</span>}
      </figcaption>
    </figure>
  );
}
