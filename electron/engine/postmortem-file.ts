// Files of postmortems at places that a person chose in the shell: an export is written, Markdown from elsewhere is read.
import type { Reply } from '../../shared/contract';
import type { PostmortemFile } from '../../shared/contract/publish';
import type { Attachments } from '../log/attachments';
import { done, refuse } from './gate';
import type { PublishDesk } from './publish-desk';
import { exportFile } from './publish-files';

export type { PostmortemFile };

export interface PostmortemFileDeps {
  readonly publishing: PublishDesk;
  readonly attachments: Attachments;
  readonly now: () => number;
}

/** Never throws. Answers with `ExportedPostmortem` or `ImportedPostmortem`. */
export async function postmortemFile({ publishing, attachments, now }: PostmortemFileDeps, asked: PostmortemFile): Promise<Reply<unknown>> {
  if (asked.does === 'export') return exportFile(publishing, asked.incident, asked.format, asked.file, now());
  const { importMarkdown } = await import('../publish/import-markdown');
  const result = importMarkdown(asked.file, (bytes) => attachments.put(bytes));
  return result.ok ? done(result.imported) : refuse(result.what, result.remedy, 'failed');
}
