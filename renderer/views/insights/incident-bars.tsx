// How many incidents there were, step by step, the gravest at the foot of each bar.
import type { Bucket, Step } from '../../../shared/insights/buckets';
import { msg } from '../../../shared/words/words';
import { rich } from '../../ui/rich';
import { Card } from './card';
import { Chart, type Hit } from './chart';
import { count } from './figures';
import type { OpenBehind } from './open-behind';
import { useWidth } from './use-width';

const HEIGHT = 150;
const FOOT = 42;
const KEY_PX = 58;
const LEFT = 34;
const TOP = 10;
const MONTHS = [msg`Jan`, msg`Feb`, msg`Mar`, msg`Apr`, msg`May`, msg`Jun`, msg`Jul`, msg`Aug`, msg`Sep`, msg`Oct`, msg`Nov`, msg`Dec`];
const BY: Readonly<Record<Step, string>> = { day: msg`day by day`, week: msg`week by week`, month: msg`month by month` };

interface Props {
  readonly buckets: readonly Bucket[];
  readonly step: Step;
  readonly open: OpenBehind;
}

export function IncidentBars({ buckets, step, open }: Props) {
  const table = {
    head: [msg`From`, 'SEV1', 'SEV2', 'SEV3', 'SEV4', 'SEV5', msg`All`],
    rows: buckets.map(({ day, bySeverity }) => [day, ...bySeverity, sumOf(bySeverity)]),
  };
  return (
    <Card
      title={msg`Incidents, ${BY[step]}`}
      name="incidents"
      about={msg`By the time of their trigger. Drills and merged ones are left out.`}
      table={table}
      isWide
    >
      <Bars {...{ buckets, step, open }} />
    </Card>
  );
}

function Bars({ buckets, step, open }: Props) {
  const [ref, width] = useWidth();
  const most = niceMost(Math.max(1, ...buckets.map(({ bySeverity }) => sumOf(bySeverity))));
  const each = (width - LEFT) / Math.max(1, buckets.length);
  const scale = (n: number): number => (n / most) * (HEIGHT - TOP);
  const bar = { width: Math.max(1, Math.min(each * 0.76, 34)), left: (i: number) => LEFT + (i + 0.5) * each };
  const hits = buckets.map(
    ({ day, from, to, bySeverity }, i): Hit => ({
      ...{ key: day, x: LEFT + i * each, y: 0, width: each, height: HEIGHT },
      label: msg`${step === 'day' ? day : msg`${step} from ${day}`}: ${count(sumOf(bySeverity))} incidents${severityWords(bySeverity)}`,
      open: () => open({ what: 'all', group: null, from, to }, msg`Incidents of ${dayWords(day, step)}`),
    }),
  );
  const every = Math.max(1, Math.ceil(buckets.length / Math.max(2, Math.floor(width / 64))));
  return (
    <div ref={ref}>
      <Chart width={width} height={HEIGHT + FOOT} label={msg`Incidents, ${BY[step]}`} hits={hits} columns={7}>
        {[0, 0.5, 1].map((part) => (
          <g key={part}>
            <line x1={LEFT} x2={width} y1={HEIGHT - scale(most * part)} y2={HEIGHT - scale(most * part)} stroke="var(--line)" />
            <text x={LEFT - 6} y={HEIGHT - scale(most * part) + 4} textAnchor="end" fill="var(--mute)">
              {part === 0.5 && most % 2 === 1 ? '' : count(most * part)}
            </text>
          </g>
        ))}
        {buckets.map(({ day, bySeverity }, i) => (
          <g key={day}>
            {stackOf(bySeverity).map(({ severity, from, n }) => (
              <rect
                key={severity}
                x={bar.left(i) - bar.width / 2}
                y={HEIGHT - scale(from + n)}
                width={bar.width}
                height={Math.max(1, scale(n) - 1)}
                fill={`var(--s${severity})`}
              />
            ))}
            {i % every === 0 && (
              <text x={bar.left(i)} y={HEIGHT + 15} textAnchor="middle" fill="var(--mute)">
                {dayWords(day, step)}
              </text>
            )}
          </g>
        ))}
        {[1, 2, 3, 4, 5].map((severity, i) => (
          <g key={severity}>
            <rect x={LEFT + i * KEY_PX} y={HEIGHT + 29} width={9} height={9} fill={`var(--s${severity})`} />
            <text x={LEFT + i * KEY_PX + 13} y={HEIGHT + 38} fill="var(--mute)">
              {rich`SEV${severity}`}
            </text>
          </g>
        ))}
      </Chart>
    </div>
  );
}

function stackOf(bySeverity: readonly number[]): { severity: number; from: number; n: number }[] {
  let from = 0;
  return bySeverity.flatMap((n, i) => {
    const piece = { severity: i + 1, from, n };
    from += n;
    return n === 0 ? [] : [piece];
  });
}

function severityWords(bySeverity: readonly number[]): string {
  const parts = bySeverity.flatMap((n, i) => (n === 0 ? [] : [msg`${count(n)} SEV${i + 1}`]));
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** '22 Nov', or 'Nov 26' for a month. */
function dayWords(day: string, step: Step): string {
  const month = MONTHS[Number(day.slice(5, 7)) - 1] ?? '';
  return step === 'month' ? `${month} ${day.slice(2, 4)}` : `${Number(day.slice(8))} ${month}`;
}

/** The next number with one or two telling digits. */
function niceMost(most: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(most)) - 1);
  const rounded = Math.ceil(most / (2 * unit)) * 2 * unit;
  return Math.max(2, rounded);
}
