import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { differingPackages } from '../../scripts/setup/dependencies.mjs';

const dir = mkdtempSync(join(tmpdir(), 'dogwatch-lock-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const write = (name: string, packages: object): void => writeFileSync(join(dir, name), JSON.stringify({ packages }));

test('a fresh clone, an older install and a cut-off install differ from the lock file; a whole one does not', () => {
  const wanted = {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.2.3' },
    'node_modules/b': { version: '2.0.0' },
    'node_modules/other-platform': { version: '1.0.0', optional: true },
  };
  write('package-lock.json', wanted);
  expect(differingPackages(dir)).toEqual(['node_modules/a', 'node_modules/b']);
  mkdirSync(join(dir, 'node_modules', 'a'), { recursive: true });
  expect(differingPackages(dir), 'npm writes its record last').toEqual(['node_modules/a', 'node_modules/b']);
  write('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.2.2' }, 'node_modules/b': { version: '2.0.0' } });
  expect(differingPackages(dir)).toEqual(['node_modules/a']);
  write('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.2.3' }, 'node_modules/b': { version: '2.0.0' } });
  expect(differingPackages(dir)).toEqual([]);
});
