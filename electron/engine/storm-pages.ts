// Which incidents the page of a storm still stands for. When none of them waits for anybody, it has no business on the screen.
import type { LogEvent } from '../../shared/log/event';
import type { State } from '../../shared/log/state';
import { OVER } from './page-ends';

export class StormPages {
  /** Incidents that wait, by the thread of the page that counts them. */
  private readonly waiting = new Map<string, Set<string>>();

  /** After a restart the last storm is the only one that can be known, by what was folded and still waits. */
  constructor({ storm, incidents }: State) {
    if (!storm) return;
    for (const { row } of incidents.values())
      if (row.status === 'open' && row.snoozedUntil === null && row.paging.lastOutcome === 'folded') this.count(storm.page, row.id);
  }

  /** Does the page of this thread stand for an incident that waits? */
  stands(thread: string): boolean {
    return this.waiting.has(thread);
  }

  /** Takes committed events; answers the threads whose last waiting incident is over with them. */
  take(events: readonly LogEvent[]): string[] {
    const ended: string[] = [];
    for (const event of events) {
      if (event.incident === null) continue;
      if (event.kind === 'page.withheld' && event.data.foldedInto?.startsWith('storm:')) this.count(event.data.foldedInto, event.incident);
      else if (OVER.has(event.kind)) ended.push(...this.end(event.incident));
    }
    return ended.filter((thread) => !this.stands(thread));
  }

  private count(thread: string, incident: string): void {
    const incidents = this.waiting.get(thread) ?? new Set();
    this.waiting.set(thread, incidents.add(incident));
  }

  private end(incident: string): string[] {
    const ended: string[] = [];
    for (const [thread, incidents] of this.waiting) {
      if (!incidents.delete(incident) || incidents.size > 0) continue;
      this.waiting.delete(thread);
      ended.push(thread);
    }
    return ended;
  }
}
