// The channel form as it stands on the screen, apart from React: what every channel has, and the kind's own fields from its manifest.
import type { ChannelManifest } from '../../../shared/channel';
import { type ChannelSettings, channelSettings } from '../../../shared/settings/telling';
import { msg } from '../../../shared/words/words';
import { type ConfigDraft, errorsByField, type FieldErrors, readConfig, showConfig } from '../../ui/config-form/config-draft';
import { freeId, slug } from '../../ui/config-form/free-id';
import { schemaWords } from '../settings/schema-words';

/** `isIdOurs` until the person writes an id by hand: then it no longer follows the name. */
export interface ChannelDraft extends ConfigDraft {
  readonly kind: string;
  readonly id: string;
  readonly isIdOurs: boolean;
  readonly name: string;
  readonly isEnabled: boolean;
}

export type ChannelReading =
  | { readonly ok: true; readonly channel: ChannelSettings; readonly secrets: Record<string, string> }
  | { readonly ok: false; readonly errors: FieldErrors };

const FRAME: Readonly<Record<string, string>> = { name: msg`Name`, id: msg`Short name`, kind: msg`Kind` };

export function emptyChannel(manifest: ChannelManifest, takenIds: readonly string[]): ChannelDraft {
  const name = manifest.name.replace(/ \(.*\)$/, '');
  const id = freeId(manifest.kind, takenIds);
  return { kind: manifest.kind, id, isIdOurs: true, isNew: true, name, isEnabled: true, ...showConfig(manifest.fields, {}) };
}

/** Secret fields are empty: empty means "keep what the vault has". */
export function draftOfChannel(manifest: ChannelManifest, channel: ChannelSettings): ChannelDraft {
  const { kind, id, name, isEnabled, config } = channel;
  return { kind, id, name, isEnabled, isIdOurs: false, isNew: false, ...showConfig(manifest.fields, config) };
}

/** The id follows the name while nobody chose one. */
export function renamedChannel(draft: ChannelDraft, name: string, takenIds: readonly string[]): ChannelDraft {
  return draft.isIdOurs ? { ...draft, name, id: freeId(slug(name) || draft.kind, takenIds) } : { ...draft, name };
}

/** Settings and the secrets that were typed, or the words for every field that is wrong. */
export function readChannel(manifest: ChannelManifest, draft: ChannelDraft, takenIds: readonly string[]): ChannelReading {
  const { config, secrets, errors } = readConfig(manifest.fields, draft);
  const { kind, id, isEnabled } = draft;
  if (draft.isNew && takenIds.includes(id)) errors.id = msg`Another channel is called ${id} already.`;
  const parsed = channelSettings.safeParse({ id, kind, name: draft.name.trim(), isEnabled, config });
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const field = String(issue.path[0] ?? '');
      errors[issue.path.join('.')] ??= `${FRAME[field] ?? field}: ${schemaWords(issue.message)}.`;
    }
  }
  return parsed.success && Object.keys(errors).length === 0 ? { ok: true, channel: parsed.data, secrets } : { ok: false, errors };
}

/** Sorts an engine's refusal to the fields that it names. */
export function channelErrors(manifest: ChannelManifest, what: string): FieldErrors {
  return errorsByField(manifest.fields, Object.keys(FRAME), what);
}
