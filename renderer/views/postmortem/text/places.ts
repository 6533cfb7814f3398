// Places in the text that edits move along, as they came from elsewhere: what does not name a place of this very text is none.
import * as Y from 'yjs';

/** Where it is now; null when it is gone, has not come yet, or belongs to something else. */
export function placeOf(position: Y.RelativePosition, text: Y.Text): number | null {
  const { doc } = text;
  // Asked for a name that it does not have, a document would make something of that name.
  if (!doc || (position.tname !== null && (doc.share.get(position.tname) as unknown) !== text)) return null;
  const found = Y.createAbsolutePositionFromRelativePosition(position, doc);
  return found?.type === text ? found.index : null;
}
