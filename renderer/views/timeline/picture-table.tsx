// What the picture shows, as tables: when each alert fired, and how many marks of each sort there are.
import { revealLine } from '../../../shared/domain/reveal-text';
import { locale, msg } from '../../../shared/words/words';
import { rich } from '../../ui/rich';
import { exactTime, shortDuration } from '../../ui/time-words';
import styles from './picture.module.css';
import { ROW_WORDS, type Scene } from './picture-scene';
import type { Span } from './timeline-filter';

const MOST = 100;

export function PictureTable({ scene, shown }: { readonly scene: Scene; readonly shown: Span }) {
  const spans = scene.lanes
    .flatMap(({ label, spans: own }) => own.map(([from, to]) => ({ label, from, to })))
    .filter(({ from, to }) => from <= shown[1] && (to ?? scene.now) >= shown[0]);
  const inSight = scene.rows.map(({ row, marks }) => {
    const own = marks.filter(({ happenedAt }) => happenedAt >= shown[0] && happenedAt <= shown[1]);
    return { row, own };
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.tables} aria-label={msg`The picture as tables`} tabIndex={0}>
      <table>
        <caption>{rich`When alerts fired${spans.length > MOST ? msg` (the first ${MOST} of ${spans.length})` : ''}`}</caption>
        <thead>
          <tr>
            <th scope="col">{msg`Alert`}</th>
            <th scope="col">{msg`From`}</th>
            <th scope="col">{msg`To`}</th>
            <th scope="col">{msg`For`}</th>
          </tr>
        </thead>
        <tbody>
          {spans.slice(0, MOST).map(({ label, from, to }) => (
            <tr key={`${label} ${from}`}>
              <td>{revealLine(label)}</td>
              <td>{exactTime(from)}</td>
              <td>{to === null ? msg`still fires` : exactTime(to)}</td>
              <td>{shortDuration((to ?? scene.now) - from)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table>
        <caption>{msg`What was done`}</caption>
        <thead>
          <tr>
            <th scope="col">{msg`Sort`}</th>
            <th scope="col">{msg`How many`}</th>
            <th scope="col">{msg`First`}</th>
            <th scope="col">{msg`Last`}</th>
          </tr>
        </thead>
        <tbody>
          {inSight.map(({ row, own }) => (
            <tr key={row}>
              <td>{ROW_WORDS[row]}</td>
              <td>{own.length.toLocaleString(locale())}</td>
              <td>{own[0] ? exactTime(own[0].happenedAt) : ''}</td>
              <td>{own.length > 0 ? exactTime(own.at(-1)?.happenedAt ?? 0) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
