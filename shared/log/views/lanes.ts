// The alerts of an incident as lanes of time: when each fired and when it was taken as cleared. Folded on demand, for the picture.
import { alertId, type Labels } from '../../domain/alert';
import { msg } from '../../words/words';
import type { EventKind, LogEvent } from '../event';

/** Kinds that say when alerts of an incident fire. */
export const LANE_KINDS = ['alert.fired', 'alert.cleared', 'incident.absorbed', 'incident.split'] as const satisfies readonly EventKind[];

/** From start to end, Unix ms; `to` null: still firing. */
export type LaneSpan = readonly [from: number, to: number | null];

export interface AlertLane {
  /** What tells this alert from the others of the incident: hostile text. */
  readonly label: string;
  /** How many alerts the lane stands for. */
  readonly alerts: number;
  /** In order of their start; those of a lane for many overlap nowhere. */
  readonly spans: readonly LaneSpan[];
}

interface Track {
  readonly name: string;
  readonly labels: Labels;
  readonly spans: [number, number | null][];
}

/** Takes the incident's events of `LANE_KINDS`, oldest first. */
export class LaneFolder {
  private readonly tracks = new Map<string, Track>();

  take(event: LogEvent): void {
    if (event.kind === 'alert.fired')
      for (const alert of event.data.alerts) this.fire(alertId(event.data.feed, alert.key), alert, Math.min(alert.startsAt, event.at));
    else if (event.kind === 'incident.absorbed') {
      for (const alert of event.data.alerts) {
        const id = alertId(alert.feed, alert.key);
        this.fire(id, alert, Math.min(alert.startsAt, event.at));
        if (!alert.isFiring) this.end(id, alert.clearedAt ?? event.at);
      }
    } else if (event.kind === 'alert.cleared') for (const { key } of event.data.cleared) this.end(alertId(event.data.feed, key), event.at);
    else if (event.kind === 'incident.split') for (const { feed, key } of event.data.alerts) this.end(alertId(feed, key), event.at);
  }

  /** At most `most` lanes, the earliest first; the last one stands for all that have none of their own. */
  lanes(most: number): AlertLane[] {
    const tracks = [...this.tracks.values()].sort((a, b) => (a.spans[0]?.[0] ?? 0) - (b.spans[0]?.[0] ?? 0));
    const own = tracks.length > most ? tracks.slice(0, most - 1) : tracks;
    const common = commonLabels(tracks);
    const lanes = own.map((track): AlertLane => ({ label: labelOf(track, common), alerts: 1, spans: track.spans }));
    const others = tracks.slice(own.length);
    if (others.length === 0) return lanes;
    return [...lanes, { label: msg`${others.length} more alerts`, alerts: others.length, spans: united(others.flatMap((t) => t.spans)) }];
  }

  private fire(id: string, { name, labels }: { readonly name: string; readonly labels: Labels }, from: number): void {
    const track = this.tracks.get(id) ?? { name, labels, spans: [] };
    this.tracks.set(id, track);
    const last = track.spans.at(-1);
    if (last && last[1] === null) return;
    track.spans.push([last?.[1] ? Math.max(from, last[1]) : from, null]);
  }

  private end(id: string, at: number): void {
    const last = this.tracks.get(id)?.spans.at(-1);
    if (last && last[1] === null) last[1] = Math.max(at, last[0]);
  }
}

/** `name=value` pairs that all tracks have. */
function commonLabels(tracks: readonly Track[]): ReadonlySet<string> {
  const [first, ...others] = tracks;
  if (!first || others.length === 0) return new Set();
  const shared = Object.entries(first.labels).filter(([name, value]) => others.every((t) => t.labels[name] === value));
  return new Set(shared.map(([name]) => name));
}

function labelOf({ name, labels }: Track, common: ReadonlySet<string>): string {
  const own = Object.entries(labels).filter(([label]) => !common.has(label) && label !== 'alertname');
  if (common.size === 0 || own.length === 0) return name;
  return own.map(([label, value]) => `${label}=${value}`).join(' ');
}

/** Overlapping spans as one. */
function united(spans: readonly LaneSpan[]): LaneSpan[] {
  const result: [number, number | null][] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (!last || (last[1] !== null && last[1] < from)) result.push([from, to]);
    else if (last[1] !== null) last[1] = to === null ? null : Math.max(last[1], to);
  }
  return result;
}
