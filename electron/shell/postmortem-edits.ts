// Carries the edits of a postmortem between desks: the person says where the file goes, or which one is taken in.
import { dialog } from 'electron';
import type { Reply } from '../../shared/contract';
import type { SavedEdits, TakenEdits } from '../../shared/contract/publish';
import { safeFileName } from '../../shared/domain/safe-file-name';
import { msg } from '../../shared/words/words';
import type { PostmortemDoor } from './postmortem-files';
import type { ConsoleWindow } from './window';

interface Doors {
  readonly window: ConsoleWindow;
  readonly postmortems: Pick<PostmortemDoor, 'file'>;
}

const FILTERS = [{ name: msg`Edits of a postmortem`, extensions: ['dogwatch-edits'] }];

/** `saved` is null when the person thought better. */
export async function savePostmortemEdits(
  { window, postmortems }: Doors,
  incident: string,
  suggestedName: string,
): Promise<Reply<{ saved: SavedEdits | null }>> {
  const defaultPath = safeFileName(suggestedName);
  const { canceled, filePath } = await dialog.showSaveDialog(window.browser, { defaultPath, filters: FILTERS });
  if (canceled || !filePath) return { ok: true, value: { saved: null } };
  const reply = (await postmortems.file({ does: 'save-edits', incident, file: filePath })) as Reply<SavedEdits>;
  return reply.ok ? { ok: true, value: { saved: reply.value } } : reply;
}

/** Texts that were begun apart are joined only after a yes. `taken` is null when the person thought better. */
export async function takeInPostmortemEdits(doors: Doors, incident: string): Promise<Reply<{ taken: TakenEdits | null }>> {
  const { canceled, filePaths } = await dialog.showOpenDialog(doors.window.browser, {
    title: msg`Take in edits of another desk`,
    filters: FILTERS,
    properties: ['openFile'],
  });
  const [file] = filePaths;
  if (canceled || file === undefined) return { ok: true, value: { taken: null } };
  const take = async (evenApart: boolean): Promise<Reply<TakenEdits>> =>
    (await doors.postmortems.file({ does: 'take-in-edits', incident, file, evenApart })) as Reply<TakenEdits>;
  const first = await take(false);
  if (!first.ok) return first;
  if (first.value.kind === 'taken') return { ok: true, value: { taken: first.value } };
  if (!(await isJoinWanted(doors.window, first.value.desk))) return { ok: true, value: { taken: null } };
  const joined = await take(true);
  return joined.ok ? { ok: true, value: { taken: joined.value } } : joined;
}

async function isJoinWanted(window: ConsoleWindow, desk: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window.browser, {
    type: 'question',
    message: msg`The text of “${desk}” was begun apart from this one.`,
    detail: msg`Taken in, both stand one behind the other, with all that anybody wrote. The text of now is kept as a version.`,
    buttons: [msg`Take in`, msg`Cancel`],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}
