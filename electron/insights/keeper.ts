// Brings the facts behind the measures up to the log's last event, in slices, whenever somebody wants to look: nobody pays for them
// while a storm comes in.
import { foldFacts, type IncidentFacts } from '../../shared/insights/facts';
import type { LogEvent } from '../../shared/log/event';
import { isDrill } from '../../shared/readiness/drill';
import { inSlices, type Look } from '../engine/slices';
import type { ShownPage } from '../log/insight-table';
import type { Log } from '../log/store';

const SLICE_MS = 20;

export class InsightKeeper {
  private readonly log: Pick<Log, 'events' | 'head' | 'insights'>;
  private going: Promise<void> | null = null;

  constructor(log: Pick<Log, 'events' | 'head' | 'insights'>) {
    this.log = log;
  }

  /** Resolves when all events that were there when it was called are folded in. `onProgress`: from 0 to 1. */
  async catchUp(onProgress: (share: number) => void = () => undefined): Promise<void> {
    while (this.going !== null) await this.going;
    this.going = inSlices(this.look(onProgress), SLICE_MS).finally(() => {
      this.going = null;
    });
    await this.going;
  }

  private *look(onProgress: (share: number) => void): Look<void> {
    const from = this.log.insights.place();
    const to = this.log.head().seq;
    if (from >= to) return;
    for (const batch of this.log.events(from)) {
      const upTo = this.take(batch);
      onProgress((upTo - from) / (to - from));
      if (upTo >= to) return;
      yield;
    }
  }

  private take(batch: readonly LogEvent[]): number {
    const touched = new Set(batch.flatMap((event) => event.incident ?? []));
    const facts = new Map(this.log.insights.among([...touched]).map((known) => [known.id, known]));
    const changed = new Map<string, IncidentFacts>();
    const pages: ShownPage[] = [];
    for (const event of batch) {
      if (event.kind === 'page.shown' && !isDrill(facts.get(event.incident ?? '') ?? {}))
        pages.push({ page: event.data.page, at: event.at, incident: event.incident, device: event.device });
      if (event.incident === null) continue;
      const before = facts.get(event.incident);
      const after = foldFacts(before, event);
      if (after === undefined || after === before) continue;
      facts.set(event.incident, after);
      changed.set(event.incident, after);
    }
    const last = batch.at(-1)?.seq ?? 0;
    this.log.insights.take(changed.values(), pages, last);
    return last;
  }
}
