// Makes sightings, events and states for tests without repeating their shapes everywhere.

import type { Sighting } from '../../shared/feed';
import type { SightingsInput } from '../../shared/log/decide/collect';
import type { DecideContext } from '../../shared/log/decide/context';
import { decidePages } from '../../shared/log/decide/pages';
import { decideSightings } from '../../shared/log/decide/sightings';
import type { Draft, LogEvent } from '../../shared/log/event';
import { foldIncident, reduce } from '../../shared/log/reduce';
import { EMPTY_STATE, type State } from '../../shared/log/state';
import { defaultSettings, type Settings } from '../../shared/settings';

export const T0 = Date.UTC(2026, 10, 22, 3, 4, 10);

export function sighting(labels: Record<string, string>, change: Partial<Sighting> = {}): Sighting {
  const key = Object.entries(labels)
    .sort()
    .map(([k, v]) => `${k}=${v}`)
    .join(',');
  const severity = (labels.severity ?? null) as Sighting['severity'];
  return {
    key,
    state: 'firing',
    name: labels.alertname ?? 'Alert',
    summary: '',
    labels,
    annotations: {},
    severity,
    startsAt: T0,
    suppression: null,
    link: null,
    ...change,
  };
}

export function context(change: Partial<DecideContext> & { settings?: Settings } = {}): DecideContext {
  return { now: T0 + 1000, settings: defaultSettings(), timeZone: 'UTC', ...change };
}

/** The state with a past incident back in it, as the desk and the replay bring one back that what comes belongs to. */
export function admitted(state: State, events: readonly LogEvent[], id: string): State {
  const past = state.incidents.has(id) ? undefined : foldIncident(events.filter((e) => e.incident === id));
  if (!past) return state;
  const groups = new Map(past.groupKeys.map((key) => [key, id]));
  return { ...state, incidents: new Map(state.incidents).set(id, past), groups: new Map([...groups, ...state.groups]) };
}

/** A log in memory: seals drafts the way the store does, without chain and clock. */
export class Bench {
  state: State = EMPTY_STATE;
  readonly events: LogEvent[] = [];

  seal(drafts: readonly Draft[], now: number): LogEvent[] {
    return drafts.map(
      (d, i) =>
        ({
          ...d,
          seq: this.events.length + i + 1,
          id: `e${this.events.length + i + 1}`,
          hlc: '',
          device: 'test',
          v: 1,
          prev: '',
          at: now,
        }) as LogEvent,
    );
  }

  commit(drafts: readonly Draft[], now: number): LogEvent[] {
    const events = this.seal(drafts, now);
    this.state = reduce(this.state, events);
    this.events.push(...events);
    return events;
  }

  /** One answer of a feed, and the pages that follow from it. */
  see(sightings: readonly Sighting[], ctx: DecideContext, change: Partial<SightingsInput> = {}): LogEvent[] {
    const input: SightingsInput = { feed: 'am', sightings, clearedKeys: [], clearedWhy: 'gone', previousAnswerAt: null, ...change };
    const opens = decideSightings(this.state, input, ctx).flatMap((d) => (d.kind === 'incident.opened' && d.incident ? [d.incident] : []));
    for (const id of opens) this.state = admitted(this.state, this.events, id);
    const events = this.commit(decideSightings(this.state, input, ctx), ctx.now);
    return [...events, ...this.commit(decidePages(this.state, ctx), ctx.now)];
  }

  /** The only live incident. */
  only() {
    const all = [...this.state.incidents.values()];
    if (all.length !== 1 || !all[0]) throw new Error(`expected one incident, got ${all.length}`);
    return all[0];
  }
}
