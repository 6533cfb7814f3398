// The mapping alone: names, severities, what is held back, odd rows; and the properties that must hold for any row.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRowReader, mapAlerts } from '../../../electron/feeds/alertmanager/map';
import { cutPieces, parsePiece } from '../../../electron/feeds/alertmanager/pieces';
import { severityOf } from '../../../electron/feeds/severity-words';
import type { Sighting } from '../../../shared/feed';

const text = readFileSync(new URL('../../fixtures/alertmanager/firing.json', import.meta.url), 'utf8');
type Row = Record<string, unknown>;
const rows = () => JSON.parse(text) as Row[];
const byName = (name: string) => mapAlerts(rows()).sightings.filter((sighting) => sighting.name === name);

describe('a real answer', () => {
  test('summary is the first of summary, description, message', () => {
    expect(
      byName('DiskFull')
        .map((one) => one.summary)
        .sort(),
    ).toEqual(['Disk sda1 is full', 'Disk sdb1 is full']);
    expect(byName('LatencyHigh')[0]?.summary).toBe('p99 is 3 s');
  });

  test('severities are brought to four words, and what is unknown stays unknown', () => {
    const severities = Object.fromEntries(mapAlerts(rows()).sightings.map((one) => [one.name, one.severity]));
    expect(severities).toMatchObject({
      Watchdog: 'info',
      LatencyHigh: 'critical',
      CertificateEnding: 'info',
      QueueLag: 'warning',
      FromTheFuture: 'error',
      Odd: null,
    });
    expect(byName('alert without a name')).toMatchObject([{ severity: null, link: null, labels: { job: 'no-name', instance: 'i-1' } }]);
  });

  test('what holds an alert back comes with its ids', () => {
    expect(byName('QueueLag')[0]?.suppression).toMatchObject({ by: 'silence', ids: [expect.stringMatching(/^[0-9a-f-]{36}$/)] });
    expect(byName('NodeGone')[0]?.suppression).toEqual({ by: 'inhibition', ids: [byName('ClusterDown')[0]?.key] });
    expect(byName('DiskFull')[0]?.suppression).toBeNull();
  });
});

test.each([
  ['page', 'critical'],
  ['FATAL', 'critical'],
  ['emergency', 'critical'],
  ['high', 'error'],
  ['Major', 'error'],
  ['warn', 'warning'],
  ['minor', 'warning'],
  ['none', 'info'],
  ['notice', 'info'],
  ['ok', 'info'],
  [' Critical ', 'critical'],
  ['', null],
  ['purple', null],
  [undefined, null],
  ['constructor', null],
] as const)('severity %s is %s', (word, expected) => {
  expect(severityOf(word)).toBe(expected);
});

test('a label called __proto__ is a label and changes nothing else', () => {
  const [raw] = JSON.parse(
    '[{"fingerprint":"f","labels":{"alertname":"A","__proto__":"x"},"annotations":{"__proto__":"y"},"startsAt":"2026-01-01T00:00:00Z"}]',
  ) as Row[];
  const [sighting] = mapAlerts([raw]).sightings;
  expect(Object.getOwnPropertyNames(sighting?.labels)).toContain('__proto__');
  expect(sighting?.summary).toBe('');
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

test('rows that say the same are the same objects as before', () => {
  const first = createRowReader(() => undefined);
  first.add(rows());
  const again = createRowReader((key) => first.rows.byKey.get(key));
  again.add(rows().map((row) => ({ ...row, updatedAt: '2030-01-01T00:00:00.000Z', endsAt: '2030-01-01T00:00:00.000Z' })));
  for (const [key, sighting] of again.rows.byKey) expect(sighting).toBe(first.rows.byKey.get(key));
});

const changes: readonly (readonly [string, (row: Row) => Row])[] = [
  ['a start', (row) => ({ ...row, startsAt: '2020-01-01T00:00:00Z' })],
  ['an annotation', (row) => ({ ...row, annotations: { summary: 'new' } })],
  ['one annotation less', (row) => ({ ...row, annotations: {} })],
  ['a status', (row) => ({ ...row, status: { state: 'suppressed', silencedBy: ['s-1'], inhibitedBy: [] } })],
  ['a link', (row) => ({ ...row, generatorURL: 'https://elsewhere.example/' })],
];
test.each(changes)('%s that changed is seen', (_, change) => {
  const first = createRowReader(() => undefined);
  first.add(rows());
  const again = createRowReader((key) => first.rows.byKey.get(key));
  const [one, ...rest] = rows();
  again.add([change(one as Row), ...rest]);
  const changed = [...again.rows.byKey].filter(([key, sighting]) => first.rows.byKey.get(key) !== sighting);
  expect(changed.map(([key]) => key)).toEqual([(one as Row).fingerprint]);
});

test('a row that can no longer be read keeps what was known of its alert', () => {
  const known = new Map<string, Sighting>(mapAlerts(rows()).sightings.map((sighting) => [sighting.key, sighting]));
  const reader = createRowReader((key) => known.get(key));
  reader.add(rows().map((row, i) => (i === 0 ? { ...row, labels: null } : row)));
  expect(reader.rows.byKey.size).toBe(known.size);
  expect(reader.rows.rejected).toHaveLength(1);
  expect(reader.rows.nameless).toBe(0);
});

describe('parsed in pieces', () => {
  const flat = JSON.stringify(rows());
  const inPieces = (source: string, size: number) => {
    const list: unknown[] = [];
    for (const piece of cutPieces([Buffer.from(source)], size)) list.push(...(parsePiece(piece) ?? []));
    return list;
  };

  test.each([1, 7, 200, 500, 1200, 1_000_000])('of %i bytes it is the same list', (size) => {
    expect(inPieces(flat, size)).toEqual(rows());
    expect(inPieces(`${flat}\n`, size)).toEqual(rows());
  });

  test('text that looks like the seam is no seam', () => {
    const trap = rows().map((row) => ({ ...row, annotations: { summary: '},{"annotations":', description: 'x},{' } }));
    expect(inPieces(JSON.stringify(trap), 1)).toEqual(trap);
  });

  test('an answer that breaks off is an error, wherever it breaks', () => {
    for (let cut = 1; cut < flat.length; cut += 97) expect(() => inPieces(flat.slice(0, cut), 300)).toThrow(SyntaxError);
  });
});

describe('for any input', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  const mutated = fc.tuple(
    fc.nat(10),
    fc.constantFrom('labels', 'annotations', 'startsAt', 'status', 'fingerprint', 'generatorURL', 'receivers'),
    json,
  );

  test('map never throws, and keeps every row that was not touched', () => {
    fc.assert(
      fc.property(fc.array(mutated, { maxLength: 4 }), fc.array(json, { maxLength: 3 }), (mutations, junk) => {
        const list = rows();
        const touched = new Set<unknown>();
        for (const [index, field, value] of mutations) {
          const row = list[index];
          if (!row) continue;
          touched.add(rows()[index]?.fingerprint);
          row[field] = value;
        }
        const { sightings, rejected } = mapAlerts([...list, ...junk]);
        const keys = new Set(sightings.map((sighting) => sighting.key));
        for (const row of rows()) if (!touched.has(row.fingerprint)) expect(keys.has(row.fingerprint as string)).toBe(true);
        for (const sighting of sightings) {
          expect(Object.values(sighting.labels).every((value) => typeof value === 'string')).toBe(true);
          expect(Number.isFinite(sighting.startsAt)).toBe(true);
          expect(typeof sighting.summary).toBe('string');
        }
        expect(sightings.length + rejected.length).toBeGreaterThanOrEqual(rows().length - mutations.length);
      }),
      { numRuns: 300 },
    );
  });

  test('map of anything at all never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => void mapAlerts(anything)),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.array(fc.anything()), (list) => void mapAlerts(list)),
      { numRuns: 300 },
    );
  });
});
