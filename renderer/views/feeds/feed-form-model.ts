// The feed form is made from a connector's manifest, so a new kind of feed needs no new form. All of it that is not React is here.
import type { ConfigField, FeedManifest } from '../../../shared/feed';
import { type FeedSettings, feedSettings } from '../../../shared/settings';
import { schemaWords } from '../settings/schema-words';
import { type FieldDraft, readField, showField } from './field-value';

/** The form as it stands on the screen. `isIdOurs` until the person writes an id by hand: then it no longer follows the name. */
export interface FeedDraft {
  readonly kind: string;
  readonly id: string;
  readonly isNew: boolean;
  readonly isIdOurs: boolean;
  readonly name: string;
  readonly isEnabled: boolean;
  readonly intervalSeconds: string;
  readonly failAfterSeconds: string;
  readonly clearAfterSeconds: string;
  readonly heartbeat: string;
  readonly config: Readonly<Record<string, FieldDraft>>;
  /** Kept values that no field of the manifest shows, e.g. `{env: NAME}` given for a secret in a file. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** Words by field: `name`, `id`, `intervalSeconds` ..., `config.<field>`; `''` for what belongs to no field. */
export type FieldErrors = Readonly<Record<string, string>>;

export type FormReading =
  | { readonly ok: true; readonly feed: FeedSettings; readonly secrets: Record<string, string> }
  | { readonly ok: false; readonly errors: FieldErrors };

/** An empty form for a kind, with the defaults of the settings schema and an id that is not taken. */
export function emptyDraft(manifest: FeedManifest, takenIds: readonly string[]): FeedDraft {
  const id = freeId(manifest.kind, takenIds);
  const name = manifest.name.replace(/ \(.*\)$/, '');
  const feed = feedSettings.parse({ id, kind: manifest.kind, name });
  return { ...draftOf(manifest, feed), isNew: true, isIdOurs: true };
}

/** A form filled with a feed's settings. Secret fields are empty: empty means "keep what the vault has". */
export function draftOf(manifest: FeedManifest, feed: FeedSettings): FeedDraft {
  const shown = new Set(manifest.fields.filter((field) => field.type !== 'secret').map((field) => field.name));
  return {
    kind: feed.kind,
    id: feed.id,
    isNew: false,
    isIdOurs: false,
    name: feed.name,
    isEnabled: feed.isEnabled,
    intervalSeconds: String(feed.intervalSeconds),
    failAfterSeconds: String(feed.failAfterSeconds),
    clearAfterSeconds: String(feed.clearAfterSeconds),
    heartbeat: feed.heartbeat,
    config: Object.fromEntries(manifest.fields.map((field) => [field.name, showField(field, feed.config[field.name])])),
    rest: Object.fromEntries(Object.entries(feed.config).filter(([name]) => !shown.has(name))),
  };
}

/** The draft with a new name; the id follows while nobody chose one. */
export function renamed(draft: FeedDraft, name: string, takenIds: readonly string[]): FeedDraft {
  return draft.isIdOurs ? { ...draft, name, id: freeId(slug(name) || draft.kind, takenIds) } : { ...draft, name };
}

/** Reads the whole form: settings and the secrets that were typed, or the words for every field that is wrong. */
export function readForm(manifest: FeedManifest, draft: FeedDraft, takenIds: readonly string[]): FormReading {
  const errors: Record<string, string> = {};
  const secrets: Record<string, string> = {};
  const config: Record<string, unknown> = { ...draft.rest };
  for (const field of manifest.fields) {
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
  if (draft.isNew && takenIds.includes(draft.id)) errors.id = `Another feed is called ${draft.id} already.`;
  const parsed = feedSettings.safeParse({ ...frame(draft), config });
  if (!parsed.success)
    for (const issue of parsed.error.issues)
      errors[issue.path.join('.')] ??= `${words(String(issue.path[0] ?? ''))}: ${schemaWords(issue.message)}.`;
  if (parsed.success && Object.keys(errors).length === 0) return { ok: true, feed: parsed.data, secrets };
  return { ok: false, errors };
}

/** Sorts an engine's refusal (`The settings are not right. urls.0: no host; receiver: too long`) to the fields it names;
 * when it names none, all of it is told under `''`. */
export function errorsFromWords(manifest: FeedManifest, what: string): FieldErrors {
  const names = [...manifest.fields.map((field) => field.name), ...Object.keys(FRAME_WORDS)].map((name) => name.replace(/\W/g, '\\$&'));
  const named = [...what.matchAll(new RegExp(`(?<=^|[\\s.])(?:config\\.)?(${names.join('|')})(?:\\.[\\w.]+)?: `, 'g'))];
  const errors: Record<string, string> = {};
  named.forEach((match, at) => {
    const name = match[1] ?? '';
    const key = manifest.fields.some((field) => field.name === name) ? `config.${name}` : name;
    const message = what.slice(match.index + match[0].length, named[at + 1]?.index).replace(/[;\s]+$/, '');
    errors[key] = errors[key] === undefined ? message : `${errors[key]} ${message}`;
  });
  return named.length === 0 ? { '': what } : errors;
}

/** `Prod Alertmanager (EU)` -> `prod-alertmanager-eu`, as the id's rule wants it. */
export function slug(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
}

function freeId(base: string, taken: readonly string[]): string {
  if (!taken.includes(base)) return base;
  for (let n = 2; ; n++) if (!taken.includes(`${base.slice(0, 36)}-${n}`)) return `${base.slice(0, 36)}-${n}`;
}

function isKeptSecret(field: ConfigField, draft: FeedDraft, typed: FieldDraft): boolean {
  return field.type === 'secret' && typed === '' && !(draft.isNew && field.isRequired);
}

function frame(draft: FeedDraft): Record<string, unknown> {
  const { id, kind, name, isEnabled, heartbeat } = draft;
  return {
    id,
    kind,
    name: name.trim(),
    isEnabled,
    heartbeat: heartbeat.trim(),
    intervalSeconds: number(draft.intervalSeconds),
    failAfterSeconds: number(draft.failAfterSeconds),
    clearAfterSeconds: number(draft.clearAfterSeconds),
  };
}

function number(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'));
}

const FRAME_WORDS: Readonly<Record<string, string>> = {
  name: 'Name',
  id: 'Short name',
  kind: 'Kind',
  intervalSeconds: 'Interval',
  failAfterSeconds: 'Fails after',
  clearAfterSeconds: 'Clears after',
  heartbeat: 'Heartbeat',
};

function words(name: string): string {
  return FRAME_WORDS[name] ?? name;
}
