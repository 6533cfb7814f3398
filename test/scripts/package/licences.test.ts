// Everything that a package ships is listed with its licence, and all of it may be passed on.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shippedLicences } from '../../../scripts/package/licences.mjs';

const root = join(import.meta.dirname, '../../..');
const PERMISSIVE = /\b(MIT|ISC|BSD-[23]-Clause|0BSD|Apache-?2(\.0)?|CC0-1\.0|BlueOak-1\.0\.0|PSF-2\.0|Python-2\.0|Unlicense)\b/;
/** Not permissive, yet shipped: the Mozilla licence covers its own files only, and these are shipped unchanged. */
const FILE_BY_FILE: ReadonlyMap<string, string> = new Map([['ical.js', 'MPL-2.0']]);

test('lists runtime dependencies with theirs, and what the window bundles', () => {
  const names = shippedLicences(root).map((one) => one.name);
  for (const name of ['libsql', 'undici', 'zod', 'react', '@mantine/core', '@homebridge/dbus-native', 'xml2js']) {
    expect(names).toContain(name);
  }
  for (const name of ['vitest', 'electron', 'electron-builder', '@playwright/test', 'typescript']) expect(names).not.toContain(name);
});

test('every licence is stated, and permissive but for those that are named', () => {
  for (const { name, licence, source } of shippedLicences(root)) {
    const known = FILE_BY_FILE.get(name);
    if (known) expect([licence, source], name).toEqual([known, expect.stringMatching(/^https:/)]);
    else expect(licence, name).toMatch(PERMISSIVE);
  }
});
