import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { safeFileName } from '../../../shared/domain/safe-file-name';

it.each([
  ['trace.pcap', 'trace.pcap'],
  ['../../.bashrc', 'bashrc'],
  ['/etc/passwd', 'etc-passwd'],
  ['C:\\Windows\\x.dll', 'C-Windows-x.dll'],
  ['invoice\u202efdp.exe', 'invoicefdp.exe'],
  ['a\u0000b\nc.txt', 'ab c.txt'],
  ['nul', 'file-nul'],
  ['COM1.log', 'file-COM1.log'],
  ['...', 'file'],
  ['', 'file'],
  ['Messung über Nacht.csv', 'Messung über Nacht.csv'],
  [`${'x'.repeat(500)}.log`, `${'x'.repeat(116)}.log`],
])('[H4] %j is suggested as %s', (name, safe) => {
  expect(safeFileName(name)).toBe(safe);
});

test('[H4] whatever it was, it is one plain name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (name) => {
      const safe = safeFileName(name);
      expect(safe).not.toMatch(/[\\/:*?"<>|\p{Cc}\u202a-\u202e]/u);
      expect(safe).not.toMatch(/^[.\s-]|[.\s]$/);
      expect([...safe].length).toBeGreaterThan(0);
      expect([...safe].length).toBeLessThanOrEqual(125);
    }),
  );
});
