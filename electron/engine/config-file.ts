// Settings as code: a YAML file checked against the one schema. What is wrong is told with its line and column.
import { readFileSync } from 'node:fs';
import { type Document, LineCounter, parseDocument } from 'yaml';
import { type FeedSettings, type Settings, settingsSchema } from '../../shared/settings';
import type { AnyFeed } from '../feeds/registry';

export interface ConfigError {
  /** 1-based; 0 when the place is not known. */
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly message: string;
}

/** Secrets by feed id and field name, as the file gave them. */
export type Secrets = ReadonlyMap<string, Readonly<Record<string, string>>>;

export type ConfigResult =
  | { readonly ok: true; readonly settings: Settings; readonly secrets: Secrets }
  | { readonly ok: false; readonly errors: readonly ConfigError[] };

export interface ConfigSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly readFile: (path: string) => string;
}

const REAL: ConfigSources = { env: process.env, readFile: (path) => readFileSync(path, 'utf8') };
/** Aliases can blow a small file up to gigabytes. */
const MAX_ALIASES = 50;

/** Parses YAML text. `kinds` tell which fields of a feed are secret, and check the rest. */
export function parseConfig(text: string, kinds: Iterable<AnyFeed>, sources: ConfigSources = REAL): ConfigResult {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0) {
    return {
      ok: false,
      errors: document.errors.map((e) => ({
        line: e.linePos?.[0].line ?? 0,
        column: e.linePos?.[0].col ?? 0,
        path: '',
        message: e.message.split('\n')[0] ?? '',
      })),
    };
  }
  let raw: unknown;
  try {
    raw = document.toJS({ maxAliasCount: MAX_ALIASES }) ?? {};
  } catch (e) {
    return { ok: false, errors: [{ line: 0, column: 0, path: '', message: e instanceof Error ? e.message : String(e) }] };
  }
  const checked = settingsSchema.safeParse(raw);
  if (!checked.success) {
    const errors = checked.error.issues.flatMap((issue) => {
      const path = issue.path as (string | number)[];
      if (issue.code !== 'unrecognized_keys') return [errorAt(document, lines, path, issue.message)];
      return issue.keys.map((key) => errorAt(document, lines, [...path, key], `unknown key “${key}”`));
    });
    return { ok: false, errors };
  }
  return takeSecrets(checked.data, [...kinds], sources, (path, message) => errorAt(document, lines, path, message));
}

/** `file:line:column: path: message` for each error. */
export function tellConfigErrors(file: string, errors: readonly ConfigError[]): string {
  return errors.map((e) => `${file}:${e.line}:${e.column}: ${e.path ? `${e.path}: ` : ''}${e.message}`).join('\n');
}

function errorAt(document: Document, lines: LineCounter, path: readonly (string | number)[], message: string): ConfigError {
  const offset = offsetOf(document, path);
  const { line, col } = offset === null ? { line: 0, col: 0 } : lines.linePos(offset);
  return { line, column: col, path: path.join('.'), message };
}

/** Where the key (or list item) at `path` stands; the nearest parent's place when it is missing. */
function offsetOf(document: Document, path: readonly (string | number)[]): number | null {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    const last = path[depth - 1];
    const pair = (
      parent as { items?: readonly { key?: { value?: unknown; range?: readonly number[] }; range?: readonly number[] }[] } | null
    )?.items;
    const item = typeof last === 'number' ? pair?.[last] : pair?.find((p) => p.key?.value === last)?.key;
    const start = item && 'range' in item ? item.range?.[0] : undefined;
    if (start !== undefined) return start;
  }
  return null;
}

type At = (path: readonly (string | number)[], message: string) => ConfigError;

/** Moves secret fields out of the settings: plain text, `{env: NAME}` or `{file: PATH}`; then each kind checks its feeds. */
function takeSecrets(settings: Settings, kinds: readonly AnyFeed[], sources: ConfigSources, at: At): ConfigResult {
  const secrets = new Map<string, Record<string, string>>();
  const errors: ConfigError[] = [];
  const feeds = settings.feeds.map((feed, i) => {
    if (settings.feeds.findIndex((f) => f.id === feed.id) !== i) errors.push(at(['feeds', i, 'id'], `the id “${feed.id}” is used twice`));
    const kind = kinds.find((k) => k.manifest.kind === feed.kind);
    if (!kind) {
      const known = kinds.map((k) => k.manifest.kind).join(', ');
      errors.push(at(['feeds', i, 'kind'], `unknown kind “${feed.kind}”; known: ${known}`));
      return feed;
    }
    const taken = takeFields(feed, kind, sources, (name, message) => errors.push(at(['feeds', i, 'config', ...name], message)));
    secrets.set(feed.id, taken.secrets);
    return { ...feed, config: taken.config };
  });
  return errors.length > 0 ? { ok: false, errors } : { ok: true, settings: { ...settings, feeds }, secrets };
}

type Complain = (path: readonly string[], message: string) => void;

/** One feed's fields, plain and secret; what is wrong is complained about. */
function takeFields(feed: FeedSettings, kind: AnyFeed, sources: ConfigSources, complain: Complain) {
  const config: Record<string, unknown> = {};
  const secrets: Record<string, string> = {};
  let isWhole = true;
  const wrong: Complain = (path, message) => {
    isWhole = false;
    complain(path, message);
  };
  for (const [name, value] of Object.entries(feed.config)) {
    const field = kind.manifest.fields.find((f) => f.name === name);
    if (!field) wrong([name], `unknown key “${name}”`);
    else if (field.type !== 'secret') config[name] = value;
    else {
      const secret = resolveSecret(value, sources);
      if (secret.ok) secrets[name] = secret.text;
      else wrong([name], secret.why);
    }
  }
  const parsed = isWhole ? kind.parseConfig({ ...config, ...secrets }) : null;
  if (parsed && !parsed.ok) for (const e of parsed.errors) complain(e.path === '' ? [] : e.path.split('.'), e.message);
  return { config, secrets };
}

function resolveSecret(value: unknown, sources: ConfigSources): { ok: true; text: string } | { ok: false; why: string } {
  if (typeof value === 'string') return { ok: true, text: value };
  const { env, file } = (value ?? {}) as { env?: unknown; file?: unknown };
  if (typeof env === 'string') {
    const text = sources.env[env];
    return text === undefined ? { ok: false, why: `the environment has no ${env}` } : { ok: true, text };
  }
  if (typeof file === 'string') {
    try {
      return { ok: true, text: sources.readFile(file).trimEnd() };
    } catch {
      return { ok: false, why: `the secret file ${file} cannot be read` };
    }
  }
  return { ok: false, why: 'a secret is text, {env: NAME} or {file: PATH}' };
}
