// Labels as small chips `name=value`; the whole text on hover.
import type { Labels } from '../../../shared/domain/alert';
import { revealLine } from '../../../shared/domain/reveal-text';
import alertStyles from './alerts.module.css';

interface Props {
  readonly labels: Labels;
  /** Chips shown before "+n". */
  readonly max?: number;
}

export function LabelChips({ labels, max = 12 }: Props) {
  const all = Object.entries(labels);
  const rest = all.length - max;
  return (
    <span className={alertStyles.labelChips}>
      {all.slice(0, max).map(([name, value]) => (
        <span key={name} className={alertStyles.labelChip} title={`${revealLine(name)}=${revealLine(value)}`}>
          <span className={alertStyles.labelName}>{revealLine(name)}=</span>
          {revealLine(value)}
        </span>
      ))}
      {rest > 0 && <span className={alertStyles.labelMore}>+{rest}</span>}
    </span>
  );
}
