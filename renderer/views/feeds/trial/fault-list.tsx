// The faults of a preset in words; each leads to its place in the text.
import type { PresetFault } from '../../../../shared/feed-trial';
import { msg } from '../../../../shared/words/words';
import { rich } from '../../../ui/rich';
import styles from './trial.module.css';

function rowsOf({ where, rows }: PresetFault): string {
  if (rows === 0) return '';
  return rows === 1 ? ` (${where})` : msg` (${where} and ${rows - 1} more)`;
}

/** `onGo` is given the fault whose place is to be shown. */
export function FaultList({ faults, onGo }: { readonly faults: readonly PresetFault[]; onGo(fault: PresetFault): void }) {
  return (
    <ul id="preset-faults" className={styles.faults} aria-label={msg`Faults of the preset`}>
      {faults.map((fault) => (
        <li key={`${fault.line}:${fault.column}:${fault.why}`}>
          <button type="button" onClick={() => onGo(fault)}>
            {rich`Line ${fault.line}, column ${fault.column}`}
          </button>{' '}
          <bdi>{fault.why}</bdi>
          {rowsOf(fault)}
        </li>
      ))}
    </ul>
  );
}
