// Charts as shapes: everything lies inside of the picture, nothing that an alert says leaves its text.
import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { expect, it } from 'vitest';
import type { AlertLane } from '../../../shared/log/views/lanes';
import type { ChartReference } from '../../../shared/postmortem/chart-fence';
import { chartScene, SCENE_WIDTH } from '../../../shared/postmortem/chart-scene';
import { sceneSvg } from '../../../shared/postmortem/chart-svg';

const T0 = Date.UTC(2026, 10, 22, 3, 4, 0);
const MIN = 60_000;
const chart: ChartReference = {
  ...{ chart: 'alerts', incident: 'i', number: 42, from: T0, to: T0 + 30 * MIN, caption: 'Alerts' },
  marks: [
    { name: 'Impact', at: T0 + MIN },
    { name: 'Detected', at: T0 + 2 * MIN },
    { name: 'Resolved', at: T0 + 26 * MIN },
  ],
};
const lane = (label: string, ...spans: AlertLane['spans'][number][]): AlertLane => ({ label, alerts: 1, spans });

it('[G6] alerts are bars from begin to end, also those that go on; marks do not cover each other', () => {
  const { shapes } = chartScene(chart, [lane('pod=a', [T0, T0 + 15 * MIN]), lane('pod=b', [T0 + 15 * MIN, null])], 'UTC');
  const bars = shapes.filter((shape) => shape.shape === 'bar');
  expect(bars.map(({ width, title }) => [Math.round(width), title])).toEqual([
    [265, 'pod=a: 03:04:00 to 03:19:00'],
    [265, 'pod=b: 03:19:00 to still firing'],
  ]);
  const marks = shapes.flatMap((shape) =>
    shape.shape === 'text' && ['Impact', 'Detected', 'Resolved'].includes(shape.text) ? [shape] : [],
  );
  expect(marks.map(({ text, y }) => [text, y])).toEqual([
    ['Impact', 11],
    ['Detected', 25],
    ['Resolved', 11],
  ]);
  expect(shapes.flatMap((shape) => (shape.shape === 'text' && /^\d\d:\d\d$/.test(shape.text) ? [shape.text] : []))).toEqual([
    '03:05',
    '03:10',
    '03:15',
    '03:20',
    '03:25',
    '03:30',
  ]);
});

it('[G6] stages are as wide as they were long, with their lengths in words', () => {
  const scene = chartScene({ ...chart, chart: 'stages' }, [], 'UTC');
  expect(scene.words).toBe('Alerts: Impact to Detected 1 min, Detected to Resolved 24 min');
  const [first, second] = scene.shapes.filter((shape) => shape.shape === 'bar' && shape.title !== '');
  if (first?.shape !== 'bar' || second?.shape !== 'bar') throw new Error('no bars');
  expect(second.width / first.width).toBeGreaterThan(15);
  expect(first.width).toBeGreaterThan(4);
});

it('[G6] whatever times and words: all shapes are numbers inside of the picture, and the SVG holds nothing but them', () => {
  const words = fc
    .array(fc.constantFrom('<script>', '"', "'", '&amp;', ']]>', '</svg>', 'x', ' ', '\u202e', '😀'), { maxLength: 40 })
    .map((p) => p.join(''));
  const time = fc.integer({ min: -5 * MIN, max: 90 * MIN }).map((after) => T0 + after);
  const spans = fc.array(fc.tuple(time, fc.option(time)), { maxLength: 4 });
  const lanes = fc.array(
    fc.tuple(words, spans).map(([label, list]) => lane(label, ...list)),
    { maxLength: 40 },
  );
  const marks = fc.array(fc.record({ name: words, at: time }), { maxLength: 8 });
  fc.assert(
    fc.property(lanes, marks, fc.constantFrom('alerts', 'stages'), fc.integer({ min: 0, max: 9e9 }), (all, named, kind, span) => {
      const scene = chartScene({ ...chart, chart: kind as 'alerts', marks: named, to: T0 + span }, all, 'Europe/Berlin');
      for (const shape of scene.shapes) {
        const numbers = Object.values(shape).filter((value) => typeof value === 'number');
        for (const n of numbers) expect(Number.isFinite(n) && n >= -40 && n <= Math.max(SCENE_WIDTH, scene.height) + 1).toBe(true);
        if (shape.shape === 'bar') expect(shape.x + shape.width).toBeLessThanOrEqual(SCENE_WIDTH + 2);
      }
      const tags = new Set<string>();
      const attributes = new Set<string>();
      const parser = new Parser(
        {
          onopentag: (name, pairs) => {
            tags.add(name);
            for (const attribute of Object.keys(pairs)) attributes.add(attribute);
          },
        },
        { xmlMode: true },
      );
      parser.end(sceneSvg(scene));
      expect([...tags].filter((tag) => !['svg', 'rect', 'line', 'text', 'title'].includes(tag))).toEqual([]);
      expect([...attributes].filter((name) => /^on|href|style/.test(name))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
