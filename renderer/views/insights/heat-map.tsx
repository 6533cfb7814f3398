// When pages came: hour by weekday, in the zone of this desk. The number stands in each cell, so that nothing is told by colour alone.
import { HOUR_MARKS, WEEKDAYS } from '../../../shared/insights/words';
import { msg } from '../../../shared/words/words';
import { Card } from './card';
import { Chart, type Hit } from './chart';
import { pageCount } from './figures';
import type { OpenBehind } from './open-behind';
import { useWidth } from './use-width';

const LEFT = 34;
const TOP = 18;
const CELL = 24;
const GAP = 2;
/** So far that the number on it keeps its contrast in both looks. */
const DARKEST = 0.52;
const PALEST = 0.1;

interface Props {
  readonly heat: readonly (readonly number[])[];
  readonly pages: number;
  readonly timeZone: string;
  readonly open: OpenBehind;
}

const hourText = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

export function HeatMap({ heat, pages, timeZone, open }: Props) {
  const table = {
    head: [msg`Hour`, ...WEEKDAYS],
    rows: Array.from({ length: 24 }, (_, hour) => [hourText(hour), ...heat.map((day) => day[hour] ?? 0)]),
  };
  return (
    <Card
      title={msg`Pages by hour and weekday`}
      name="pages-by-hour"
      about={msg`${pageCount(pages)} shown, in ${timeZone}. Each page counts once.`}
      table={table}
    >
      <Cells heat={heat} open={open} />
    </Card>
  );
}

function Cells({ heat, open }: Pick<Props, 'heat' | 'open'>) {
  const [ref, width] = useWidth();
  const step = (width - LEFT) / 24;
  const most = Math.max(1, ...heat.flat());
  const cells = heat.flatMap((hours, weekday) =>
    hours.map((n, hour) => ({ n, hour, weekday, x: LEFT + hour * step, y: TOP + weekday * (CELL + GAP) })),
  );
  const hits = cells.map(
    ({ n, hour, weekday, x, y }): Hit => ({
      ...{ key: `${weekday}-${hour}`, x, y, width: step - GAP, height: CELL },
      label: `${WEEKDAYS[weekday]} ${hourText(hour)}, ${pageCount(n)}`,
      open: () => open({ what: 'hour', weekday, hour }, msg`Pages on ${WEEKDAYS[weekday]} at ${hourText(hour)}`),
    }),
  );
  return (
    <div ref={ref}>
      <Chart width={width} height={TOP + 7 * (CELL + GAP)} label={msg`Pages by hour and weekday`} hits={hits} columns={24}>
        {HOUR_MARKS.map((hour) => (
          <text key={hour} x={LEFT + hour * step} y={11} fill="var(--mute)">
            {String(hour).padStart(2, '0')}
          </text>
        ))}
        {WEEKDAYS.map((day, i) => (
          <text key={day} x={0} y={TOP + i * (CELL + GAP) + 16} fill="var(--mute)">
            {day}
          </text>
        ))}
        {cells.map(({ n, hour, weekday, x, y }) => (
          <g key={`${weekday}-${hour}`}>
            <rect x={x} y={y} width={step - GAP} height={CELL} rx={3} fill="var(--raise)" />
            {n > 0 && (
              <rect
                x={x}
                y={y}
                width={step - GAP}
                height={CELL}
                rx={3}
                fill="var(--accent)"
                fillOpacity={PALEST + (DARKEST - PALEST) * (n / most)}
              />
            )}
            {n > 0 && step > 14 && (
              <text x={x + (step - GAP) / 2} y={y + 16} textAnchor="middle" fontSize={n > 999 ? 9 : 10.5} fill="var(--text)">
                {n > 9_999 ? `${Math.round(n / 1_000)}k` : n}
              </text>
            )}
          </g>
        ))}
      </Chart>
    </div>
  );
}
