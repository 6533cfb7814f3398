// Reads the recorded weeks from the log, in order and a little at a time, and runs them through the rules to be tried.
import type { ReplayResult } from '../../shared/contract/replay';
import type { Incident } from '../../shared/domain/incident';
import { WallClock } from '../../shared/insights/hours';
import type { EventData } from '../../shared/log/event';
import { foldIncident, reduce } from '../../shared/log/reduce';
import { EMPTY_STATE, type State } from '../../shared/log/state';
import { RECORDED_KINDS } from '../../shared/replay/moments';
import { Outcome } from '../../shared/replay/outcome';
import { Replayer } from '../../shared/replay/replayer';
import { offsetAt } from '../../shared/rules/wall-clock';
import type { Settings } from '../../shared/settings';
import type { Look } from '../engine/slices';
import type { PastLog } from '../log/open-reader';

export interface ReplayAsked {
  readonly settings: Settings;
  readonly timeZone: string;
  /** Unix ms. */
  readonly from: number;
  readonly to: number;
}

/** Few at a time: an event holds up to 500 alerts. */
const BATCH = 100;
const PAST_PAGE = 200;
/** As long as the desk itself looks back for what concerns all of it. */
const DESK_MEMORY_MS = 25 * 3_600_000;

/** Yields between batches. `now`: a clock for how long it takes, ms. */
export function* runReplay(log: PastLog, asked: ReplayAsked, now: () => number, onProgress: (share: number) => void): Look<ReplayResult> {
  const begun = now();
  const until = log.head().seq;
  const first = log.seqAt(asked.from);
  const state = first === 1 ? EMPTY_STATE : yield* stateBefore(log, first, asked.from);
  const outcome = new Outcome(new WallClock((at) => offsetAt(at, asked.timeZone)));
  const absences = log.deskEventsOf(['absence.noted']).filter((e) => e.seq >= first);
  const replayer = new Replayer({
    ...{ settings: asked.settings, timeZone: asked.timeZone, state, from: asked.from },
    absences: absences.map((e) => e.data as EventData['absence.noted']),
    ...(first > 1 && { past: (id: string) => incidentBefore(log, id, first, asked.from) }),
    onMoment: (recorded, replayed, world) => outcome.take(recorded, replayed, world),
  });
  const [earliest] = log.events(first - 1, 1).next().value ?? [];
  const from = Math.min(asked.to, earliest?.at ?? asked.to);
  for (const batch of log.slimEvents(first - 1, until, RECORDED_KINDS, BATCH)) {
    replayer.take(batch);
    onProgress(((batch.at(-1)?.seq ?? until) - first + 1) / Math.max(1, until - first + 1));
    yield;
  }
  replayer.end(asked.to);
  onProgress(1);
  const changes = log.deskEventsOf(['settings.changed']).filter((e) => e.seq >= first).length;
  return outcome.result({ from, to: asked.to }, changes, Math.round(now() - begun));
}

/** The desk as it stood before event `first`: incidents that were not over, and what lately concerned all of it. */
function* stateBefore(log: PastLog, first: number, from: number): Look<State> {
  const ids = log.liveRows().flatMap((row) => (row.openedAt <= from ? [row.id] : []));
  for (let before: number | null = null; ; ) {
    const { rows } = log.pastRows(['closed', 'merged'], before, PAST_PAGE);
    const inside = rows.filter((row) => (row.closedAt ?? 0) >= from);
    for (const row of inside) if (row.openedAt <= from) ids.push(row.id);
    yield;
    if (inside.length < rows.length || rows.length === 0) break;
    before = rows.at(-1)?.closedAt ?? null;
  }
  const incidents = new Map<string, Incident>();
  let lastNumber = 0;
  for (const id of ids) {
    const incident = incidentBefore(log, id, first, from);
    yield;
    if (!incident) continue;
    if (incident.row.status !== 'closed' && incident.row.status !== 'merged') incidents.set(id, incident);
    lastNumber = Math.max(lastNumber, incident.row.number);
  }
  const sorted = new Map([...incidents].sort(([, a], [, b]) => a.row.number - b.row.number));
  const groups = new Map<string, string>();
  for (const [id, { groupKeys }] of sorted) for (const key of groupKeys) groups.set(key, id);
  const ofDesk = log.deskEventsSince(from - DESK_MEMORY_MS).filter((e) => e.seq < first);
  const pages = [...sorted.keys()].flatMap((id) => log.incidentEvents(id).filter((e) => e.seq < first && e.kind === 'page.requested'));
  const lately = reduce(
    EMPTY_STATE,
    [...ofDesk, ...pages].sort((a, b) => a.seq - b.seq),
  );
  return { ...lately, incidents: sorted, groups, lastNumber };
}

function incidentBefore(log: PastLog, id: string, first: number, from: number): Incident | undefined {
  const row = log.row(id);
  if (!row || row.openedAt > from) return undefined;
  return foldIncident(log.incidentEvents(id).filter((e) => e.seq < first));
}
