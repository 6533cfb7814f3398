// Where the desk's commits meet the flight recorder. Its code is loaded with the first alert that begins something; what the source
// answered is caught here at once, before the next poll replaces it.
import type { AlertData } from '../../shared/domain/alert';
import { OWN_FEED } from '../../shared/log/decide/context';
import type { LogEvent } from '../../shared/log/event';
import type { State } from '../../shared/log/state';
import { isDrillFeed } from '../../shared/readiness/drill';
import type { Rows } from '../feeds/heard';
import type { EngineDeps } from './engine-seams';
import type { Handlers } from './gate';
import type { Recorder } from './recorder';
import { callsInto, Room } from './room';
import { RECORDER_CALLS } from './room-calls';

/** Alerts of one incident that fired together, or that it paged for. */
export interface Trigger {
  readonly incident: string;
  readonly feed: string;
  readonly alerts: readonly AlertData[];
  /** Snapshots are wanted: the incident begins, begins again, or pages. */
  readonly isBeginning: boolean;
  /** False: the alerts were kept when they fired. */
  readonly hasPayload: boolean;
  readonly heard: Rows | null;
}

export interface RecorderDoor {
  readonly calls: Pick<Handlers, keyof typeof RECORDER_CALLS>;
  onCommit(events: readonly LogEvent[], state: State): void;
  stop(): Promise<void>;
}

/** `heard`: the answer that is being decided on just now, if any. */
export function recorderDoor(deps: EngineDeps, heard: () => { readonly feed: string; readonly heard: Rows } | null): RecorderDoor {
  const room = new Room<{ recorder: Recorder; calls: RecorderDoor['calls'] }>(async () => {
    const { makeRecorderRoom } = await import('./recorder');
    return makeRecorderRoom(deps);
  });
  return {
    calls: callsInto(RECORDER_CALLS, async () => (await room.open()).calls),
    onCommit(events, state) {
      if (!deps.book.settings.recorder.isOn) return;
      const now = heard();
      const triggers = triggersOf(events, state).map((one) => ({ ...one, heard: now?.feed === one.feed ? now.heard : null }));
      if (triggers.length > 0) void room.open().then(({ recorder }) => recorder.take(triggers));
    },
    stop: () => room.shut(({ recorder }) => recorder.stop()),
  };
}

/** What this desk itself saw: other desks record for themselves, and its own alerts and drills have no source to ask. */
function triggersOf(events: readonly LogEvent[], state: State): Omit<Trigger, 'heard'>[] {
  const mine = events.filter((event) => !event.isForeign);
  const begun = new Set(mine.flatMap((e) => (e.kind === 'incident.opened' || e.kind === 'incident.reopened' ? [e.incident] : [])));
  const fired = mine.flatMap((event): Omit<Trigger, 'heard'>[] => {
    if (event.kind !== 'alert.fired' || event.incident === null || !isSource(event.data.feed)) return [];
    const { feed, alerts } = event.data;
    return [{ incident: event.incident, feed, alerts, isBeginning: begun.has(event.incident), hasPayload: true }];
  });
  const told = new Set(fired.filter((one) => one.isBeginning).map((one) => one.incident));
  const paged = new Set(mine.flatMap((e) => (e.kind === 'page.requested' && e.data.step === 0 ? e.data.incidents : [])));
  return [
    ...fired,
    ...[...paged].flatMap((id): Omit<Trigger, 'heard'>[] => {
      const alert = [...(state.incidents.get(id)?.alerts.values() ?? [])].find((one) => one.isFiring && isSource(one.feed));
      if (!alert || told.has(id)) return [];
      return [{ incident: id, feed: alert.feed, alerts: [alert], isBeginning: true, hasPayload: false }];
    }),
  ];
}

function isSource(feed: string): boolean {
  return feed !== OWN_FEED && !isDrillFeed(feed);
}
