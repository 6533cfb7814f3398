// What came back within thirty days, at the same service, by the same rule.
import { revealLine } from '../../../shared/domain/reveal-text';
import type { Repeats as Numbers } from '../../../shared/insights/repeats';
import { msg } from '../../../shared/words/words';
import { rich } from '../../ui/rich';
import { Card } from './card';
import { count, length, percent, seconds, times } from './figures';
import styles from './follow-through.module.css';
import type { OpenBehind } from './open-behind';
import { StackedRows } from './stacked-rows';

export function Repeats({ repeats, open }: { readonly repeats: Numbers; readonly open: OpenBehind }) {
  const table = {
    head: [msg`Rule`, msg`Service`, msg`Times`, msg`Median gap (s)`],
    rows: repeats.most.map(({ rule, service, times: n, medianGapMs }) => [
      revealLine(rule),
      revealLine(service ?? msg`no service`),
      n,
      seconds(medianGapMs),
    ]),
  };
  const rows = repeats.most.map(({ rule, service, times: n, medianGapMs }) => ({
    ...{ key: `${rule}\n${service}`, name: `${revealLine(rule)}${service === null ? '' : ` · ${revealLine(service)}`}` },
    words: msg`${times(n)}, every ${length(medianGapMs)}`,
    pieces: [
      {
        ...{ key: 'times', n, colour: 'var(--s2)', opacity: 0.75, label: msg`came back ${times(n)}` },
        open: () => open({ what: 'repeats', rule, service }, msg`${revealLine(rule)}: came back`),
      },
    ],
  }));
  return (
    <Card
      title={msg`What came back`}
      name="repeats"
      about={msg`The same rule at the same service, triggered again within thirty days.`}
      table={table}
    >
      {repeats.incidents === 0 ? (
        <p className={styles.none}>{msg`Nothing came back.`}</p>
      ) : (
        <>
          <p className={styles.none}>
            <button
              type="button"
              className={styles.link}
              onClick={() => open({ what: 'repeats', rule: null, service: null }, msg`What came back`)}
            >
              {rich`${count(repeats.incidents)} of ${count(repeats.of)} incidents (${percent(repeats.incidents / repeats.of)})`}
            </button>{' '}
            {msg`were not the first within thirty days.`}
          </p>
          <StackedRows label={msg`What came back most often`} rows={rows} nameWidth={190} wordsWidth={150} />
        </>
      )}
    </Card>
  );
}
