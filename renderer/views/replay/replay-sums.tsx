// The outcome of a replay in one sentence, and its sums as they were and as they would have been.
import type { ReplayResult, ReplaySum } from '../../../shared/contract/replay';
import { msg } from '../../../shared/words/words';
import { rich } from '../../ui/rich';
import { count } from '../insights/figures';
import styles from './replay.module.css';

const ROWS: readonly (readonly [keyof ReplaySum, string])[] = [
  ['pages', msg`Pages`],
  ['nights', msg`of them at night (22 to 8)`],
  ['incidents', msg`Incidents`],
  ['held', msg`Incidents held back`],
  ['joined', msg`Groups joined by a correlation rule`],
];

/** `nights` first: they cost most. */
function sentence({ before, after }: ReplayResult): string {
  if (before.nights !== after.nights)
    return msg`This would have ${after.nights < before.nights ? msg`cut` : msg`raised`} ${count(before.nights)} night pages to ${count(after.nights)}.`;
  if (before.pages !== after.pages)
    return msg`This would have ${after.pages < before.pages ? msg`cut` : msg`raised`} ${count(before.pages)} pages to ${count(after.pages)}.`;
  return msg`As many pages as there were: ${count(before.pages)}.`;
}

export function ReplaySums({ result }: { readonly result: ReplayResult }) {
  const { before, after, sightings, tookMs, settingsChanges } = result;
  return (
    <>
      <p className={styles.sentence} role="status">
        {sentence(result)}
      </p>
      <table className={styles.sums}>
        <thead>
          <tr>
            <td />
            <th scope="col">{msg`Then`}</th>
            <th scope="col">{msg`With these rules`}</th>
          </tr>
        </thead>
        <tbody>
          {ROWS.map(([key, name]) => (
            <tr key={key} data-changed={before[key] !== after[key] || undefined}>
              <th scope="row">{name}</th>
              <td>{count(before[key])}</td>
              <td>{count(after[key])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.mute}>
        {rich`${count(sightings)} recorded sightings in ${(tookMs / 1000).toFixed(1)} s.${
          settingsChanges > 0 &&
          msg` Settings changed ${settingsChanges === 1 ? msg`once` : msg`${settingsChanges} times`} in this time: “then” is what was recorded, under the rules of each day.`
        }`}
      </p>
    </>
  );
}
