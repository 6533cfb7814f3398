// Reads the text of a preset. Whatever is wrong is told with its line and column, also inside of an expression.
import { isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { msg } from '../../../shared/words/words';
import { type Expression, parseExpression } from './expression';
import { type Preset, presetSchema } from './preset';
import { holesIn } from './template';

/** `line` and `column` count from 1. */
export interface PresetError {
  readonly path: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export interface ReadPreset {
  readonly preset: Preset;
  /** Expressions by their path, e.g. `mapping.key`. */
  readonly expressions: ReadonlyMap<string, Expression>;
  /** Line and column of a character of the expression at `path`. */
  readonly placeOf: (path: string, at: number) => { readonly line: number; readonly column: number };
}

export type PresetReading =
  | { readonly ok: true; readonly read: ReadPreset }
  | { readonly ok: false; readonly errors: readonly PresetError[] };

const MOST_CHARACTERS = 200_000;

type Document = ReturnType<typeof parseDocument>;
type Path = readonly (string | number)[];

/** The nearest thing above that is written there. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as Node | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}

/** Where in the text a character of a scalar stands. Blocks (| and >) are indented; the rest stands as it is, after its quote. */
function placeInScalar(text: string, document: Document, path: Path, at: number): number {
  const node = document.getIn(path, true);
  if (!isScalar(node) || !node.range) return offsetOf(document, path);
  const start = node.range[0];
  if (node.type !== 'BLOCK_LITERAL' && node.type !== 'BLOCK_FOLDED') return start + (node.type === 'PLAIN' ? 0 : 1) + at;
  let lineStart = text.indexOf('\n', start) + 1;
  const indent = /^ */.exec(text.slice(lineStart))?.[0].length ?? 0;
  // A line's end is one character of the value, be it kept or folded into a space.
  for (let left = at; ; ) {
    const lineEnd = text.indexOf('\n', lineStart);
    const length = lineEnd - lineStart - indent;
    if (lineEnd === -1 || left <= length) return lineStart + indent + left;
    left -= length + 1;
    lineStart = lineEnd + 1;
  }
}

function keyParts(key: Preset['mapping']['key']): [Path, string][] {
  return typeof key === 'string' ? [[['mapping', 'key'], key]] : key.map((part, at): [Path, string] => [['mapping', 'key', at], part]);
}

/** Path and source of each expression that the preset has. */
function expressionsOf(preset: Preset): readonly (readonly [Path, string])[] {
  const { mapping, paging, actions } = preset;
  const found: [Path, string | undefined][] = [
    ...keyParts(mapping.key),
    [['rows'], preset.rows],
    [['where'], preset.where],
    ...preset.needs.map((source, at): [Path, string] => [['needs', at], source]),
    [['error'], preset.error],
    ...(['name', 'summary', 'state', 'severity', 'startsAt', 'link', 'suppression'] as const).map((name): [Path, string | undefined] => [
      ['mapping', name],
      mapping[name],
    ]),
    ...(['labels', 'annotations'] as const).flatMap((part) =>
      Object.entries(mapping[part]).map(([name, source]): [Path, string] => [['mapping', part, name], source]),
    ),
    ...Object.entries(actions).map(([name, action]): [Path, string | undefined] => [
      ['actions', name, 'readBack', 'isDone'],
      action?.readBack?.isDone,
    ]),
  ];
  if (paging.type === 'next') found.push([['paging', 'url'], paging.url]);
  if (paging.type === 'number') found.push([['paging', 'more'], paging.more]);
  if (paging.type === 'cursor') found.push([['paging', 'cursor'], paging.cursor]);
  return found.filter((one): one is [Path, string] => one[1] !== undefined);
}

/** What a request can always say. */
const GIVEN = ['cursor', 'at', 'key', 'author', 'comment', 'until', 'untilSeconds', 'untilMs', 'minutes', 'startsAt', 'endsAt', 'secret'];

function unknownHoles(preset: Preset): readonly (readonly [Path, string])[] {
  const known = new Set([...GIVEN, ...preset.fields.map(({ name }) => name)]);
  const found: [Path, string][] = [];
  const look = (value: unknown, path: Path): void => {
    if (typeof value === 'string') {
      const stray = holesIn(value).find((name) => !known.has(name) && !name.startsWith('label'));
      if (stray !== undefined) found.push([path, stray]);
    } else if (typeof value === 'object' && value !== null) for (const [name, inner] of Object.entries(value)) look(inner, [...path, name]);
  };
  const { auth, request, beside, actions } = preset;
  for (const [name, part] of Object.entries({ auth, request, beside, actions })) look(part, [name]);
  return found;
}

export function readPreset(text: string): PresetReading {
  const lines = new LineCounter();
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (text.length > MOST_CHARACTERS)
    return { ok: false, errors: [{ path: '', message: msg`it is too long for a preset`, line: 1, column: 1 }] };
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [broken] = document.errors;
  if (broken) return { ok: false, errors: [{ path: '', message: broken.message.split('\n')[0] ?? '', ...at(broken.pos[0]) }] };
  const errorAt = (path: Path, message: string, offset: number): PresetError => ({ path: path.join('.'), message, ...at(offset) });
  const checked = presetSchema.safeParse(safeJs(document));
  if (!checked.success)
    return {
      ok: false,
      errors: checked.error.issues.map(({ path, message }) => errorAt(path as Path, message, offsetOf(document, path as Path))),
    };
  const preset = checked.data;
  const errors = unknownHoles(preset).map(([path, name]) =>
    errorAt(path, `{{${name}}} is neither a field of this preset nor given by the console`, offsetOf(document, path)),
  );
  const expressions = new Map<string, Expression>();
  for (const [path, source] of expressionsOf(preset)) {
    const parsed = parseExpression(source);
    if (parsed.ok) expressions.set(path.join('.'), parsed.expression);
    else errors.push(errorAt(path, parsed.fault.why, placeInScalar(text, document, path, parsed.fault.at)));
  }
  if (errors.length > 0) return { ok: false, errors };
  const paths = new Map(expressionsOf(preset).map(([path]) => [path.join('.'), path]));
  const placeOf = (path: string, offset: number) => at(placeInScalar(text, document, paths.get(path) ?? [], offset));
  return { ok: true, read: { preset, expressions, placeOf } };
}

/** Aliases that would grow without end are refused by the parser with an exception. */
function safeJs(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch {
    return null;
  }
}

/** `line 3, column 9: message`, with the place in the preset. */
export function tellPresetError({ path, message, line, column }: PresetError): string {
  return `line ${line}, column ${column}: ${path === '' ? '' : `${path}: `}${message}`;
}
