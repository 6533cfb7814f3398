// What a person is writing: it survives a look at another incident and a failed send. Files are read as they are pasted or dropped.
import { ATTACHMENT_BYTES, ATTACHMENTS_PER_NOTE, NOTE_BYTES } from '../../../shared/contract/evidence';
import { msg } from '../../../shared/words/words';
import { bytesWords } from './bytes-words';

export interface DraftFile {
  readonly name: string;
  readonly bytes: number;
  readonly base64: string;
  /** As the system calls it; only for the small picture beside the draft. */
  readonly mime: string;
}

export interface NoteDraft {
  readonly text: string;
  /** As the field for a local time has it, e.g. 2026-11-22T03:04:10; '': now. */
  readonly happenedAt: string;
  readonly files: readonly DraftFile[];
}

export const EMPTY_DRAFT: NoteDraft = { text: '', happenedAt: '', files: [] };

const drafts = new Map<string, NoteDraft>();

export function draftOf(incident: string): NoteDraft {
  return drafts.get(incident) ?? EMPTY_DRAFT;
}

export function keepDraft(incident: string, draft: NoteDraft): void {
  drafts.set(incident, draft);
}

/** Unix ms; null for now. */
export function happenedAtOf({ happenedAt }: NoteDraft): number | null {
  const at = happenedAt === '' ? Number.NaN : new Date(happenedAt).getTime();
  return Number.isFinite(at) && at > 0 ? at : null;
}

export type FilesRead = { readonly files: readonly DraftFile[]; readonly why: string };

/** Reads files beside those there are; what does not fit is left out and said. */
export async function withFiles(known: readonly DraftFile[], more: Iterable<File>): Promise<FilesRead> {
  const files = [...known];
  const refused: string[] = [];
  for (const file of more) {
    const total = files.reduce((sum, one) => sum + one.bytes, 0) + file.size;
    if (file.size === 0) refused.push(msg`${file.name} is empty`);
    else if (file.size > ATTACHMENT_BYTES) refused.push(msg`${file.name} is larger than ${bytesWords(ATTACHMENT_BYTES)}`);
    else if (files.length >= ATTACHMENTS_PER_NOTE || total > NOTE_BYTES)
      refused.push(msg`${file.name} is too much for one note (${ATTACHMENTS_PER_NOTE} files, ${bytesWords(NOTE_BYTES)})`);
    else files.push({ name: file.name || 'pasted', bytes: file.size, base64: await base64Of(file), mime: file.type });
  }
  return { files, why: refused.join('; ') };
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error(msg`the file can’t be read`));
    reader.readAsDataURL(file);
  });
}
