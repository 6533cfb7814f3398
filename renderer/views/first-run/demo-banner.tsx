// A slim line over the queue while the demo plays, so that an invented alert is never taken for a real one.
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import styles from './first-run.module.css';
import { connectMine } from './first-run-acts';

/** Nothing when the alerts are real. */
export function DemoBanner() {
  const isDemo = useDesk((state) => state.status?.isDemo === true);
  if (!isDemo) return null;
  return (
    <aside className={styles.banner} aria-label={msg`Demo`}>
      <span>
        <b>{msg`Demo.`}</b> {msg`These alerts are invented and repeat; nothing of yours is watched yet.`}
      </span>
      <button type="button" className={styles.bannerAct} onClick={connectMine}>{msg`Connect my Alertmanager`}</button>
    </aside>
  );
}
