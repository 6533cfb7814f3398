import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printOf } from '../../../electron/feeds/alertmanager/print';
import { NO_PIECES, type Pieces, type ReadAnswer, readAnswer } from '../../../electron/feeds/alertmanager/read-answer';
import type { FeedContext, HttpAnswer } from '../../../shared/feed';

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64');

interface Row {
  readonly [field: string]: unknown;
  readonly labels: Readonly<Record<string, string>>;
}
const COUNT = 2000;

/** As Alertmanager writes it: fields in this order, alerts by fingerprint. */
function row(i: number, sent: number, over: Partial<Row> = {}): Row {
  const time = (ms: number) => new Date(1_750_000_000_000 + ms).toISOString();
  return {
    annotations: { summary: `alert ${i}`, description: 'x'.repeat(300) },
    endsAt: time(sent),
    fingerprint: (i * 1_000_003).toString(16).padStart(16, '0'),
    receivers: [{ name: 'nobody' }],
    startsAt: time(0),
    status: { inhibitedBy: [], silencedBy: [], state: 'active' },
    updatedAt: time(sent + 1),
    generatorURL: 'http://p/graph',
    labels: { alertname: 'A', instance: `i-${i}` },
    ...over,
  };
}
const list = (sent: number, count = COUNT) => Array.from({ length: count }, (_, i) => row(i, sent));

async function read(rows: readonly Row[], last?: ReadAnswer): Promise<ReadAnswer> {
  const bytes = Buffer.from(JSON.stringify(rows));
  const answer = { chunks: [bytes.subarray(0, 70_001), bytes.subarray(70_001)], bytes } as unknown as HttpAnswer;
  const ctx = { isAborted: () => false, digest } as unknown as FeedContext;
  const before: Pieces = last?.pieces ?? NO_PIECES;
  const result = await readAnswer(answer, before, (key) => last?.rows.byKey.get(key), ctx);
  if ('kind' in result) throw new Error(result.what);
  return result;
}

/** How many pieces of `now` were not read because `last` had them. */
const kept = (now: ReadAnswer, last: ReadAnswer) =>
  [...now.pieces.values()].filter((rows) => [...last.pieces.values()].includes(rows)).length;

describe('an answer whose alerts were only sent again', () => {
  test('is known piece by piece, and gives the very same sightings', async () => {
    const first = await read(list(0));
    const again = await read(list(60_000), first);
    expect(first.pieces.size).toBeGreaterThan(8);
    expect(kept(again, first)).toBe(first.pieces.size);
    expect([...again.rows.byKey.values()].every((s) => s === first.rows.byKey.get(s.key))).toBe(true);
    expect(again.rows.total).toBe(COUNT);
  });

  test('an alert that came, went or changed is read, and most other pieces are not', async () => {
    const first = await read(list(0));
    const silenced = { inhibitedBy: [], silencedBy: ['s-1'], state: 'suppressed' };
    const rows = list(60_000).map((r, i) => (i === 1500 ? row(i, 60_000, { status: silenced }) : r));
    rows.splice(700, 1);
    rows.splice(1200, 0, row(1200.5, 60_000, { fingerprint: '0000000047b2ffff', labels: { alertname: 'New' } }));
    const now = await read(rows, first);
    expect(now.rows.byKey.size).toBe(COUNT);
    expect(now.rows.byKey.get(row(700, 0).fingerprint as string)).toBeUndefined();
    expect(now.rows.byKey.get('0000000047b2ffff')?.name).toBe('New');
    expect(now.rows.byKey.get(row(1500, 0).fingerprint as string)?.suppression).toEqual({ by: 'silence', ids: ['s-1'] });
    expect(kept(now, first)).toBeGreaterThan(first.pieces.size / 2);
  });

  test('a row that could not be read is read again each time', async () => {
    const broken = list(0).map((r, i) => (i === 5 ? { ...r, labels: null } : r)) as unknown as Row[];
    const first = await read(broken);
    const again = await read(broken, first);
    expect(again.rows.rejected).toEqual(first.rows.rejected);
    expect(again.rows.rejected).toHaveLength(1);
    expect(again.rows.total).toBe(COUNT);
  });

  test('an answer that is new altogether is remembered one poll later', async () => {
    const first = await read(list(0));
    const other = list(0).map((r, i) => ({ ...r, labels: { alertname: 'B', instance: `j-${i}` } }));
    const second = await read(other, first);
    expect(second.pieces.size).toBe(0);
    const third = await read(other, second);
    expect(kept(await read(other, third), third)).toBe(third.pieces.size);
  });
});

describe('the print of a piece', () => {
  const print = (value: unknown) => printOf(Buffer.from(JSON.stringify(value)), digest);

  test('differs for everything but the two times', () => {
    expect(print([row(1, 0)])).toBe(print([row(1, 99_000)]));
    for (const field of ['startsAt', 'fingerprint', 'generatorURL', 'status', 'labels', 'annotations', 'receivers'])
      expect(print([{ ...row(1, 0), [field]: '2031' }])).not.toBe(print([{ ...row(1, 0), [field]: '2032' }]));
  });

  test('is not blind for labels and texts that look like the times', () => {
    const trap = fc.constantFrom('},"endsAt":"', 'endsAt', '"endsAt":"', '},"updatedAt":"', 'x"},"endsAt');
    const digits = fc.tuple(fc.nat(99), fc.nat(99)).filter(([a, b]) => a !== b);
    fc.assert(
      fc.property(trap, digits, fc.constantFrom('labels', 'annotations'), (text, [a, b], field) => {
        const named = (n: number) => [{ ...row(1, 0), [field]: { a: 'b', [text]: `${n}` } }];
        const told = (n: number) => [{ ...row(1, 0), [field]: { a: `${text}${n}`, b: `${n}` } }];
        expect(print(named(a))).not.toBe(print(named(b)));
        expect(print(told(a))).not.toBe(print(told(b)));
      }),
    );
  });

  test('leaves valid JSON behind, whatever stands at the place of a time', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (ends, updated) => {
        const piece = Buffer.from(JSON.stringify([{ ...row(1, 0), endsAt: ends, updatedAt: updated }]));
        printOf(piece, digest);
        const [now] = JSON.parse(piece.toString()) as [Row];
        expect({ ...now, endsAt: '', updatedAt: '' }).toEqual({ ...row(1, 0), endsAt: '', updatedAt: '' });
      }),
    );
  });
});
