// The feed form is made from a connector's manifest, so a new kind of feed needs no new form. All of it that is not React is here.
import type { FeedManifest } from '../../../shared/feed';
import { type FeedSettings, feedSettings } from '../../../shared/settings';
import { msg } from '../../../shared/words/words';
import { type ConfigDraft, errorsByField, type FieldErrors, readConfig, showConfig } from '../../ui/config-form/config-draft';
import { freeId, slug } from '../../ui/config-form/free-id';
import { schemaWords } from '../settings/schema-words';

/** The form as it stands on the screen. `isIdOurs` until the person writes an id by hand: then it no longer follows the name. */
export interface FeedDraft extends ConfigDraft {
  readonly kind: string;
  readonly id: string;
  readonly isIdOurs: boolean;
  readonly name: string;
  readonly isEnabled: boolean;
  readonly isBridged: boolean;
  readonly intervalSeconds: string;
  readonly failAfterSeconds: string;
  readonly clearAfterSeconds: string;
  readonly heartbeat: string;
  readonly heartbeatMinutes: string;
  readonly canaryMinutes: string;
}

export type FormReading =
  | { readonly ok: true; readonly feed: FeedSettings; readonly secrets: Record<string, string> }
  | { readonly ok: false; readonly errors: FieldErrors };

/** An empty form for a kind, with the defaults of the settings schema and an id that is not taken. */
export function emptyDraft(manifest: FeedManifest, takenIds: readonly string[], config: Readonly<Record<string, string>> = {}): FeedDraft {
  const id = freeId(manifest.kind, takenIds);
  const name = manifest.name.replace(/ \(.*\)$/, '');
  const feed = feedSettings.parse({ id, kind: manifest.kind, name });
  const draft = draftOf(manifest, feed);
  return { ...draft, config: { ...draft.config, ...config }, isNew: true, isIdOurs: true };
}

/** A form filled with a feed's settings. Secret fields are empty: empty means "keep what the vault has". */
export function draftOf(manifest: FeedManifest, feed: FeedSettings): FeedDraft {
  return {
    kind: feed.kind,
    id: feed.id,
    isNew: false,
    isIdOurs: false,
    name: feed.name,
    isEnabled: feed.isEnabled,
    isBridged: feed.watchedBy === 'bridge',
    intervalSeconds: String(feed.intervalSeconds),
    failAfterSeconds: String(feed.failAfterSeconds),
    clearAfterSeconds: String(feed.clearAfterSeconds),
    heartbeat: feed.heartbeat,
    heartbeatMinutes: String(feed.heartbeatMinutes),
    canaryMinutes: String(feed.canaryMinutes),
    ...showConfig(manifest.fields, feed.config),
  };
}

/** The draft with a new name; the id follows while nobody chose one. */
export function renamed(draft: FeedDraft, name: string, takenIds: readonly string[]): FeedDraft {
  return draft.isIdOurs ? { ...draft, name, id: freeId(slug(name) || draft.kind, takenIds) } : { ...draft, name };
}

/** Reads the whole form: settings and the secrets that were typed, or the words for every field that is wrong. */
export function readForm(manifest: FeedManifest, draft: FeedDraft, takenIds: readonly string[]): FormReading {
  const read = readConfig(manifest.fields, draft);
  const isBare = draft.isBridged && lacksWay(manifest, draft);
  const { config, secrets, errors } = isBare ? { config: {}, secrets: {}, errors: {} as Record<string, string> } : read;
  if (draft.isNew && takenIds.includes(draft.id)) errors.id = msg`Another feed is called ${draft.id} already.`;
  const parsed = feedSettings.safeParse({ ...frame(draft), config });
  if (!parsed.success)
    for (const issue of parsed.error.issues)
      errors[issue.path.join('.')] ??= `${words(String(issue.path[0] ?? ''))}: ${schemaWords(issue.message)}.`;
  if (parsed.success && Object.keys(errors).length === 0) return { ok: true, feed: parsed.data, secrets };
  return { ok: false, errors };
}

/** Sorts an engine's refusal to the fields that it names, the frame's own included. */
export function errorsFromWords(manifest: FeedManifest, what: string): FieldErrors {
  return errorsByField(manifest.fields, Object.keys(FRAME_WORDS), what);
}

function frame(draft: FeedDraft): Record<string, unknown> {
  const { id, kind, name, isEnabled, heartbeat } = draft;
  return {
    id,
    kind,
    name: name.trim(),
    isEnabled,
    ...(draft.isBridged && { watchedBy: 'bridge' }),
    heartbeat: heartbeat.trim(),
    intervalSeconds: number(draft.intervalSeconds),
    failAfterSeconds: number(draft.failAfterSeconds),
    clearAfterSeconds: number(draft.clearAfterSeconds),
    heartbeatMinutes: number(draft.heartbeatMinutes),
    canaryMinutes: number(draft.canaryMinutes),
  };
}

/** Does the form name no source at all? Then a bridge is the only one that has a way there. */
function lacksWay({ fields }: FeedManifest, { config }: FeedDraft): boolean {
  const needed = fields.filter((field) => field.isRequired);
  return needed.length > 0 && needed.every(({ name }) => String(config[name] ?? '').trim() === '');
}

function number(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'));
}

const FRAME_WORDS: Readonly<Record<string, string>> = {
  name: msg`Name`,
  id: msg`Short name`,
  kind: 'Kind',
  intervalSeconds: msg`Interval`,
  failAfterSeconds: msg`Fails after`,
  clearAfterSeconds: msg`Clears after`,
  heartbeat: msg`Heartbeat`,
  heartbeatMinutes: msg`Heartbeat every`,
  canaryMinutes: msg`Canary`,
};

function words(name: string): string {
  return FRAME_WORDS[name] ?? name;
}
