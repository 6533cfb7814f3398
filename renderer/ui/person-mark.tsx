// A person as colour and initials; the name stands beside it or in the label of what holds it.
import styles from './person-mark.module.css';

const HUES = 8;

/** One of eight colours, the same for the same person everywhere. */
export function hueOf(key: string): number {
  let sum = 0;
  for (const char of key) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return sum % HUES;
}

/** Robin Fox -> RF, sam@example.com -> SA, Robin -> RO. */
export function initialsOf(name: string): string {
  const words = name
    .replace(/@.*$/, '')
    .split(/[\s._-]+/u)
    .filter((word) => word !== '');
  const [first = '?', second] = words;
  const letters = second === undefined ? [...first].slice(0, 2) : [...first].slice(0, 1).concat([...(words.at(-1) ?? second)].slice(0, 1));
  return letters.join('').toUpperCase();
}

export function PersonMark({ name, person }: { readonly name: string; readonly person: string | null }) {
  return (
    <span className={styles.mark} data-hue={hueOf(person ?? name)} aria-hidden>
      {initialsOf(name)}
    </span>
  );
}
