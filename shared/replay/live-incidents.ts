// The incidents of a replay that are going on. They tell in which order they stand and which of them changed, so that nobody has to walk
// over all of them to find out.
import type { Incident } from '../domain/incident';

export class LiveIncidents extends Map<string, Incident> {
  private readonly places = new Map<string, number>();
  private readonly touched = new Set<string>();
  private last = 0;

  constructor(incidents: ReadonlyMap<string, Incident>) {
    super();
    for (const [id, incident] of incidents) this.set(id, incident);
  }

  override set(id: string, incident: Incident): this {
    if (!this.places.has(id)) {
      this.last += 1;
      this.places.set(id, this.last);
    }
    this.touched.add(id);
    return super.set(id, incident);
  }

  override delete(id: string): boolean {
    this.places.delete(id);
    this.touched.add(id);
    return super.delete(id);
  }

  /** Takes it out of the way; where it stood among the others stays known for when it is set again. */
  setAside(id: string): void {
    this.touched.add(id);
    super.delete(id);
  }

  /** Rises in the order of a walk over all. */
  placeOf(id: string): number {
    return this.places.get(id) ?? 0;
  }

  /** Ids that were set or deleted since it was asked last. */
  takeTouched(): readonly string[] {
    const ids = [...this.touched];
    this.touched.clear();
    return ids;
  }
}
