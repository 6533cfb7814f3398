// PagerDuty's acknowledge names its alert by key only: what the trigger said is remembered for it while the feed runs.
import type { Sighting } from '../../../shared/feed';

/** More open alerts than that and the oldest can no longer be acknowledged by their sender. */
const MOST = 10_000;

export class PagerMemory {
  private readonly open = new Map<string, Sighting>();

  note(sighting: Sighting): void {
    this.open.delete(sighting.key);
    if (sighting.state === 'resolved') return;
    this.open.set(sighting.key, sighting);
    if (this.open.size > MOST) this.open.delete(this.open.keys().next().value as string);
  }

  /** The alert as it stands, acknowledged; null: its trigger is not remembered. */
  acknowledged(key: string): Sighting | null {
    const known = this.open.get(key);
    return known ? { ...known, suppression: { by: 'acknowledgement', ids: [] } } : null;
  }
}
