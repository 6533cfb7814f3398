// Which alerts each recorded incident held: what people did to it is done to wherever these alerts are in a replay.
import { alertId } from '../domain/alert';
import type { LogEvent } from '../log/event';
import type { State } from '../log/state';

interface Seen {
  readonly feed: string;
  readonly key: string;
}

export class Origins {
  private readonly byAlert = new Map<string, string>();
  private readonly byIncident = new Map<string, Map<string, Seen>>();

  /** `state`: as it was recorded, before the first event. */
  constructor(state: State) {
    for (const [id, { alerts }] of state.incidents) for (const { feed, key } of alerts.values()) this.put(id, { feed, key });
  }

  /** The alerts that were in the incident last, and in none since. */
  alertsOf(incident: string): Iterable<Seen> {
    return this.byIncident.get(incident)?.values() ?? [];
  }

  note(event: LogEvent): void {
    const id = event.incident;
    if (id === null) return;
    if (event.kind === 'alert.fired') for (const { key } of event.data.alerts) this.put(id, { feed: event.data.feed, key });
    else if (event.kind === 'incident.absorbed') for (const { feed, key } of event.data.alerts) this.put(id, { feed, key });
    else if (event.kind === 'incident.closed') this.forget(id);
  }

  private put(incident: string, seen: Seen): void {
    const alert = alertId(seen.feed, seen.key);
    const before = this.byAlert.get(alert);
    if (before === incident) return;
    if (before !== undefined) this.byIncident.get(before)?.delete(alert);
    this.byAlert.set(alert, incident);
    const alerts = this.byIncident.get(incident);
    if (alerts) alerts.set(alert, seen);
    else this.byIncident.set(incident, new Map([[alert, seen]]));
  }

  private forget(incident: string): void {
    for (const alert of this.byIncident.get(incident)?.keys() ?? []) this.byAlert.delete(alert);
    this.byIncident.delete(incident);
  }
}
