// The autostart entry as a desktop reads it: whatever the program's path, the Exec line must give back the same arguments.
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { autostartEntry } from '../../../electron/shell/autostart';

vi.mock('electron', () => ({ app: {} }));

/** Reads an Exec value as the Desktop Entry Specification says: string escapes first, then quotes, then field codes. */
function readExec(entry: string): string[] {
  const value = /^Exec=(.*)$/m.exec(entry)?.[1] ?? '';
  const text = value.replace(/\\(.)/g, (_, next: string) => ({ s: ' ', n: '\n', t: '\t', r: '\r' })[next] ?? next);
  return [...text.matchAll(/"((?:\\.|[^"\\])*)"|([^\s"]+)/g)].map(([, quoted, bare]) =>
    (quoted?.replace(/\\(["`$\\])/g, '$1') ?? bare ?? '').replaceAll('%%', '%'),
  );
}

test('any path comes back whole: spaces, quotes, dollars, backslashes, per cent signs', () => {
  const path = fc.string({ unit: fc.constantFrom(...'ab /\\"\'`$%~;&é'), minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.array(path, { minLength: 1, maxLength: 3 }), (command) => {
      expect(readExec(autostartEntry(command))).toEqual([...command, '--hidden']);
    }),
  );
});

test('it is a desktop entry of one group with nothing unescaped after a line break', () => {
  const lines = autostartEntry(['/opt/Dogwatch/dogwatch']).trimEnd().split('\n');
  expect(lines.shift()).toBe('[Desktop Entry]');
  expect(lines.every((line) => /^[A-Za-z-]+=/.test(line))).toBe(true);
  expect(lines).toContain('Exec="/opt/Dogwatch/dogwatch" --hidden');
});
