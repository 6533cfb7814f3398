// The lines of a log that an alert keeps, as they were written: monospace, every sign of them shown, nothing of them markup.
import { revealText } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import styles from './kept-lines.module.css';

export function KeptLines({ text }: { readonly text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <pre className={styles.lines} tabIndex={0} role="group" aria-label={msg`Lines of the log`}>
      {revealText(text)}
    </pre>
  );
}
