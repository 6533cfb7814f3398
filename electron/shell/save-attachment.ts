// Writes an attachment of an incident to a place that the person chooses. Its bytes were checked against their hash by the engine.
import { rename, rm, writeFile } from 'node:fs/promises';
import type { EngineArgs, EngineValues, Reply } from '../../shared/contract';
import { safeFileName } from '../../shared/domain/safe-file-name';
import { msg } from '../../shared/words/words';
import { wordsOf } from './journal';

export interface SaveAttachmentParts {
  readonly read: (args: EngineArgs<'get-attachment'>) => Promise<Reply<EngineValues['get-attachment']>>;
  /** Asks the person; null: they thought better. */
  readonly choosePlace: (suggestedName: string) => Promise<string | null>;
}

export interface AttachmentToSave {
  readonly incident: string;
  readonly sha256: string;
  readonly suggestedName: string;
}

/** `path` null: nothing was saved, because the person did not want to. A refused place leaves no file, and one that was there as it was. */
export async function saveAttachment(
  { read, choosePlace }: SaveAttachmentParts,
  { incident, sha256, suggestedName }: AttachmentToSave,
): Promise<Reply<{ path: string | null }>> {
  const kept = await read({ id: incident, sha256 });
  if (!kept.ok) return kept;
  const path = await choosePlace(safeFileName(suggestedName));
  if (path === null) return { ok: true, value: { path } };
  const unfinished = `${path}.${process.pid}.part`;
  try {
    // Never a program, whatever its name says.
    await writeFile(unfinished, Buffer.from(kept.value.base64, 'base64'), { mode: 0o600, flush: true });
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    const what = msg`${path} could not be written: ${wordsOf(error)}.`;
    return { ok: false, error: { kind: 'failed', what, remedy: msg`Choose another place, with room and the right to write there.` } };
  }
  return { ok: true, value: { path } };
}
