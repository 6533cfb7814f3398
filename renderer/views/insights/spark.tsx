// A line of medians, month by month; months with too few incidents leave a gap.
import { msg } from '../../../shared/words/words';
import { length } from './figures';
import styles from './measure-tiles.module.css';

const WIDTH = 148;
const HEIGHT = 26;
const PAD = 3;

export function Spark({ months }: { readonly months: readonly { readonly key: string; readonly ms: number | null }[] }) {
  const told = months.filter(({ ms }) => ms !== null).length;
  if (told < 2) return <span className={styles.few}>{msg`one month: no trend yet`}</span>;
  const most = Math.max(1, ...months.map(({ ms }) => ms ?? 0));
  const least = Math.min(0, ...months.map(({ ms }) => ms ?? 0));
  const points = months.flatMap(({ key, ms }, i) =>
    ms === null
      ? []
      : [
          {
            key,
            i,
            x: PAD + (i / (months.length - 1)) * (WIDTH - 2 * PAD),
            y: HEIGHT - PAD - ((ms - least) / (most - least)) * (HEIGHT - 2 * PAD),
          },
        ],
  );
  const line = points.map(({ i, x, y }, n) => `${n > 0 && points[n - 1]?.i === i - 1 ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
  const last = points.at(-1);
  return (
    <svg
      data-chart
      className={styles.spark}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={msg`Median by month: ${months.map(({ key, ms }) => `${key} ${ms === null ? msg`too few` : length(ms)}`).join(', ')}`}
    >
      <path d={line} fill="none" stroke="var(--accent)" strokeWidth="1.5" strokeLinejoin="round" />
      {points.map(({ key, x, y }) => (
        <circle key={key} cx={x} cy={y} r="1.6" fill="var(--accent)" />
      ))}
      {last && <circle cx={last.x} cy={last.y} r="2.6" fill="var(--accent)" />}
    </svg>
  );
}
