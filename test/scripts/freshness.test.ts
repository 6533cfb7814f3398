import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isBuildStale, stampBuild } from '../../scripts/setup/freshness.mjs';

const dir = mkdtempSync(join(tmpdir(), 'dogwatch-fresh-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('a build is stale when a source changed, came or went since it began', () => {
  const source = join(dir, 'shared', 'deep', 'a.ts');
  mkdirSync(join(dir, 'shared', 'deep'), { recursive: true });
  mkdirSync(join(dir, 'out'));
  writeFileSync(source, '');
  expect(isBuildStale(dir), 'never built').toBe(true);
  stampBuild(Date.now() + 1_000, dir);
  expect(isBuildStale(dir)).toBe(false);
  const later = Date.now() / 1000 + 5;
  utimesSync(source, later, later);
  expect(isBuildStale(dir), 'changed').toBe(true);
  stampBuild((later + 1) * 1000, dir);
  expect(isBuildStale(dir)).toBe(false);
  rmSync(source);
  utimesSync(join(dir, 'shared', 'deep'), later + 2, later + 2);
  expect(isBuildStale(dir), 'went').toBe(true);
});
