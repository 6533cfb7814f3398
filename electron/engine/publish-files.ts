// Exports as texts for the window, and as files where a person chose the place in the shell. A PDF is printed by the shell from the page.
import { statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Reply } from '../../shared/contract';
import type { ExportedPostmortem, ExportFormat, PublishValues } from '../../shared/contract/publish';
import { type ExportDocument, fileStem, titleOf } from '../../shared/postmortem/export/document';
import { attachmentsOf } from '../../shared/postmortem/export/pictures';
import { done, refuse } from './gate';
import type { PublishDesk } from './publish-desk';

/** The page of an export; loads what makes it when it is first asked for. */
export async function exportPage(publishing: PublishDesk, document: ExportDocument): Promise<string> {
  const { pageHtml } = await import('../publish/page');
  return pageHtml(document, { pictureOf: publishing.pictureOf, drawChart: (text) => publishing.drawChart(document, text), language: 'en' });
}

export async function exportText(
  publishing: PublishDesk,
  document: ExportDocument,
  format: 'html' | 'markdown',
): Promise<Reply<PublishValues['export-postmortem']>> {
  const around = { missing: missingOf(publishing, document), ...printed(document) };
  if (format === 'html') return done({ name: `${fileStem(document)}.html`, text: await exportPage(publishing, document), ...around });
  const { markdownFiles } = await import('../publish/markdown-files');
  const [first] = markdownFiles(document, publishing.pictureOf).files;
  return done({ name: first?.path ?? '', text: Buffer.from(first?.bytes ?? []).toString('utf8'), ...around });
}

function printed(document: ExportDocument) {
  const { number, severity, status, isRestricted, editedAt } = document;
  const left = `INC-${number} \u00b7 SEV${severity} \u00b7 ${status} \u00b7 ${titleOf(document)}`;
  const at = new Date(editedAt).toISOString().slice(0, 16).replace('T', ' ');
  return { head: { left, right: isRestricted ? 'Restricted' : '' }, foot: `Dogwatch \u00b7 text of ${at} UTC` };
}

/** Writes what is not a PDF. `file`: where the person wants it; of Markdown, the pictures go into `pictures` beside it. */
export async function exportFile(
  publishing: PublishDesk,
  incident: string,
  format: Exclude<ExportFormat, 'pdf'>,
  file: string,
  now: number,
): Promise<Reply<ExportedPostmortem>> {
  const document = await publishing.documentOf(incident);
  if (!document) return refuse('This incident has no postmortem yet.', 'Start one first.');
  try {
    if (format === 'html') writeFileSync(file, await exportPage(publishing, document));
    else await writeMarkdown(publishing, document, format, file, now);
    return done({ path: file, bytes: statSync(file).size, missing: missingOf(publishing, document) });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse(`The postmortem could not be written: ${why}`, 'Choose another place, with room and the right to write there.', 'failed');
  }
}

async function writeMarkdown(
  publishing: PublishDesk,
  document: ExportDocument,
  format: 'markdown' | 'markdown-tar',
  file: string,
  now: number,
): Promise<void> {
  const { markdownFiles, writeFolder, writeTar } = await import('../publish/markdown-files');
  const { files } = markdownFiles(document, publishing.pictureOf);
  if (format === 'markdown-tar') return writeTar(file, files, now);
  const [text, ...pictures] = files;
  writeFileSync(file, text?.bytes ?? '');
  writeFolder(dirname(file), pictures);
}

function missingOf({ pictureOf }: PublishDesk, { text }: ExportDocument): string[] {
  return attachmentsOf(text).filter((sha256) => pictureOf(sha256) === null);
}
