// Name of a tracker's drawer in the vault.

/** Feeds have their drawers under their bare id, which can't hold a colon. */
export function vaultOfTracker(trackerId: string): string {
  return `tracker:${trackerId}`;
}
