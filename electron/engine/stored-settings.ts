// The settings that a person saved, as the start reads them. The schema costs more than all else of that, so what it made of a text
// is kept beside the text, and counts for as long as neither the text nor the schema is different.
import { createHash } from 'node:crypto';
import type { Settings } from '../../shared/settings';
import { msg } from '../../shared/words/words';
import type { FirstLook } from '../log/first-look';
import { LogWriteFailure } from '../log/log';

/** Under this name the log keeps what was saved. */
export const SETTINGS = 'settings';
/** `digest` in hex, a space, and what the schema made of the text, as JSON. */
const CHECKED = 'settings-checked';

/** Digest of the schema's source text, put here by the build; code that was not built has none and always checks. */
const BUILT_SHAPE = process.env.SETTINGS_SHAPE ?? '';

export type StoredSettings =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly what: string; readonly remedy: string };

type Kept = Pick<FirstLook, 'getSetting' | 'setSetting'>;

/**
 * What does not fit the schema is refused: defaults in its place would mean no feeds, and nobody would know.
 * `shape` names the schema; '': nothing is kept, and what was kept does not count.
 */
export async function storedSettings(log: Kept, shape = BUILT_SHAPE): Promise<StoredSettings> {
  const text = log.getSetting(SETTINGS);
  const known = text !== undefined && shape !== '' ? checkedBefore(log, shape, text) : null;
  if (known) return { ok: true, settings: known };
  const { defaultSettings, settingsSchema } = await import('../../shared/settings');
  if (text === undefined) return { ok: true, settings: defaultSettings() };
  const checked = settingsSchema.safeParse(JSON.parse(text));
  if (checked.success) {
    if (shape !== '') keepChecked(log, shape, text, checked.data);
    return { ok: true, settings: checked.data };
  }
  const issue = checked.error.issues[0];
  const what = msg`The stored settings don’t fit this version of Dogwatch: ${issue?.path.join('.')}: ${issue?.message}.`;
  return {
    ok: false,
    what,
    remedy: msg`Start with --config FILE.yml and right settings, or use the version that wrote them. Nothing was changed.`,
  };
}

/** Null: the text was never checked by this schema, or what is kept about it is damaged. */
function checkedBefore(log: Kept, shape: string, text: string): Settings | null {
  const kept = log.getSetting(CHECKED) ?? '';
  const made = kept.slice(kept.indexOf(' ') + 1);
  return kept === `${digestOf(shape, text, made)} ${made}` ? (JSON.parse(made) as Settings) : null;
}

/** A disk that refuses stops no start: the next one checks again. */
function keepChecked(log: Kept, shape: string, text: string, settings: Settings): void {
  const made = JSON.stringify(settings);
  try {
    log.setSetting(CHECKED, `${digestOf(shape, text, made)} ${made}`);
  } catch (error) {
    if (!(error instanceof LogWriteFailure)) throw error;
  }
}

function digestOf(...texts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex');
}
