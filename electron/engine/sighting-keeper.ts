// Brings the table of sightings up to the log's last event: a batch whenever the engine has nothing to do, all of it when somebody asks.
import type { LogEvent } from '../../shared/log/event';
import type { Sighted, SightedPage } from '../log/sighting-table';
import type { Log } from '../log/store';
import { inSlices, type Look } from './slices';

const DAY_MS = 86_400_000;
/** A day longer than anybody looks back. */
const KEPT_MS = 31 * DAY_MS;
const SLICE_MS = 20;
const BATCH = 2_000;

export type SightingLog = Pick<Log, 'events' | 'head' | 'seqAt' | 'sightings'>;

export class SightingKeeper {
  private readonly log: SightingLog;
  private readonly now: () => number;
  private going: Promise<void> | null = null;

  constructor(log: SightingLog, now: () => number) {
    this.log = log;
    this.now = now;
  }

  /** Resolves when all events that were there when it was called are taken in. */
  async catchUp(): Promise<void> {
    while (this.going !== null) await this.going;
    this.going = inSlices(this.look(), SLICE_MS).finally(() => {
      this.going = null;
    });
    await this.going;
  }

  /** Takes in the next batch, if there is one and nobody is at it. Returns the last event that was taken in. */
  step(): number {
    if (this.going === null) this.look().next();
    return this.log.sightings.place();
  }

  private *look(): Look<void> {
    const { sightings } = this.log;
    const keepFrom = this.now() - KEPT_MS;
    const to = this.log.head().seq;
    const known = sightings.place();
    if (known >= to) return;
    const from = Math.max(known, this.log.seqAt(keepFrom) - 1);
    for (const batch of this.log.events(from, BATCH)) {
      const last = batch.at(-1)?.seq ?? to;
      sightings.take(toldIn(batch), last, keepFrom);
      if (last >= to) return;
      yield;
    }
  }
}

/** Firings and shown pages of incidents, in the order of the log. */
function* toldIn(batch: readonly LogEvent[]): Generator<Sighted | SightedPage, void, void> {
  for (const event of batch) {
    if (event.incident === null) continue;
    const { incident, at } = event;
    if (event.kind === 'page.shown') yield { page: event.data.page, incident, at };
    if (event.kind !== 'alert.fired') continue;
    for (const { labels } of event.data.alerts) yield { feed: event.data.feed, labels, incident, at };
  }
}
