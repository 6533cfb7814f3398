// Pictures come by paste, by drop and from a file. Until they are stored their place is marked.
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { msg } from '../../../../shared/words/words';
import type { ImageSeams } from '../seams';
import { endWaiting, startWaiting, waitingMarks, waitingPlace } from './waiting-marks';

const SHOWN = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
const MOST_BYTES = 20_000_000;

export interface ImageIntake {
  store: ImageSeams['store'];
  /** Why a picture was not taken. */
  onRefused(what: string): void;
}

const nameOf = (file: File): string =>
  file.name
    .replace(/\.[a-z0-9]+$/i, '')
    .replace(/[[\]()\n]/g, ' ')
    .trim() || 'picture';

let lastId = 0;

/** Stores one picture and puts its reference where it was dropped, wherever that place has moved meanwhile. */
async function take(view: EditorView, file: File, at: number, intake: ImageIntake): Promise<void> {
  const name = nameOf(file);
  if (!SHOWN.includes(file.type))
    return intake.onRefused(msg`${name}: only PNG, JPEG, GIF and WebP pictures are shown. Attach it to the incident instead.`);
  if (file.size > MOST_BYTES) return intake.onRefused(msg`${name} has more than 20 MB. Make it smaller first.`);
  const id = ++lastId;
  view.dispatch({ effects: startWaiting.of({ id, name, at }) });
  const stored = await intake.store(file).catch((error: unknown) => ({ ok: false as const, what: String(error) }));
  const from = waitingPlace(view, id);
  if (from === null) return;
  const insert = stored.ok ? `![${name}](${stored.reference})` : '';
  view.dispatch({ changes: { from, insert }, effects: endWaiting.of(id), userEvent: 'input.image' });
  if (!stored.ok) intake.onRefused(stored.what);
}

/** From the file chooser. */
export async function takeImages(view: EditorView, files: readonly File[], intake: ImageIntake): Promise<void> {
  for (const file of files) await take(view, file, view.state.selection.main.head, intake);
}

function pictures(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'));
}

export function imageIntake(intake: ImageIntake): Extension {
  const accept = (event: Event, view: EditorView, data: DataTransfer | null, at: number): boolean => {
    const files = pictures(data);
    if (files.length === 0 || view.state.readOnly) return false;
    event.preventDefault();
    view.dispatch({ selection: { anchor: at } });
    void takeImages(view, files, intake);
    return true;
  };
  const handlers = EditorView.domEventHandlers({
    paste: (event, view) => accept(event, view, event.clipboardData, view.state.selection.main.head),
    drop: (event, view) => accept(event, view, event.dataTransfer, view.posAtCoords({ x: event.clientX, y: event.clientY }, false)),
  });
  return [waitingMarks, handlers];
}
