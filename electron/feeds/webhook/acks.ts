// PagerDuty's acknowledge names its alert by key only: what the trigger said is remembered for it, also over a restart. What fires stands in
// the log itself; nothing else of a pushed alert needs to be kept.
import { z } from 'zod';
import type { Sighting } from '../../../shared/feed';
import type { Keep } from '../../../shared/feed-files';

/** More open alerts than that and the oldest can no longer be acknowledged by their sender. */
const MOST = 10_000;
/** Of those, so many of the last ones are looked at for being kept, and fewer where they are long. */
const MOST_KEPT = 1000;
const LEAST_KEPT = 10;

const texts = z.record(z.string(), z.string());
const sighting = z.object({
  ...{ key: z.string(), state: z.literal('firing'), name: z.string(), summary: z.string(), labels: texts, annotations: texts },
  severity: z.enum(['critical', 'error', 'warning', 'info']).nullable(),
  ...{ startsAt: z.number(), suppression: z.null(), link: z.string().nullable() },
}) satisfies z.ZodType<Sighting>;
const schema = z.object({ version: z.literal(1), open: z.array(sighting) });

export class PagerMemory {
  private readonly open: Map<string, Sighting>;
  private readonly keep: Keep;
  private isChanged = false;

  /** Begins with what was kept. */
  constructor(keep: Keep) {
    this.keep = keep;
    const read = schema.safeParse(keep.read());
    this.open = new Map(read.success ? read.data.open.map((one) => [one.key, one]) : []);
  }

  note(sighting: Sighting): void {
    const wasOpen = this.open.delete(sighting.key);
    const isOpen = sighting.state === 'firing';
    if (isOpen) this.open.set(sighting.key, sighting);
    this.isChanged ||= wasOpen || isOpen;
    if (this.open.size > MOST) this.open.delete(this.open.keys().next().value as string);
  }

  /** The alert as it stands, acknowledged; null: its trigger is not remembered. */
  acknowledged(key: string): Sighting | null {
    const known = this.open.get(key);
    return known ? { ...known, suppression: { by: 'acknowledgement', ids: [] } } : null;
  }

  /** Writes what has changed since the last time; to be called now and then, and at the end. */
  write(): void {
    if (!this.isChanged) return;
    this.isChanged = false;
    const all = [...this.open.values()].filter(({ suppression }) => suppression === null);
    for (let most = MOST_KEPT; most >= LEAST_KEPT; most /= 10) {
      if (this.keep.write({ version: 1, open: all.slice(-most) })) return;
    }
  }
}
