// Saves a postmortem where the person says, as PDF, page or Markdown, and lets them choose one to read in.
import { writeFile } from 'node:fs/promises';
import { dialog } from 'electron';
import type { Reply } from '../../shared/contract';
import type { ExportedPostmortem, ExportFormat, ImportedPostmortem, PostmortemFile, PublishValues } from '../../shared/contract/publish';
import { safeFileName } from '../../shared/domain/safe-file-name';
import { msg } from '../../shared/words/words';
import { wordsOf } from './journal';
import type { Paper } from './print-page';
import type { ConsoleWindow } from './window';

/** What the engine does for it. */
export interface PostmortemDoor {
  readonly file: (asked: PostmortemFile) => Promise<Reply<unknown>>;
  readonly page: (incident: string) => Promise<Reply<PublishValues['export-postmortem']>>;
}

interface Doors {
  readonly window: ConsoleWindow;
  readonly postmortems: PostmortemDoor;
}

export interface SaveAsked {
  readonly incident: string;
  readonly format: ExportFormat;
  readonly paper: Paper;
  readonly suggestedName: string;
}

const FILTERS: Readonly<Record<ExportFormat, { readonly name: string; readonly extensions: string[] }>> = {
  pdf: { name: 'PDF', extensions: ['pdf'] },
  html: { name: msg`Web page, one file`, extensions: ['html'] },
  markdown: { name: msg`Markdown, pictures beside it`, extensions: ['md'] },
  'markdown-tar': { name: msg`Markdown and pictures, one file`, extensions: ['tar'] },
};

export async function savePostmortem(
  { window, postmortems }: Doors,
  { incident, format, paper, suggestedName }: SaveAsked,
): Promise<Reply<{ exported: ExportedPostmortem | null }>> {
  const defaultPath = safeFileName(suggestedName);
  const { canceled, filePath } = await dialog.showSaveDialog(window.browser, { defaultPath, filters: [FILTERS[format]] });
  if (canceled || !filePath) return { ok: true, value: { exported: null } };
  if (format === 'pdf') return savePdf(postmortems, incident, paper, filePath);
  const written = (await postmortems.file({ does: 'export', incident, format, file: filePath })) as Reply<ExportedPostmortem>;
  return written.ok ? { ok: true, value: { exported: written.value } } : written;
}

async function savePdf(
  postmortems: PostmortemDoor,
  incident: string,
  paper: Paper,
  file: string,
): Promise<Reply<{ exported: ExportedPostmortem | null }>> {
  const page = await postmortems.page(incident);
  if (!page.ok) return page;
  try {
    const { printPage } = await import('./print-page');
    const { text, missing, head, foot } = page.value;
    const pdf = await printPage({ html: text, paper, head, foot });
    await writeFile(file, pdf);
    return { ok: true, value: { exported: { path: file, bytes: pdf.length, missing } } };
  } catch (error) {
    const what = msg`The PDF could not be made: ${wordsOf(error)}.`;
    return {
      ok: false,
      error: { kind: 'failed', what, remedy: msg`Choose another place with room, or export a web page and print that.` },
    };
  }
}

/** Null when the person chose none. */
export async function openPostmortemFile({ window, postmortems }: Doors): Promise<Reply<ImportedPostmortem | null>> {
  const filters = [
    { name: msg`Markdown`, extensions: ['md', 'markdown', 'txt'] },
    { name: msg`All files`, extensions: ['*'] },
  ];
  const { canceled, filePaths } = await dialog.showOpenDialog(window.browser, {
    title: msg`Read a postmortem`,
    filters,
    properties: ['openFile'],
  });
  const [file] = filePaths;
  if (canceled || file === undefined) return { ok: true, value: null };
  return (await postmortems.file({ does: 'import', file })) as Reply<ImportedPostmortem>;
}
