// Pictures of the report, as SVG for paper: incidents day by day, and pages by hour and weekday.
import type { Bucket } from '../../shared/insights/buckets';
import { HOUR_MARKS, WEEKDAYS } from '../../shared/insights/words';

/** From SEV1 to SEV5; told apart by lightness too. */
const SEVERITY_INKS = ['#8a1c1c', '#c2571a', '#c9a227', '#4f86b8', '#b9c3cf'];
const INK = '#1a2230';
const MUTE = '#546072';
const FONT = 'font-family="Inter,system-ui,DejaVu Sans,sans-serif" font-size="10"';

export const REPORT_STYLE = `
figure svg { border: 0; }
.gravest { break-inside: avoid; }
td:nth-child(2), th:nth-child(2) { white-space: nowrap; }
.gravest :is(td, th):is(:nth-child(2), :nth-child(3), :nth-child(4)) { text-align: left; white-space: normal; }
.gravest td:nth-child(3) { white-space: nowrap; }
`;

const WIDTH = 660;

export function barsSvg(buckets: readonly Bucket[]): string {
  const [left, height, foot] = [30, 130, 34];
  const most = Math.max(1, ...buckets.map(({ bySeverity }) => bySeverity.reduce((a, b) => a + b, 0)));
  const step = (WIDTH - left) / Math.max(1, buckets.length);
  const bars = buckets.map(({ bySeverity }, i) => {
    let y = height;
    return bySeverity
      .map((n, s) => {
        const h = (n / most) * (height - 14);
        y -= h;
        return n === 0 ? '' : rect(left + i * step + step * 0.12, y, step * 0.76, h, SEVERITY_INKS[s] ?? MUTE);
      })
      .join('');
  });
  const every = Math.ceil(buckets.length / 12);
  const days = buckets.map(({ day }, i) => (i % every === 0 ? words(left + (i + 0.5) * step, height + 13, day.slice(8), 'middle') : ''));
  const key = SEVERITY_INKS.map(
    (ink, i) => `${rect(left + i * 58, height + 21, 9, 9, ink)}${words(left + 13 + i * 58, height + 29, `SEV${i + 1}`)}`,
  );
  const axis = `<line x1="${left}" x2="${WIDTH}" y1="${height}" y2="${height}" stroke="${MUTE}" stroke-width="0.7"/>`;
  return svg(height + foot, `Incidents by day; most on one day: ${most}`, [
    words(left - 6, 16, String(most), 'end'),
    words(left - 6, height, '0', 'end'),
    ...bars,
    axis,
    ...days,
    ...key,
  ]);
}

export function heatSvg(heat: readonly (readonly number[])[]): string {
  const [left, top, cell, gap] = [34, 16, 18, 2];
  const step = (WIDTH - left) / 24;
  const most = Math.max(1, ...heat.flat());
  const cells = heat.flatMap((hours, day) =>
    hours.map((n, hour) => {
      const x = left + hour * step;
      const y = top + day * (cell + gap);
      const strength = 0.1 + 0.45 * (n / most);
      const box = `<rect x="${num(x)}" y="${y}" width="${num(step - gap)}" height="${cell}" rx="2" fill="${n === 0 ? '#f0f2f5' : '#0a5fb4'}"${n === 0 ? '' : ` fill-opacity="${num(strength)}"`}/>`;
      return n === 0 ? box : `${box}${words(x + (step - gap) / 2, y + 13, String(n), 'middle', INK)}`;
    }),
  );
  const days = WEEKDAYS.map((day, i) => words(left - 6, top + 13 + i * (cell + gap), day, 'end'));
  const hours = HOUR_MARKS.map((hour) => words(left + hour * step, 11, String(hour).padStart(2, '0')));
  return svg(top + 7 * (cell + gap), 'Pages by weekday and hour', [...days, ...hours, ...cells]);
}

function svg(height: number, label: string, parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" role="img" aria-label="${label}" ${FONT}>${parts.join('')}</svg>`;
}

const num = (n: number): string => String(Math.round(n * 100) / 100);

function rect(x: number, y: number, width: number, height: number, ink: string): string {
  return `<rect x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}" fill="${ink}"/>`;
}

function words(x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end' = 'start', ink = MUTE): string {
  return `<text x="${num(x)}" y="${num(y)}" text-anchor="${anchor}" fill="${ink}">${text}</text>`;
}
