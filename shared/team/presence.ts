// Who is in a shared postmortem now and where their cursors stand: said in messages that nobody keeps, checked before anything of them
// is shown.
import { z } from 'zod';

/** A desk that is silent for so long is not shown any more. */
export const PRESENCE_GONE_MS = 10_000;
/** So often a window says that it still shows the text. */
export const PRESENCE_SAY_MS = 4_000;

/** A Yjs relative position (base64): edits move it along. */
const place = z
  .string()
  .min(2)
  .max(80)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/);
/** Where a selection began and where its cursor is; the same place twice: nothing is selected. */
export const presenceCursor = z.object({ anchor: place, head: place });
export type PresenceCursor = Readonly<z.infer<typeof presenceCursor>>;

/** What a desk says of itself, sealed. `start` rises with each start of the desk and `n` with each word of it, so that an old one is known. */
export const presenceWord = z.object({
  v: z.literal(1),
  start: z.number().int().min(0),
  n: z.number().int().min(0),
  person: z.string().max(120),
  /** False: it is going. */
  isHere: z.boolean(),
  /** Null: the person has not been in the text yet. */
  cursor: presenceCursor.nullable(),
});
export type PresenceWord = z.infer<typeof presenceWord>;

/** Somebody at another desk who has the text before them. */
export interface PresentDesk {
  readonly desk: string;
  /** How its member record calls that desk; `person` is what it says itself. */
  readonly name: string;
  readonly person: string;
  readonly cursor: PresenceCursor | null;
}
