// What came back within thirty days, at the same service, by the same rule.
import { revealLine } from '../../../shared/domain/reveal-text';
import type { Repeats as Numbers } from '../../../shared/insights/repeats';
import { Card } from './card';
import { count, length, percent, seconds, times } from './figures';
import styles from './follow-through.module.css';
import type { OpenBehind } from './open-behind';
import { StackedRows } from './stacked-rows';

export function Repeats({ repeats, open }: { readonly repeats: Numbers; readonly open: OpenBehind }) {
  const table = {
    head: ['Rule', 'Service', 'Times', 'Median gap (s)'],
    rows: repeats.most.map(({ rule, service, times: n, medianGapMs }) => [
      revealLine(rule),
      revealLine(service ?? 'no service'),
      n,
      seconds(medianGapMs),
    ]),
  };
  const rows = repeats.most.map(({ rule, service, times: n, medianGapMs }) => ({
    ...{ key: `${rule}\n${service}`, name: `${revealLine(rule)}${service === null ? '' : ` · ${revealLine(service)}`}` },
    words: `${times(n)}, every ${length(medianGapMs)}`,
    pieces: [
      {
        ...{ key: 'times', n, colour: 'var(--s2)', opacity: 0.75, label: `came back ${times(n)}` },
        open: () => open({ what: 'repeats', rule, service }, `${revealLine(rule)}: came back`),
      },
    ],
  }));
  return (
    <Card
      title="What came back"
      name="repeats"
      about="The same rule at the same service, triggered again within thirty days."
      table={table}
    >
      {repeats.incidents === 0 ? (
        <p className={styles.none}>Nothing came back.</p>
      ) : (
        <>
          <p className={styles.none}>
            <button
              type="button"
              className={styles.link}
              onClick={() => open({ what: 'repeats', rule: null, service: null }, 'What came back')}
            >
              {count(repeats.incidents)} of {count(repeats.of)} incidents ({percent(repeats.incidents / repeats.of)})
            </button>{' '}
            were not the first within thirty days.
          </p>
          <StackedRows label="What came back most often" rows={rows} nameWidth={190} wordsWidth={150} />
        </>
      )}
    </Card>
  );
}
