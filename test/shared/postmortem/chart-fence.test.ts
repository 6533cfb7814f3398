import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ChartReference, parseChart, printChart } from '../../../shared/postmortem/chart-fence';

const chart: ChartReference = {
  ...{ chart: 'stages', incident: 'inc-abc', number: 42, from: 1000, to: 60_000, caption: 'Stages of INC-42' },
  marks: [{ name: 'Detected', at: 2000 }],
};
const inside = (fence: string): string => fence.split('\n').slice(1, -1).join('\n');

it('[G6] a chart is a fence that can be read back', () => {
  expect(printChart(chart).split('\n')).toEqual([
    ...['```chart', 'chart: stages', 'incident: INC-42 inc-abc', 'from: 1970-01-01T00:00:01.000Z', 'to: 1970-01-01T00:01:00.000Z'],
    ...['mark: 1970-01-01T00:00:02.000Z Detected', 'caption: Stages of INC-42', '```'],
  ]);
  expect(parseChart(inside(printChart(chart)))).toEqual(chart);
});

it('[G6] a caption can’t end the fence, and what is no chart is none', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('```', '~~~', '\n', '\r', 'to: x', 'mark: ', 'a', ' ', '\u2028'), { maxLength: 9 }).map((p) => p.join('')),
      (caption) => {
        const fence = printChart({ ...chart, caption });
        expect(fence.match(/```/g)).toHaveLength(2);
        expect(parseChart(inside(fence))).toMatchObject({ incident: 'inc-abc', marks: chart.marks });
      },
    ),
  );
  const text = inside(printChart(chart));
  for (const broken of ['', 'chart: pie', text.replace('stages', 'pie'), text.replace('INC-42', '42'), text.replace('00:01:00', 'soon')])
    expect(parseChart(broken)).toBeNull();
});
