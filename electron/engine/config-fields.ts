// Feeds and channels in a settings file: their secret fields leave the settings for the vault, the kind checks the rest.
import type { ConfigField } from '../../shared/feed';
import { needsNoWay } from '../feeds/bridge-line';

export interface ConfigSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly readFile: (path: string) => string;
  /** True for an import: secrets that are not in the file are in the vault, or typed in later. */
  readonly mayLackSecrets?: boolean;
}

/** What feeds and channels have in common as far as a file is concerned. */
export interface ConfiguredKind {
  readonly manifest: { readonly kind: string; readonly fields: readonly ConfigField[] };
  parseConfig(
    input: unknown,
  ): { readonly ok: true } | { readonly ok: false; readonly errors: readonly { readonly path: string; readonly message: string }[] };
}

interface Configured {
  readonly id: string;
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly watchedBy?: 'desk' | 'bridge' | undefined;
}

/** Told where: the path within the settings. */
export type Complain = (path: readonly (string | number)[], message: string) => void;

export interface TakeInput<T extends Configured> {
  /** Key of the list in the settings, e.g. `feeds`. */
  readonly section: string;
  readonly items: readonly T[];
  readonly kinds: readonly ConfiguredKind[];
  readonly sources: ConfigSources;
  readonly complain: Complain;
  /** Takes the secrets of one item. */
  readonly keep: (item: T, secrets: Record<string, string>) => void;
}

/** The items without their secrets: plain text, `{env: NAME}` or `{file: PATH}` in the file. */
export function takeItems<T extends Configured>({ section, items, kinds, sources, complain, keep }: TakeInput<T>): T[] {
  return items.map((item, i) => {
    if (items.findIndex((other) => other.id === item.id) !== i) complain([section, i, 'id'], `the id “${item.id}” is used twice`);
    const kind = kinds.find((k) => k.manifest.kind === item.kind);
    if (!kind) {
      const known = kinds.map((k) => k.manifest.kind).join(', ');
      complain([section, i, 'kind'], `unknown kind “${item.kind}”; known: ${known}`);
      return item;
    }
    const taken = takeFields(item, kind, sources, (name, message) => complain([section, i, 'config', ...name], message));
    keep(item, taken.secrets);
    return { ...item, config: taken.config };
  });
}

/** One item's fields, plain and secret; what is wrong is complained about. */
function takeFields(item: Configured, kind: ConfiguredKind, sources: ConfigSources, complain: Complain) {
  const config: Record<string, unknown> = {};
  const secrets: Record<string, string> = {};
  let isWhole = true;
  const wrong: Complain = (path, message) => {
    isWhole = false;
    complain(path, message);
  };
  for (const [name, value] of Object.entries(item.config)) {
    const field = kind.manifest.fields.find((f) => f.name === name);
    if (!field) wrong([name], `unknown key “${name}”`);
    else if (field.type !== 'secret') config[name] = value;
    else {
      const secret = resolveSecret(value, sources);
      if (secret.ok) secrets[name] = secret.text;
      else wrong([name], secret.why);
    }
  }
  const parsed = isWhole && !needsNoWay(item) ? kind.parseConfig({ ...config, ...secrets }) : null;
  const isLacking = (name: string | undefined): boolean =>
    sources.mayLackSecrets === true && kind.manifest.fields.some((f) => f.name === name && f.type === 'secret' && !(f.name in secrets));
  if (parsed && !parsed.ok)
    for (const { path, message } of parsed.errors) {
      const names = path === '' ? [] : path.split('.');
      if (!isLacking(names[0])) complain(names, message);
    }
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
