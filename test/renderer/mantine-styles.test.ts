import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const renderer = resolve(import.meta.dirname, '../../renderer');
const styles = resolve(import.meta.dirname, '../../node_modules/@mantine/core/styles');

/** Sheets that a piece needs besides its own. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  Select: ['Combobox', 'Input', 'ScrollArea'],
  TagsInput: ['Combobox', 'Input', 'PillsInput', 'Pill'],
  NativeSelect: ['Input'],
  TextInput: ['Input'],
  Textarea: ['Input'],
  Modal: ['ModalBase', 'Overlay', 'CloseButton'],
  Menu: ['Popover'],
};

it('the style sheet of every Mantine piece in use is loaded, and no more than that needs', () => {
  const loaded = readFileSync(join(renderer, 'mantine-styles.ts'), 'utf8');
  const missing = new Set<string>();
  for (const file of sourceFiles()) {
    for (const [, names = ''] of readFileSync(file, 'utf8').matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)) {
      for (const name of names.split(',').map((part) => part.trim())) {
        for (const sheet of [name, ...(ALSO[name] ?? [])]) {
          if (existsSync(join(styles, `${sheet}.css`)) && !loaded.includes(`/${sheet}.css'`)) missing.add(sheet);
        }
      }
    }
  }
  expect([...missing]).toEqual([]);
});

function sourceFiles(): string[] {
  return globSync('**/*.{ts,tsx}', { cwd: renderer }).map((file) => join(renderer, file));
}
