// Checks changed settings with the one schema and hands each complaint to the field it belongs to.
import { type Settings, settingsSchema } from '../../../shared/settings';
import { msg } from '../../../shared/words/words';
import { schemaWords } from './schema-words';
import { fieldAt } from './settings-fields';
import { valueAt } from './settings-path';

export type SettingsReading =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** `errors` is keyed by the path of the field on the screen; complaints inside lists and rules name their entry. */
export function checkSettings(candidate: unknown): SettingsReading {
  const parsed = settingsSchema.safeParse(candidate);
  if (parsed.success) return { ok: true, settings: parsed.data };
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) {
    const path = issue.path.map(String).join('.');
    const field = fieldAt(path);
    errors[field?.path ?? path] ??= complaint(candidate, path, issue.message);
  }
  return { ok: false, errors };
}

/** What a schema says, as a person says it. The wrong text itself is repeated when it is short. */
function complaint(candidate: unknown, path: string, message: string): string {
  const value = valueAt(candidate, path);
  const said = typeof value === 'string' && value !== '' && value.length <= 60 ? msg`“${value}” does not fit: ` : '';
  const expected = schemaWords(message);
  const words = said + expected;
  return `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}.`;
}
