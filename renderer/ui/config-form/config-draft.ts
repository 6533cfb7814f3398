// The part of a form that is made from a manifest, apart from React: what is typed becomes settings and secrets, complaints find
// their field. Feeds and channels share it.
import type { ConfigField } from '../../../shared/feed';
import { type FieldDraft, readField, showField } from './field-value';
import { dialectOf } from './rule-dialects';
import { ruleComplaint } from './rules-draft';

export interface ConfigDraft {
  /** Nothing of it is in the vault yet. */
  readonly isNew: boolean;
  readonly config: Readonly<Record<string, FieldDraft>>;
  /** Kept values that no field of the manifest shows, e.g. `{env: NAME}` given for a secret in a file. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** Words by field: `name`, `id` ..., `config.<field>`; `''` for what belongs to no field. */
export type FieldErrors = Readonly<Record<string, string>>;

/** Stored values as their controls show them. Secret fields are empty: empty means "keep what the vault has". */
export function showConfig(
  fields: readonly ConfigField[],
  config: Readonly<Record<string, unknown>>,
): Pick<ConfigDraft, 'config' | 'rest'> {
  const shown = new Set(fields.filter((field) => field.type !== 'secret').map((field) => field.name));
  return {
    config: Object.fromEntries(fields.map((field) => [field.name, showField(field, config[field.name])])),
    rest: Object.fromEntries(Object.entries(config).filter(([name]) => !shown.has(name))),
  };
}

/** Reads the fields: settings, the secrets that were typed, and words at `config.<field>` for what is wrong. */
export function readConfig(fields: readonly ConfigField[], draft: ConfigDraft) {
  const errors: Record<string, string> = {};
  const secrets: Record<string, string> = {};
  const config: Record<string, unknown> = { ...draft.rest };
  for (const field of fields) {
    const typed = draft.config[field.name] ?? '';
    if (isKeptSecret(field, draft, typed)) continue;
    const reading = readField(field, typed);
    if (!reading.ok) errors[`config.${field.name}`] = reading.message;
    else if (reading.value === undefined) continue;
    else if (field.type === 'secret') {
      secrets[field.name] = String(reading.value);
      delete config[field.name];
    } else config[field.name] = reading.value;
  }
  return { config, secrets, errors };
}

/** Sorts an engine's refusal (`The settings are not right. urls.0: no host; receiver: too long`) to the fields it names;
 * when it names none, all of it is told under `''`. `frame`: names of fields besides the manifest's. */
export function errorsByField(fields: readonly ConfigField[], frame: readonly string[], what: string): FieldErrors {
  const names = [...fields.map((field) => field.name), ...frame].map((name) => name.replace(/\W/g, '\\$&'));
  const named = [...what.matchAll(new RegExp(`(?<=^|[\\s.])(?:config\\.)?(${names.join('|')})(?:\\.([\\w.]+))?: `, 'g'))];
  const errors: Record<string, string> = {};
  named.forEach((match, at) => {
    const name = match[1] ?? '';
    const field = fields.find((one) => one.name === name);
    const key = field ? `config.${name}` : name;
    const said = what.slice(match.index + match[0].length, named[at + 1]?.index).replace(/[;\s]+$/, '');
    const message = field?.type === 'rules' ? ruleComplaint(dialectOf(field), match[2] ?? '', said) : said;
    errors[key] = errors[key] === undefined ? message : `${errors[key]} ${message}`;
  });
  return named.length === 0 ? { '': what } : errors;
}

/** A complaint goes away when its field changes; the next test or save judges anew. */
export function withoutMended<D extends ConfigDraft>(errors: FieldErrors, before: D, after: D): FieldErrors {
  const typed = (draft: D, field: string): unknown =>
    field.startsWith('config.') ? draft.config[field.slice(7)] : draft[field as keyof D];
  return Object.fromEntries(Object.entries(errors).filter(([field]) => typed(before, field) === typed(after, field)));
}

function isKeptSecret(field: ConfigField, draft: ConfigDraft, typed: FieldDraft): boolean {
  return field.type === 'secret' && typed === '' && !(draft.isNew && field.isRequired);
}
