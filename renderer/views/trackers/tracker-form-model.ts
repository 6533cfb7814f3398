// The tracker form as it stands on the screen, apart from React: what every tracker has, and the kind's own fields from its manifest.
import { type TrackerSettings, trackerSettings } from '../../../shared/settings/actions';
import type { TrackerManifest } from '../../../shared/tracker';
import { type ConfigDraft, type FieldErrors, readConfig, showConfig } from '../../ui/config-form/config-draft';
import { freeId } from '../../ui/config-form/free-id';
import { schemaWords } from '../settings/schema-words';

export interface TrackerDraft extends ConfigDraft {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly isEnabled: boolean;
}

export type TrackerReading =
  | { readonly ok: true; readonly tracker: TrackerSettings; readonly secrets: Record<string, string> }
  | { readonly ok: false; readonly errors: FieldErrors };

/** Secret fields are empty: empty means "keep what the vault has". */
export function draftOf(manifest: TrackerManifest, existing: TrackerSettings | undefined, takenIds: readonly string[]): TrackerDraft {
  const { kind, name, fields } = manifest;
  if (existing) return { ...existing, isNew: false, ...showConfig(fields, existing.config) };
  return { kind, id: freeId(kind, takenIds), name, isEnabled: true, isNew: true, ...showConfig(fields, {}) };
}

/** Settings and the secrets that were typed, or the words for every field that is wrong. */
export function readTracker(manifest: TrackerManifest, draft: TrackerDraft): TrackerReading {
  const { config, secrets, errors } = readConfig(manifest.fields, draft);
  const { kind, id, isEnabled } = draft;
  const parsed = trackerSettings.safeParse({ id, kind, name: draft.name.trim(), isEnabled, config });
  if (!parsed.success) for (const issue of parsed.error.issues) errors[issue.path.join('.')] ??= `${schemaWords(issue.message)}.`;
  return parsed.success && Object.keys(errors).length === 0 ? { ok: true, tracker: parsed.data, secrets } : { ok: false, errors };
}
