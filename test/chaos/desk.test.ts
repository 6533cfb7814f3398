// The short forms of `npm run chaos -- --only desk` and `-- --only faults`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { randomFrom } from '../harness/storm';
import { FAULTS } from './faults/all';
import { ELSEWHERE } from './faults/elsewhere';
import { tryFaults } from './faults/fault';
import { faultTable, isBad } from './faults/table';
import { killEngines } from './kills/engine-kills';

const ROOT = join(import.meta.dirname, '..', '..');

test('[D42] [L7] [M2] [N10] [O4] an engine that is killed at random loses nothing that was answered and tells nothing twice', async () => {
  const { lost, duplicated, kills, events, pages, messages, recoverMs } = await killEngines({ kills: 8, seed: 3, say: () => undefined });
  expect({ lost, duplicated }).toEqual({ lost: [], duplicated: [] });
  expect(recoverMs.length).toBeGreaterThan(0);
  expect(events).toBeGreaterThan(kills * 3);
  expect(pages).toBeGreaterThan(kills);
  expect(messages).toBeGreaterThan(0);
}, 120_000);

describe('[D43] one fault each, with real parts', () => {
  // Those that wait for a wall clock or for minutes are for the long form.
  const SHORT = FAULTS.filter(({ name }) => !/DST|VPN/.test(name));
  test.each(SHORT.map((fault) => [fault.name, fault] as const))(
    '%s',
    async (_, fault) => {
      const rows = await tryFaults(
        [fault],
        () => 1,
        randomFrom(5),
        () => undefined,
      );
      expect(rows).toEqual([expect.objectContaining({ lost: 0, duplicated: 0 })]);
    },
    120_000,
  );
});

describe('the report', () => {
  const row = { name: 'cable cut', tried: 3, lost: 0, duplicated: 0, recoverMs: [400, 900, 2_000] };

  test('tells the median and the worst, and a fault that can’t be tried here as such', () => {
    expect(
      faultTable([row, { ...row, name: 'disk full', tried: 0, recoverMs: [] }])
        .split('\n')
        .slice(2),
    ).toEqual(['| cable cut | 3 | 0 | 0 | 0.9 | 2.0 |', '| disk full | not possible here | | | | |']);
  });

  test('is bad with one thing lost or one thing twice', () => {
    expect([row, { ...row, lost: 1 }, { ...row, duplicated: 1 }].map((one) => isBad([one]))).toEqual([false, true, true]);
  });

  test.each(ELSEWHERE.map((held) => [held.fault, held] as const))('%s: the test that holds it is there', (_, { file, test: name }) => {
    expect(readFileSync(join(ROOT, file), 'utf8')).toContain(name);
  });

  test('names every fault in docs/faults.md', () => {
    const docs = readFileSync(join(ROOT, 'docs/faults.md'), 'utf8');
    for (const name of [...FAULTS.map((fault) => fault.name), ...ELSEWHERE.map(({ fault }) => fault)])
      expect(docs).toContain(`| ${name} |`);
  });
});
