// One measure by service, severity or month: the median as a dot, the mean as a tick, and a line to the 90th percentile.
import { useState } from 'react';
import { revealLine } from '../../../shared/domain/reveal-text';
import { GROUPINGS, type Group, type Grouping } from '../../../shared/insights/groups';
import { MEASURE_NAMES, type MeasureName } from '../../../shared/insights/measures';
import { MEASURE_WORDS } from '../../../shared/insights/words';
import { msg } from '../../../shared/words/words';
import { ChoiceMenu } from '../../ui/choice-menu';
import { Card } from './card';
import { Chart, type Hit } from './chart';
import { count, length, seconds, spreadWords } from './figures';
import type { OpenBehind } from './open-behind';
import { useWidth } from './use-width';

const ROW = 24;
const TOP = 18;
const LEFT = 150;
const RIGHT = 210;

interface Props {
  readonly groups: Readonly<Record<Grouping, readonly Group[]>>;
  readonly open: OpenBehind;
}

export function GroupRanges({ groups, open }: Props) {
  const [by, setBy] = useState<Grouping>('service');
  const [name, setName] = useState<MeasureName>('resolve');
  const shown = groups[by];
  const table = {
    head: [by, 'incidents', 'n', msg`mean (s)`, msg`median (s)`, 'p90 (s)', msg`MTBF (s)`],
    rows: shown.map(({ key, incidents, measures: { [name]: m }, betweenFailures }) => [
      ...[labelOf(by, key), incidents, m.n],
      ...[seconds(m.mean), seconds(m.median), seconds(m.p90), seconds(betweenFailures)],
    ]),
  };
  return (
    <Card
      title={msg`${MEASURE_WORDS[name].short} by ${by}`}
      name={`${name}-by-${by}`}
      about={msg`${capital(MEASURE_WORDS[name].about)}. Dot: median, tick: mean, line: up to p90.`}
      table={table}
      isWide
      choices={
        <>
          <ChoiceMenu<MeasureName>
            name={msg`Measure`}
            value={name}
            choices={MEASURE_NAMES.map((value) => ({ value, label: MEASURE_WORDS[value].short }))}
            onChoose={setName}
          />
          <ChoiceMenu<Grouping> name={msg`By`} value={by} choices={GROUPINGS.map((value) => ({ value, label: value }))} onChoose={setBy} />
        </>
      }
    >
      <Ranges {...{ by, name, groups: shown, open }} />
    </Card>
  );
}

interface RangesProps {
  readonly by: Grouping;
  readonly name: MeasureName;
  readonly groups: readonly Group[];
  readonly open: OpenBehind;
}

function Ranges({ by, name, groups, open }: RangesProps) {
  const [ref, width] = useWidth();
  const end = width - RIGHT;
  const ends = groups.flatMap(({ measures: { [name]: m } }) => [m.p90 ?? 0, m.mean ?? 0, m.median ?? 0]);
  const [least, most] = [Math.min(0, ...ends), Math.max(1, ...ends)];
  const x = (ms: number): number => LEFT + ((ms - least) / (most - least)) * (end - LEFT);
  const hits = groups.map(
    ({ key, measures: { [name]: m } }, i): Hit => ({
      ...{ key, x: 0, y: TOP + i * ROW, width, height: ROW },
      label: msg`${labelOf(by, key)}: mean ${length(m.mean)}, ${spreadWords(m)}`,
      open: () =>
        open({ what: 'measure', measure: name, isMissing: false, group: { by, key } }, `${MEASURE_WORDS[name].short}, ${labelOf(by, key)}`),
    }),
  );
  return (
    <div ref={ref}>
      <Chart width={width} height={TOP + groups.length * ROW + 4} label={msg`${MEASURE_WORDS[name].short} by ${by}`} hits={hits}>
        {[least, most].map((ms) => (
          <g key={ms}>
            <line x1={x(ms)} x2={x(ms)} y1={TOP - 2} y2={TOP + groups.length * ROW} stroke="var(--line)" />
            <text x={x(ms)} y={11} textAnchor={ms === least ? 'start' : 'end'} fill="var(--mute)">
              {length(ms)}
            </text>
          </g>
        ))}
        {groups.map((group, i) => (
          <Range key={group.key} {...{ group, name, x }} label={labelOf(by, group.key)} y={TOP + (i + 0.5) * ROW} wordsAt={end + 14} />
        ))}
      </Chart>
    </div>
  );
}

interface RangeProps {
  readonly group: Group;
  readonly name: MeasureName;
  readonly label: string;
  readonly y: number;
  readonly wordsAt: number;
  x(ms: number): number;
}

function Range({ group, name, label, y, wordsAt, x }: RangeProps) {
  const { n, mean, median, p90 } = group.measures[name];
  return (
    <g>
      <text x={0} y={y + 4} fill="var(--text)">
        {label.length > 22 ? `${label.slice(0, 21)}…` : label}
      </text>
      {median !== null && p90 !== null && mean !== null && (
        <>
          <line x1={x(median)} x2={x(p90)} y1={y} y2={y} stroke="var(--accent)" strokeOpacity="0.45" strokeWidth="5" />
          <line x1={x(mean)} x2={x(mean)} y1={y - 6} y2={y + 6} stroke="var(--text)" strokeWidth="1.5" />
          <circle cx={x(median)} cy={y} r="4.5" fill="var(--accent)" />
        </>
      )}
      <text x={wordsAt} y={y + 4} fill="var(--mute)">
        {n === 0 ? msg`none of ${count(group.incidents)}` : `${length(median)} · p90 ${length(p90)} · n ${count(n)}`}
      </text>
    </g>
  );
}

function labelOf(by: Grouping, key: string): string {
  if (by === 'severity') return `SEV${key}`;
  return key === '' ? msg`no service` : revealLine(key);
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
