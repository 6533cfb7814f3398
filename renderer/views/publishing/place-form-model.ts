// The form of a place as it stands on the screen, apart from React: its name, and the kind's own fields from its manifest.
import type { PublishManifest } from '../../../shared/contract/publish';
import { type PublishTarget, publishTarget } from '../../../shared/settings/publish';
import { type ConfigDraft, type FieldErrors, readConfig, showConfig } from '../../ui/config-form/config-draft';
import { freeId } from '../../ui/config-form/free-id';
import { schemaWords } from '../settings/schema-words';

export interface PlaceDraft extends ConfigDraft {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

export type PlaceReading =
  | { readonly ok: true; readonly target: PublishTarget; readonly secrets: Record<string, string> }
  | { readonly ok: false; readonly errors: FieldErrors };

/** Secret fields are empty: empty means "keep what the vault has". */
export function placeDraft(
  { kind, name, fields }: PublishManifest,
  existing: PublishTarget | undefined,
  taken: readonly string[],
): PlaceDraft {
  if (existing) return { ...existing, isNew: false, ...showConfig(fields, existing.config) };
  return { kind, id: freeId(kind, taken), name, isNew: true, ...showConfig(fields, {}) };
}

/** Settings and the secrets that were typed, or the words for every field that is wrong. */
export function readPlace({ fields }: PublishManifest, draft: PlaceDraft): PlaceReading {
  const { config, secrets, errors } = readConfig(fields, draft);
  const parsed = publishTarget.safeParse({ id: draft.id, kind: draft.kind, name: draft.name.trim(), config });
  if (!parsed.success) for (const issue of parsed.error.issues) errors[issue.path.join('.')] ??= `${schemaWords(issue.message)}.`;
  return parsed.success && Object.keys(errors).length === 0 ? { ok: true, target: parsed.data, secrets } : { ok: false, errors };
}
