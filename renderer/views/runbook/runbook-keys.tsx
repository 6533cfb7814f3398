// The keys that work inside a runbook's text, at its foot, for they are not those of the queue.
import { Kbd } from '../../ui/kbd';
import styles from './runbook.module.css';

const MOVING = [['J K', 'move']] as const;
const MARKING = [
  ['X', 'done'],
  ['S', 'skip'],
  ['F', 'failed'],
  ['O', 'reopen'],
  ['R', 'run'],
  ['N', 'note'],
] as const;

export function RunbookKeys({ canMark }: { readonly canMark: boolean }) {
  return (
    <div className={styles.keys}>
      {[...MOVING, ...(canMark ? MARKING : [])].map(([key, word]) => (
        <span key={key}>
          <Kbd>{key}</Kbd> {word}
        </span>
      ))}
    </div>
  );
}
