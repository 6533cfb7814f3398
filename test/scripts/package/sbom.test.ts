// The bill of materials names what is shipped, held to the lock file.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shippedLicences } from '../../../scripts/package/licences.mjs';
import { billOfMaterials } from '../../../scripts/package/sbom.mjs';

const root = join(import.meta.dirname, '../../..');
const bill = billOfMaterials(root, { version: '45.4.1' });

test('the runtime and every shipped package, each once, with where it comes from', () => {
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', metadata: { component: { name: 'dogwatch' } } });
  expect(bill.components).toHaveLength(shippedLicences(root).length + 1);
  expect(new Set(bill.components.map((one) => one['bom-ref'])).size).toBe(bill.components.length);
  expect(bill.components[0]).toMatchObject({ name: 'electron', version: '45.4.1', purl: 'pkg:npm/electron@45.4.1' });
  expect(bill.components.find(({ name }) => name === '@mantine/core')?.purl).toMatch(/^pkg:npm\/%40mantine\/core@\d/);
});

test('each package has the hash that the lock file holds it to', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { integrity: string }>;
  };
  for (const component of bill.components.slice(1)) {
    const [hash] = (component as { hashes?: { content: string }[] }).hashes ?? [];
    const base64 = Buffer.from(hash?.content ?? '', 'hex').toString('base64');
    expect(`sha512-${base64}`, component.name).toBe(packages[component['bom-ref']]?.integrity);
  }
});

test('made twice it is the same', () => {
  expect(JSON.stringify(billOfMaterials(root, { version: '45.4.1' }))).toBe(JSON.stringify(bill));
});
