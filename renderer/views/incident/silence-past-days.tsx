// A bar for each of the last thirty days: firings, and the pages among them that would not have come.
import type { HiddenDay } from '../../../shared/rules/silence-history';
import { locale, msg } from '../../../shared/words/words';
import styles from './silence-past.module.css';

const STEP = 16;
const HEIGHT = 46;
const LEAST = 2;

const dayWords = (at: number): string => new Date(at).toLocaleDateString(locale(), { day: 'numeric', month: 'short' });

export function PastDays({ days }: { readonly days: readonly HiddenDay[] }) {
  const most = Math.max(1, ...days.map(({ episodes }) => episodes));
  const mostPages = Math.max(0, ...days.map(({ pages }) => pages));
  const words = msg`Firings by day, at most ${most}; pages by day, at most ${mostPages}`;
  return (
    <figure className={styles.days}>
      <svg viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`} role="img" aria-label={words} preserveAspectRatio="none">
        {days.map(({ from, episodes, pages }, i) => {
          const tall = episodes === 0 ? 0 : Math.max(LEAST, (episodes / most) * (HEIGHT - 10));
          return (
            <g key={from}>
              <title>{msg`24 h from ${dayWords(from)}: ${episodes} firings, ${pages} pages`}</title>
              <rect x={i * STEP + 1} y={HEIGHT - tall} width={STEP - 3} height={tall} className={styles.fired} />
              {pages > 0 && <rect x={i * STEP + 1} y={0} width={STEP - 3} height={5} className={styles.paged} />}
            </g>
          );
        })}
      </svg>
      <figcaption className={styles.caption}>
        <span>{dayWords(days[0]?.from ?? 0)}</span>
        <span>
          <i className={styles.firedKey} /> {msg`firings`} <i className={styles.pagedKey} /> {msg`paged`}
        </span>
        <span>{msg`now`}</span>
      </figcaption>
    </figure>
  );
}
