// Events of the desk's own upkeep: what it let go of by a rule of the settings.

export interface UpkeepEvents {
  /** Texts of the flight recorder, of incidents that were closed before `closedBefore` (Unix ms). Each recording keeps the hash of what went. */
  'recordings.let-go': { recordings: number; bytes: number; closedBefore: number };
}
