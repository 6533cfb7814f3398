// A feed's state as a shape of 14 px, drawn so that the six differ without colour.
import { type FeedState, STATE_LOOKS } from './feed-words';
import styles from './feeds.module.css';

/** Decoration: the word always stands beside it or in its row. */
export function StateShape({ state }: { readonly state: FeedState }) {
  const { shape, tone } = STATE_LOOKS[state];
  return (
    <svg className={styles.shape} data-tone={tone} viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
      {SHAPES[shape]}
    </svg>
  );
}

const SHAPES = {
  disc: <circle cx="7" cy="7" r="4.5" fill="currentColor" />,
  triangle: <path d="M7 1.8 13 12.2H1Z" fill="currentColor" />,
  half: (
    <>
      <circle cx="7" cy="7" r="4.8" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M7 2.2a4.8 4.8 0 0 1 0 9.6Z" fill="currentColor" />
    </>
  ),
  cross: <path d="m3 3 8 8m0-8-8 8" fill="none" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />,
  ring: <circle cx="7" cy="7" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="3 2.4" />,
  dash: <path d="M3 7h8" fill="none" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />,
} as const;
