// Files of postmortems at places that a person chose in the shell: an export is written, Markdown and edits from elsewhere are read.
import type { Reply } from '../../shared/contract';
import type { PostmortemFile } from '../../shared/contract/publish';
import { done, refuse } from './gate';
import type { EditsFileDeps } from './postmortem-edits';
import type { PublishDesk } from './publish-desk';
import { exportFile } from './publish-files';

export type { PostmortemFile };

export interface PostmortemFileDeps extends EditsFileDeps {
  readonly publishing: PublishDesk;
}

/** Never throws. Answers with the value that belongs to what was asked: `ExportedPostmortem`, `ImportedPostmortem` and so on. */
export async function postmortemFile(deps: PostmortemFileDeps, asked: PostmortemFile): Promise<Reply<unknown>> {
  if (asked.does === 'export') return exportFile(deps.publishing, asked.incident, asked.format, asked.file, deps.now());
  if (asked.does === 'import') {
    const { importMarkdown } = await import('../publish/import-markdown');
    const result = importMarkdown(asked.file, (bytes) => deps.attachments.put(bytes));
    return result.ok ? done(result.imported) : refuse(result.what, result.remedy, 'failed');
  }
  const { saveEdits, takeInEdits } = await import('./postmortem-edits');
  if (asked.does === 'save-edits') return saveEdits(deps, asked.incident, asked.file);
  return takeInEdits(deps, asked.incident, asked.file, asked.evenApart);
}
