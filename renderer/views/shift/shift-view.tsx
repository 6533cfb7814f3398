// The change of shift: at the left what one hands over, at the right what was handed to this desk.

import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { HandOver } from './hand-over';
import styles from './shift.module.css';
import { TakeOver } from './take-over';

export function ShiftView() {
  const isDown = useDesk((s) => s.connection === 'engine-down');
  return (
    <div className={styles.view}>
      {isDown && (
        <p role="alert" className={styles.down}>{msg`▲ The engine is down: a shift can be handed over or taken over once it is back.`}</p>
      )}
      <div className={styles.sides}>
        <HandOver />
        <TakeOver />
      </div>
    </div>
  );
}
