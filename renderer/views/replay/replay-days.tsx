// Two bars for each day: pages as they were and as they would have been, those of the night at the foot.
import type { ReplayDay, ReplayPages } from '../../../shared/contract/replay';
import { msg } from '../../../shared/words/words';
import { count } from '../insights/figures';
import { useWidth } from '../insights/use-width';
import styles from './replay.module.css';

const HEIGHT = 130;
const FOOT = 20;
const LEFT = 34;
const TOP = 8;

export function ReplayDays({ days }: { readonly days: readonly ReplayDay[] }) {
  const [ref, width] = useWidth();
  const most = Math.max(1, ...days.flatMap(({ before, after }) => [before.pages, after.pages]));
  const each = (width - LEFT) / Math.max(1, days.length);
  const thick = Math.max(1, Math.min(14, each * 0.36));
  const high = (n: number): number => (n / most) * (HEIGHT - TOP);
  const every = Math.max(1, Math.ceil(days.length / Math.max(2, Math.floor(width / 64))));
  const bar = (x: number, { pages, nights }: ReplayPages, colour: string) => (
    <>
      <rect x={x} y={HEIGHT - high(pages)} width={thick} height={high(pages - nights)} fill={colour} opacity={0.45} />
      <rect x={x} y={HEIGHT - high(nights)} width={thick} height={high(nights)} fill={colour} />
    </>
  );
  return (
    <figure className={styles.days} ref={ref}>
      <svg width={width} height={HEIGHT + FOOT} role="img" aria-label={wordsOf(days)}>
        <line x1={LEFT} x2={width} y1={HEIGHT} y2={HEIGHT} stroke="var(--line)" />
        <text x={LEFT - 6} y={TOP + 6} textAnchor="end" fill="var(--mute)">
          {count(most)}
        </text>
        {days.map(({ day, before, after }, i) => {
          const middle = LEFT + (i + 0.5) * each;
          return (
            <g key={day}>
              <title>{msg`${day}: ${before.pages} pages then (${before.nights} at night), ${after.pages} with these rules (${after.nights} at night)`}</title>
              {bar(middle - thick - 0.5, before, 'var(--mute)')}
              {bar(middle + 0.5, after, 'var(--accent)')}
              {i % every === 0 && (
                <text x={middle} y={HEIGHT + 15} textAnchor="middle" fill="var(--mute)">
                  {day.slice(5)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <figcaption className={styles.mute}>
        <span className={styles.key} data-side="before" /> {msg`then`} <span className={styles.key} data-side="after" />{' '}
        {msg`with these rules; the full part of a bar came at night`}
      </figcaption>
    </figure>
  );
}

function wordsOf(days: readonly ReplayDay[]): string {
  const sum = (side: 'before' | 'after'): number => days.reduce((total, day) => total + day[side].pages, 0);
  return msg`Pages by day: ${count(sum('before'))} then, ${count(sum('after'))} with these rules`;
}
