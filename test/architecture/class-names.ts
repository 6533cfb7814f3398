// Compares the classes of the stylesheets with those that the window's components use: a rule that styles nothing and a class
// without a rule both go unnoticed otherwise.
import { dirname, posix } from 'node:path';
import type { Source } from './sources';

/** Class names that a stylesheet has rules for, without those of other sheets in `:global(...)`. */
export function classesOf(css: string): ReadonlySet<string> {
  const bare = css.replace(/\/\*[\s\S]*?\*\/|:global\([^)]*\)|"[^"\n]*"/g, ' ');
  return new Set([...bare.matchAll(/\.([a-zA-Z_][\w-]*)/g)].map((match) => match[1] ?? ''));
}

/** What a component reads from the module stylesheets it imports: path of the sheet -> names of classes. */
function readFromModules({ path, text }: Source): [sheet: string, names: readonly string[]][] {
  return [...text.matchAll(/import (\w+) from '(\.[^']+\.module\.css)'/g)].map(([, name, file]) => [
    posix.join(dirname(path), file ?? ''),
    [...text.matchAll(new RegExp(`(?<![\\w.])${name}\\.(\\w+)`, 'g'))].map((match) => match[1] ?? ''),
  ]);
}

/** Classes of module stylesheets that no importer reads, and reads of classes that have no rule, as `file: class`. */
export function strayModuleClasses(sheets: readonly Source[], components: readonly Source[]): { unused: string[]; unknown: string[] } {
  const modules = new Map(sheets.filter(({ path }) => path.endsWith('.module.css')).map(({ path, text }) => [path, classesOf(text)]));
  const used = new Map<string, ReadonlySet<string>>();
  const unknown: string[] = [];
  for (const component of components) {
    for (const [sheet, names] of readFromModules(component)) {
      used.set(sheet, new Set([...(used.get(sheet) ?? []), ...names]));
      unknown.push(...names.filter((name) => !modules.get(sheet)?.has(name)).map((name) => `${component.path}: ${name}`));
    }
  }
  const unused = [...modules].flatMap(([path, names]) =>
    [...names].filter((name) => !used.get(path)?.has(name)).map((name) => `${path}: ${name}`),
  );
  return { unused, unknown };
}

/** Classes of the other stylesheets that no component names, as `file: class`. A name made of parts (`tag-${tone}`) counts by its first part. */
export function strayGlobalClasses(sheets: readonly Source[], components: readonly Source[]): string[] {
  const text = components.map((component) => component.text).join('\n');
  const words = new Set(text.match(/[a-zA-Z_][\w-]*/g));
  const parts = [...text.matchAll(/([a-z][\w-]*-)\$\{/g)].map((match) => match[1] ?? '');
  const isUsed = (name: string): boolean => words.has(name) || parts.some((part) => name.startsWith(part));
  return sheets
    .filter(({ path }) => !path.endsWith('.module.css'))
    .flatMap(({ path, text: css }) => [...classesOf(css)].filter((name) => !isUsed(name)).map((name) => `${path}: ${name}`));
}
