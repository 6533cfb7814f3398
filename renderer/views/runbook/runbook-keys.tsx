// The keys that work inside a runbook's text, at its foot, for they are not those of the queue.
import { msg } from '../../../shared/words/words';
import { Kbd } from '../../ui/kbd';
import styles from './runbook.module.css';

const MOVING = [
  ['J', msg`next step`],
  ['K', 'previous'],
] as const;
const MARKING = [
  ['X', 'done'],
  ['S', 'skip'],
  ['F', 'failed'],
  ['O', msg`open again`],
  ['R', 'run'],
  ['N', 'note'],
  ['I', 'improve'],
] as const;

export function RunbookKeys({ canMark }: { readonly canMark: boolean }) {
  return (
    <div className={styles.keys}>
      {[...MOVING, ...(canMark ? MARKING : [['I', 'improve'] as const])].map(([key, word]) => (
        <span key={key}>
          <Kbd>{key}</Kbd> {word}
        </span>
      ))}
    </div>
  );
}
