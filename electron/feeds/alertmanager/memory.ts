// What the connector remembers between two polls: per peer what it said last, and what all of them together came to.
import type { Rejected, Sighting } from '../../../shared/feed';
import type { Pieces } from './read-answer';

export interface PeerMemory {
  /** Digest of the last whole answer. */
  readonly digest: string;
  /** What its pieces said, so that those which say it again need not be read. */
  readonly pieces: Pieces;
  readonly byKey: ReadonlyMap<string, Sighting>;
  readonly rejected: readonly Rejected[];
  readonly nameless: number;
  /** Unix ms of the last whole answer. */
  readonly okAt: number;
  /** Unix ms since when it has not answered; null while it does. */
  readonly failingSince: number | null;
  /** Names the process that answered last; null where the server does not tell. */
  readonly run: string | null;
  /** Until then its list may lack alerts because it has just restarted; Unix ms, 0 for never. */
  readonly graceUntil: number;
  /** Alerts that it alone knew when it was lost; they are held for the grace. */
  readonly held: readonly Sighting[];
}

export interface Cursor {
  readonly peers: ReadonlyMap<string, PeerMemory>;
  readonly merged: ReadonlyMap<string, Sighting>;
  readonly sightings: readonly Sighting[];
  readonly rejectedCount: number;
  readonly isTrusted: boolean;
}
