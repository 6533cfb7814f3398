// What a feed remembers over restarts. In a poll it is written only after the sightings of that poll were committed: a crash in between
// has the same read again, and nothing is lost.
import type { Keep } from '../../shared/feed-files';
import type { Log } from './session';

/** Where the memory of feeds lies: JSON by feed. */
export interface FeedKeeper {
  readonly read: (feed: string) => string | null;
  /** Throws when it can not be written. */
  readonly write: (feed: string, text: string) => void;
}

/** Longest memory of a feed, as JSON. */
export const MOST_KEPT_CHARS = 512 * 1024;

/** For looks that leave nothing behind: tests of settings, previews, acts. */
export const NO_KEEP: Keep = { read: () => null, write: () => false };

export interface StagedKeep {
  readonly keep: Keep;
  /** The sightings are committed: writes what was staged. Never throws; what can not be written is read again after a restart. */
  readonly commit: () => void;
}

function readOf(keeper: FeedKeeper, feed: string): unknown {
  const text = keeper.read(feed);
  if (text === null) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** The memory of one feed; each call begins with nothing staged. */
export function stagedKeep(keeper: FeedKeeper | undefined, feed: string, log: Log): StagedKeep {
  if (!keeper) return { keep: NO_KEEP, commit: () => undefined };
  let staged: string | null = null;
  return {
    keep: {
      read: () => readOf(keeper, feed),
      write(value) {
        const text = JSON.stringify(value);
        const isSmall = text.length <= MOST_KEPT_CHARS;
        if (isSmall) staged = text;
        else log('warn', `${feed}: its memory would be ${Math.round(text.length / 1024)} KB, more than is kept`);
        return isSmall;
      },
    },
    commit() {
      if (staged === null) return;
      try {
        keeper.write(feed, staged);
      } catch (error) {
        log('warn', `${feed}: its memory could not be written: ${error instanceof Error ? error.message : String(error)}`);
      }
      staged = null;
    },
  };
}

/** For what a watch keeps: written at once. */
export function directKeep(keeper: FeedKeeper | undefined, feed: string, log: Log): Keep {
  const { keep, commit } = stagedKeep(keeper, feed, log);
  return {
    read: keep.read,
    write(value) {
      const isKept = keep.write(value);
      commit();
      return isKept;
    },
  };
}
