// Says what the demo feed is wherever it is listed, so that nobody takes invented alerts for their own.
import { msg } from '../../../shared/words/words';
import styles from './feeds.module.css';

export function DemoNote() {
  return (
    <p className={styles.demoNote}>
      <b>{msg`This is the embedded demo.`}</b>{' '}
      {msg`A small Alertmanager inside this program plays a scenario; everything reads it the way it would read yours. It ends when you add your own feed.`}
    </p>
  );
}
