// Reads the project's own source files for the architecture test: their paths, lines, code without comments, and imports.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';

/** Root of the checkout. */
export const root = resolve(import.meta.dirname, '..', '..');

export interface Source {
  /** From the root, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  /** The text with comments, strings and regular expressions blanked out, as far as lines go. */
  readonly code: string;
  /** What it imports: a package's name as written, or the path of a source file from the root (without extension when it is not found). */
  readonly imports: readonly string[];
}

const extensions = ['.ts', '.tsx', '.mjs'];
const importing =
  /(?:^|[\n;])\s*(?:import|export)\s[^'";]*?from\s*['"]([^'"]+)['"]|(?:^|[\n;])\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** All source files below `folders`. */
export function readSources(folders: readonly string[]): Source[] {
  return folders.flatMap((folder) => walk(join(root, folder), extensions)).map(readSource);
}

/** All stylesheets of the window. */
export function readStylesheets(): Source[] {
  return walk(join(root, 'renderer'), ['.css']).map(readSource);
}

function walk(folder: string, extensions: readonly string[]): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = join(folder, entry.name);
    if (entry.isDirectory()) return walk(place, extensions);
    return extensions.some((extension) => entry.name.endsWith(extension)) ? [place] : [];
  });
}

function readSource(file: string): Source {
  const text = readFileSync(file, 'utf8');
  const path = relative(root, file).split(sep).join('/');
  const found = importedNames(text);
  return {
    path,
    text,
    lines: text.split('\n').length - 1,
    code: withoutWords(text),
    imports: found.map((name) => resolveImport(path, name)),
  };
}

/** What a text imports, as written: static, type-only, for its side effect, re-exported and dynamic. */
export function importedNames(text: string): string[] {
  return [...text.matchAll(importing)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

/** The path from the root of what `from` imports under a name; packages keep theirs. */
export function resolveImport(from: string, name: string): string {
  if (!name.startsWith('.')) return name;
  const target = posix.join(dirname(from), name);
  const tries = [
    target,
    ...extensions.map((extension) => target + extension),
    ...extensions.map((extension) => `${target}/index${extension}`),
  ];
  return tries.find((candidate) => /\.\w+$/.test(candidate) && existsSync(join(root, candidate))) ?? target;
}

/** The text with comments and strings blanked out. */
export function withoutWords(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, '""');
}

/** All files that `start` reaches by imports, itself included. */
export function reach(start: string, sources: readonly Source[]): ReadonlySet<string> {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const seen = new Set<string>();
  const queue = [start];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    queue.push(...(byPath.get(path)?.imports ?? []).filter((name) => byPath.has(name)));
  }
  return seen;
}
