// The measures as tiles: the mean never without n, median and p90 beside it, and how it went month by month where there is enough to say so.

import { MEASURE_NAMES, type Measured, type MeasureName } from '../../../shared/insights/measures';
import type { Overview } from '../../../shared/insights/overview';
import { TREND_FROM } from '../../../shared/insights/spread';
import { BETWEEN_WORDS, MEASURE_WORDS } from '../../../shared/insights/words';
import { msg } from '../../../shared/words/words';
import { rich } from '../../ui/rich';
import { Card, type CardTable } from './card';
import { count, length, percent, seconds, spreadWords } from './figures';
import styles from './measure-tiles.module.css';
import type { OpenBehind } from './open-behind';
import { Spark } from './spark';

interface Props {
  readonly overview: Overview;
  readonly open: OpenBehind;
}

export function MeasureTiles({ overview, open }: Props) {
  return (
    <Card
      title={msg`Measures`}
      name="measures"
      about={msg`Means over the period, and the median month by month.`}
      table={tableOf(overview)}
      isWide
    >
      <div className={styles.tiles}>
        {MEASURE_NAMES.map((name) => (
          <MeasureTile key={name} {...{ name, overview, open }} />
        ))}
        <BetweenTile {...{ overview, open }} />
      </div>
    </Card>
  );
}

/** A row for the period and one for each month: mean, n, median and p90 of each measure, in seconds. */
function tableOf({ measures, failures, incidents, groups }: Overview): CardTable {
  const cells = (of: Overview['measures'], between: number | null) => [
    ...MEASURE_NAMES.flatMap((name) => {
      const { mean, n, median, p90 } = of[name];
      return [seconds(mean), n, seconds(median), seconds(p90)];
    }),
    seconds(between),
  ];
  const heads = MEASURE_NAMES.flatMap((name) =>
    [msg`mean (s)`, 'n', msg`median (s)`, 'p90 (s)'].map((what) => `${MEASURE_WORDS[name].short} ${what}`),
  );
  return {
    head: [msg`Month`, msg`Incidents`, ...heads, `${BETWEEN_WORDS.short} (s)`],
    rows: [
      [msg`All`, incidents, ...cells(measures, failures.betweenMs)],
      ...groups.month.map((month) => [month.key, month.incidents, ...cells(month.measures, month.betweenFailures)]),
    ],
  };
}

function MeasureTile({ name, overview, open }: Props & { readonly name: MeasureName }) {
  const words = MEASURE_WORDS[name];
  const taken = overview.measures[name];
  return (
    <div className={styles.tile}>
      <span hidden data-words={`${words.short}: mean ${length(taken.mean)}, ${spreadWords(taken)}`} />
      <span className={styles.name} title={words.about}>
        {words.short}
      </span>
      <button
        type="button"
        className={styles.value}
        disabled={taken.n === 0}
        aria-label={msg`${words.name}: mean ${length(taken.mean)}, ${spreadWords(taken)}. Open the incidents`}
        onClick={() => open({ what: 'measure', measure: name, isMissing: false, group: null }, words.name)}
      >
        {length(taken.mean)}
      </button>
      <span className={styles.spread}>{spreadWords(taken)}</span>
      <Missing {...{ name, taken, open }} />
      <Trend name={name} overview={overview} />
    </div>
  );
}

/** Those that the measure could not be taken of. */
function Missing({ name, taken, open }: { readonly name: MeasureName; readonly taken: Measured; readonly open: OpenBehind }) {
  const missing = taken.of - taken.n;
  const word = {
    detect: msg`not confirmed`,
    recover: msg`not confirmed`,
    acknowledge: msg`never acknowledged`,
    resolve: msg`not resolved`,
  }[name];
  const coverage = name === 'detect' || name === 'recover' ? msg`covers ${percent(taken.of === 0 ? null : taken.n / taken.of)} · ` : '';
  return (
    <span className={styles.spread}>
      {coverage}
      {missing === 0 ? (
        msg`all counted`
      ) : (
        <button
          type="button"
          className={styles.link}
          onClick={() => open({ what: 'measure', measure: name, isMissing: true, group: null }, `${MEASURE_WORDS[name].short}: ${word}`)}
        >
          {count(missing)} {word}
        </button>
      )}
    </span>
  );
}

function Trend({ name, overview }: { readonly name: MeasureName; readonly overview: Overview }) {
  if (overview.measures[name].n < TREND_FROM) return <span className={styles.few}>{rich`below ${TREND_FROM}: no trend`}</span>;
  const months = overview.groups.month.map(({ key, measures }) => ({
    key,
    ms: measures[name].n < TREND_FROM ? null : measures[name].median,
  }));
  return <Spark months={months} />;
}

function BetweenTile({ overview, open }: Props) {
  const { betweenMs, plannedMs } = overview.failures;
  return (
    <div className={styles.tile}>
      <span hidden data-words={`${BETWEEN_WORDS.short}: ${betweenMs === null ? msg`undefined` : length(betweenMs)}`} />
      <span className={styles.name} title={BETWEEN_WORDS.about}>
        {BETWEEN_WORDS.short}
      </span>
      <button
        type="button"
        className={styles.value}
        disabled={betweenMs === null}
        aria-label={msg`${BETWEEN_WORDS.name}: ${betweenMs === null ? msg`undefined` : length(betweenMs)}. Open the incidents`}
        onClick={() => open({ what: 'all', group: null }, msg`All incidents of the period`)}
      >
        {betweenMs === null ? msg`undefined` : length(betweenMs)}
      </button>
      <span className={styles.spread}>{betweenMs === null ? msg`no failure` : msg`${count(overview.incidents)} failures`}</span>
      <span className={styles.spread}>{plannedMs > 0 ? msg`${length(plannedMs)} planned` : msg`no planned downtime`}</span>
      {overview.incidents < TREND_FROM ? (
        <span className={styles.few}>{rich`below ${TREND_FROM}: no trend`}</span>
      ) : (
        <Spark
          months={overview.groups.month.map(({ key, incidents, betweenFailures }) => ({
            key,
            ms: incidents < TREND_FROM ? null : betweenFailures,
          }))}
        />
      )}
    </div>
  );
}
