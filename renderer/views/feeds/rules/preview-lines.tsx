// What was read for a look at the last hour, file by file with its format, and the last entries that fit: each as it was written.
import { revealLine, revealText } from '../../../../shared/domain/reveal-text';
import { msg } from '../../../../shared/words/words';
import styles from './rules.module.css';

interface PreviewLinesProps {
  readonly about: readonly string[];
  /** An entry of several lines is one; null: this look has no lines to show. */
  readonly lines: readonly string[] | null;
}

export function PreviewLines({ about, lines }: PreviewLinesProps) {
  return (
    <>
      {about.length > 0 && (
        <ul className={styles.about}>
          {about.map((words) => (
            <li key={words}>{revealLine(words)}</li>
          ))}
        </ul>
      )}
      {lines !== null && lines.length > 0 && (
        <>
          <p className={styles.found}>{lines.length === 1 ? msg`The last one that fits` : msg`The last ${lines.length} that fit`}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <ol className={styles.entries} tabIndex={0} aria-label={msg`Lines that fit`}>
            {lines.map((entry, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: entries are a fixed list, and two may be the same
              <li key={at}>
                <pre>{revealText(entry)}</pre>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}
