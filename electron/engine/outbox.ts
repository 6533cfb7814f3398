// Sends what is queued: one act at a time in each lane (a channel, a feed), in order for each incident, with a record before and after
// every attempt, so that a death at any moment leaves either a known result or a known doubt.
import type { ActRecord } from '../../shared/domain/act';
import type { ActionRecord } from '../../shared/domain/action';
import type { IncidentRow } from '../../shared/domain/incident';
import { type Attempted, endAct, expireActs, resumeActs, startAct } from '../../shared/log/decide/acts';
import type { Draft, LogEvent } from '../../shared/log/event';
import { isActEvent } from '../../shared/log/views/acts';
import { LogWriteFailure } from '../log/store';
import type { Desk } from './desk';

/** Where an act goes out: acts of one lane wait for each other. */
export interface Lane {
  readonly id: string;
  /** For a person: "Ops on Slack". */
  readonly name: string;
  /** The target drops a second message with the same key. */
  readonly isKeyed: boolean;
  /** Least pause between two acts, ms. */
  readonly pauseMs: number;
}

/** How an attempt ended; `isLaneDown`: the target could not be reached or wants a pause, so that others need not try. */
export interface Delivery extends Attempted {
  readonly isLaneDown: boolean;
}

/** Carries an act outside. Never throws. */
export interface Courier {
  laneOf(act: ActRecord): Lane;
  deliver(act: ActRecord, row: IncidentRow | undefined): Promise<Delivery>;
}

export interface OutboxDeps {
  readonly desk: Desk;
  readonly courier: Courier;
  /** An act as the log has it, also when it is over. */
  readonly actOf: (id: string) => ActRecord | undefined;
  /** Row of an incident that has left memory. */
  readonly pastRow: (id: string) => IncidentRow | undefined;
  /** The action that a ticket is for; left out: there are none. */
  readonly actionOf?: (id: string) => ActionRecord | undefined;
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  readonly journal: (line: string) => void;
  /** The lanes' states changed. */
  readonly changed: () => void;
}

interface LaneState {
  name: string;
  /** Nothing goes out before, Unix ms. */
  notBefore: number;
  /** Why the lane waits, in words; '' when it does not. */
  down: string;
  isAskedToWait: boolean;
  inFlight: Promise<void> | null;
}

/** A stop waits so long for answers that are on their way; what is lost then is told as doubt at the next start. */
const STOP_MS = 2_500;

export class Outbox {
  private readonly deps: OutboxDeps;
  private readonly lanes = new Map<string, LaneState>();
  /** Results that the disk did not take yet, by act. */
  private readonly unrecorded = new Map<string, readonly Draft[]>();
  /** Who waits for the first word about an act, and the act as it was last seen. */
  private readonly curious = new Map<string, (act: ActRecord) => void>();
  private wokenAt = 0;
  private isPlanned = false;
  private isStopped = false;
  /** The log is about to close: nothing is recorded any more. */
  private isEnded = false;

  constructor(deps: OutboxDeps) {
    this.deps = deps;
    deps.desk.onCommit((events) => {
      for (const e of events) this.hear(e);
    });
  }

  /** The act as it stands after its first attempt: over, failed, in conflict, or waiting for the next one. */
  firstWord(act: string): Promise<ActRecord> {
    return new Promise((resolve) => this.curious.set(act, resolve));
  }

  /** Takes up what an earlier run left behind. */
  open(): void {
    const { desk, now } = this.deps;
    const resumed = resumeActs(desk.state.acts.values(), now());
    if (resumed.length > 0) desk.transact(() => resumed);
    this.plan();
  }

  /** What the clock alone brings about; once a second. */
  beat(): void {
    const { desk, now } = this.deps;
    this.record();
    const expired = expireActs(desk.state.acts.values(), now()).filter((d) => !('act' in d.data && this.unrecorded.has(d.data.act)));
    if (expired.length > 0) desk.transact(() => expired);
    this.pump();
  }

  /** The network is back: nobody waits out a pause that was made for its absence. */
  wake(): void {
    this.wokenAt = this.deps.now();
    for (const lane of this.lanes.values()) if (!lane.isAskedToWait) lane.notBefore = 0;
    this.plan();
  }

  /** Lanes that cannot send now, with the reason in words. */
  get waits(): readonly { readonly name: string; readonly why: string }[] {
    return [...this.lanes.values()].filter((l) => l.down !== '').map((l) => ({ name: l.name, why: l.down }));
  }

  /** No new attempts. Resolves when those under way are recorded, or have used up their time. */
  async stop(): Promise<void> {
    this.isStopped = true;
    const flying = [...this.lanes.values()].flatMap((l) => l.inFlight ?? []);
    if (flying.length === 0) return void this.end();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, STOP_MS);
    });
    await Promise.race([Promise.allSettled(flying), late]);
    clearTimeout(timer);
    this.end();
  }

  private end(): void {
    this.isEnded = true;
  }

  private hear(event: LogEvent): void {
    if (event.kind === 'act.confirmed') this.hurry(event.data.act);
    if (event.kind === 'act.requested' || event.kind === 'act.confirmed') this.plan();
    else if (isActEvent(event) && event.kind !== 'act.started') {
      const tell = this.curious.get(event.data.act);
      const act = tell && this.deps.actOf(event.data.act);
      if (!act) return;
      this.curious.delete(act.id);
      tell(act);
    }
  }

  /** A person wants it sent now: only a pause that the target asked for still holds. */
  private hurry(id: string): void {
    const act = this.deps.actOf(id);
    const lane = act && this.lanes.get(this.deps.courier.laneOf(act).id);
    if (lane && !lane.isAskedToWait) lane.notBefore = 0;
  }

  private plan(): void {
    if (this.isPlanned || this.isStopped) return;
    this.isPlanned = true;
    setImmediate(() => {
      this.isPlanned = false;
      this.pump();
    });
  }

  /** Starts one act in every lane that is free. */
  private pump(): void {
    if (this.isStopped) return;
    const { desk, courier, now } = this.deps;
    const taken = new Set<string>();
    const queued = [...desk.state.acts.values()].filter((a) => a.state === 'queued').sort((a, b) => a.order - b.order);
    /** Incidents of a lane whose earlier act still waits: what comes after it must not overtake it. */
    const waiting = new Set<string>();
    for (const act of queued) {
      const lane = courier.laneOf(act);
      const state = this.stateOf(lane);
      const turn = `${lane.id}\n${act.incident ?? act.id}`;
      if (state.inFlight || taken.has(lane.id) || waiting.has(turn)) continue;
      if (state.notBefore > now() || !this.isDue(act)) {
        waiting.add(turn);
        continue;
      }
      taken.add(lane.id);
      this.begin(act, lane, state);
    }
  }

  private isDue(act: ActRecord): boolean {
    return act.nextAt <= this.deps.now() || act.changedAt < this.wokenAt;
  }

  private stateOf(lane: Lane): LaneState {
    const known = this.lanes.get(lane.id);
    if (known) return known;
    const fresh = { name: lane.name, notBefore: 0, down: '', isAskedToWait: false, inFlight: null };
    this.lanes.set(lane.id, fresh);
    return fresh;
  }

  private begin(act: ActRecord, lane: Lane, state: LaneState): void {
    state.inFlight = this.attempt(act, lane, state)
      .catch((e) => this.deps.journal(`outbox: ${e instanceof Error ? (e.stack ?? e.message) : e}`))
      .finally(() => {
        state.inFlight = null;
        this.plan();
      });
  }

  private async attempt(asked: ActRecord, lane: Lane, state: LaneState): Promise<void> {
    const { desk, courier, now } = this.deps;
    const begun = this.start(asked.id);
    if (!begun) return;
    const row = this.rowOf(begun);
    const end = await courier.deliver(begun, row);
    state.notBefore = now() + lane.pauseMs;
    this.unrecorded.set(begun.id, endAct(begun, end, lane.isKeyed, now(), this.deps.random()));
    this.record();
    const after = desk.state.acts.get(begun.id);
    if (end.isLaneDown && after) state.notBefore = Math.max(state.notBefore, after.nextAt);
    this.tellLane(state, end);
  }

  /** Commits the start of an attempt; undefined when the act ended instead, or the disk takes nothing. */
  private start(id: string): ActRecord | undefined {
    const { desk, now } = this.deps;
    try {
      desk.transact((state) => {
        const act = state.acts.get(id);
        const draft = startAct(act, act && this.rowOf(act), now(), act && this.actionFor(act));
        return draft ? [draft] : [];
      });
    } catch (error) {
      if (!(error instanceof LogWriteFailure)) throw error;
      return undefined;
    }
    const act = desk.state.acts.get(id);
    return act?.state === 'sending' ? act : undefined;
  }

  /** Writes down how attempts ended. What the disk refuses is kept and written with the next beat: it must not be sent again. */
  private record(): void {
    if (this.isEnded) return;
    for (const [id, drafts] of this.unrecorded) {
      try {
        this.deps.desk.transact(() => drafts);
        this.unrecorded.delete(id);
      } catch (error) {
        if (!(error instanceof LogWriteFailure)) throw error;
        return;
      }
    }
  }

  private tellLane(state: LaneState, end: Delivery): void {
    const down = end.isLaneDown ? end.why : '';
    state.isAskedToWait = end.isLaneDown && end.retryAfterMs !== null;
    if (state.down === down) return;
    state.down = down;
    this.deps.changed();
  }

  private actionFor({ content }: ActRecord): ActionRecord | undefined {
    return content.what === 'ticket' ? this.deps.actionOf?.(content.action) : undefined;
  }

  private rowOf({ incident }: ActRecord): IncidentRow | undefined {
    if (incident === null) return undefined;
    return this.deps.desk.state.incidents.get(incident)?.row ?? this.deps.pastRow(incident);
  }
}
