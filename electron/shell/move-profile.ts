// A whole profile out to one file, and one in from a file. What comes in is opened and checked beside the profile in use before that is put
// aside; the engine is away only while the files change places.
import { dialog } from 'electron';
import type { CallError, Reply, ShellArgs } from '../../shared/contract';
import type { ExportedProfile, ImportedProfile } from '../../shared/contract/profile';
import { msg } from '../../shared/words/words';
import type { EngineProcess } from './engine-process';
import { wordsOf } from './journal';
import type { ProfileKey } from './open-key';
import { stagingOfImport, takePlace } from './take-place';
import type { ConsoleWindow } from './window';

export interface MoveParts {
  readonly window: Pick<ConsoleWindow, 'browser'>;
  readonly engine: Pick<EngineProcess, 'exportProfile' | 'openProfile' | 'whileAway'>;
  readonly profile: string;
  readonly key: Pick<ProfileKey, 'adopt'>;
  /** Unix ms. */
  readonly now: () => number;
}

const FILTERS = [{ name: msg`Dogwatch profile`, extensions: ['dogwatch-profile'] }];

/** `exported` null: the person thought better. */
export async function exportProfile(
  { window, engine, now }: MoveParts,
  { passphrase }: ShellArgs<'export-profile'>,
): Promise<Reply<{ exported: ExportedProfile | null }>> {
  const defaultPath = `dogwatch-${new Date(now()).toISOString().slice(0, 10)}.dogwatch-profile`;
  const { canceled, filePath } = await dialog.showSaveDialog(window.browser, { defaultPath, filters: FILTERS });
  if (canceled || !filePath) return { ok: true, value: { exported: null } };
  const reply = await engine.exportProfile(filePath, passphrase);
  return reply.ok ? { ok: true, value: { exported: reply.value } } : reply;
}

/** `imported` null: the person thought better. */
export async function importProfile(
  parts: MoveParts,
  { passphrase }: ShellArgs<'import-profile'>,
): Promise<Reply<{ imported: ImportedProfile | null }>> {
  const title = msg`Import a profile`;
  const { canceled, filePaths } = await dialog.showOpenDialog(parts.window.browser, { title, filters: FILTERS, properties: ['openFile'] });
  const [from] = filePaths;
  if (canceled || from === undefined) return { ok: true, value: { imported: null } };
  const opened = await parts.engine.openProfile(from, passphrase, stagingOfImport(parts.profile));
  if (!opened.ok) return opened;
  try {
    const { profile, key, now } = parts;
    const place = { profile, adoptKey: (text: string) => key.adopt(text), now: now() };
    const putAsideIn = await parts.engine.whileAway(() => takePlace(place, opened.value));
    const { events, attachments } = opened.value;
    return { ok: true, value: { imported: { events, attachments, putAside: putAsideIn } } };
  } catch (error) {
    return { ok: false, error: halfway(error) };
  }
}

function halfway(error: unknown): CallError {
  const remedy = msg`What was there is in the folder put-aside of the profile. Import the file again when the reason is gone.`;
  return { kind: 'failed', what: msg`The profile could not take its place: ${wordsOf(error)}.`, remedy };
}
