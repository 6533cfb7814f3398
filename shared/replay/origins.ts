// Which alerts each recorded incident held: what people did to it is done to wherever these alerts are in a replay.
import type { LogEvent } from '../log/event';
import type { State } from '../log/state';
import { ByAlert } from './by-alert';

interface Seen {
  readonly feed: string;
  readonly key: string;
  incident: string;
}

export class Origins {
  private readonly byAlert = new ByAlert<Seen>();
  private readonly byIncident = new Map<string, Set<Seen>>();

  /** `state`: as it was recorded, before the first event. */
  constructor(state: State) {
    for (const [id, { alerts }] of state.incidents) for (const { feed, key } of alerts.values()) this.put(id, feed, key);
  }

  /** The alerts that were in the incident last, and in none since. */
  alertsOf(incident: string): Iterable<Seen> {
    return this.byIncident.get(incident) ?? [];
  }

  note(event: LogEvent): void {
    const id = event.incident;
    if (id === null) return;
    if (event.kind === 'alert.fired') for (const { key } of event.data.alerts) this.put(id, event.data.feed, key);
    else if (event.kind === 'incident.absorbed') for (const { feed, key } of event.data.alerts) this.put(id, feed, key);
    else if (event.kind === 'incident.closed') this.forget(id);
  }

  private put(incident: string, feed: string, key: string): void {
    const known = this.byAlert.get(feed, key)?.value;
    if (known?.incident === incident) return;
    const seen = known ?? { feed, key, incident };
    if (known) this.byIncident.get(known.incident)?.delete(known);
    else this.byAlert.set(feed, key, seen);
    seen.incident = incident;
    const alerts = this.byIncident.get(incident);
    if (alerts) alerts.add(seen);
    else this.byIncident.set(incident, new Set([seen]));
  }

  private forget(incident: string): void {
    for (const { feed, key } of this.byIncident.get(incident) ?? []) this.byAlert.delete(feed, key);
    this.byIncident.delete(incident);
  }
}
