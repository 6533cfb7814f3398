// Runs recorded weeks through the rules of other settings: the same decisions as the desk's, told the same sightings and the same acts
// of people at the same times. With the settings of then it decides what was decided then.
import { alertId } from '../domain/alert';
import type { Incident } from '../domain/incident';
import type { Sighting } from '../feed';
import type { IncidentAct } from '../log/decide/commands';
import { decideAct } from '../log/decide/commands';
import type { DecideContext } from '../log/decide/context';
import { decideEscalation } from '../log/decide/escalation';
import { decideMerge, decideSplit } from '../log/decide/moves';
import { type Absence, decidePages, wantsPage } from '../log/decide/pages';
import { decideSightings } from '../log/decide/sightings';
import { decideTime } from '../log/decide/time';
import type { Draft, EventData, LogEvent } from '../log/event';
import type { State } from '../log/state';
import type { OnCallNow } from '../rules/route';
import type { Settings } from '../settings';
import { type Moment, MomentReader, type RecordedAnswer } from './moments';
import { Origins } from './origins';
import { World } from './world';

export interface ReplayStart {
  /** The rules to try. */
  readonly settings: Settings;
  /** IANA zone of this machine. */
  readonly timeZone: string;
  /** The desk before the first event, as it was recorded. */
  readonly state: State;
  /** When it stood so, Unix ms: what was due until then was seen to. */
  readonly from: number;
  /** Absences of the time, oldest first: nobody was paged in them. */
  readonly absences: readonly EventData['absence.noted'][];
  /** Whom a schedule names; who it was then is not recorded. Left out: nobody. */
  readonly onCall?: OnCallNow;
  /** An incident that was over before the first event. */
  readonly past?: (id: string) => Incident | undefined;
  /** Told of each moment: what was recorded, and what these rules make of it. */
  readonly onMoment: (recorded: readonly LogEvent[], replayed: readonly LogEvent[], world: World) => void;
}

/** The desk looks at the clock every second; a machine that is busy does so later, and after a longer gap it counts as away. */
const BEAT_MS = 1_000;
const BEAT_LATE_MS = 15_000;
/** An absence in which the desk itself was awake holds pages back only while it is caught up with. */
const CATCH_UP_MS = 20_000;

export class Replayer {
  readonly world: World;
  private readonly start: ReplayStart;
  private readonly reader = new MomentReader();
  private readonly origins: Origins;
  private now: number;
  private absence = 0;

  constructor(start: ReplayStart) {
    this.start = start;
    this.now = start.from;
    this.world = new World(start.state, start.settings, start.past ?? (() => undefined));
    this.origins = new Origins(start.state);
  }

  /** The next recorded events, in order. */
  take(events: readonly LogEvent[]): void {
    for (const event of events) {
      const over = this.reader.take(event);
      if (over) this.run(over);
    }
  }

  /** Nothing more was recorded; `until` (Unix ms) is how far time goes on. */
  end(until: number): void {
    const last = this.reader.end();
    if (last) this.run(last);
    this.passTime(until + BEAT_LATE_MS);
  }

  private run(moment: Moment): void {
    this.passTime(moment.at);
    this.now = Math.max(this.now, moment.at);
    this.world.tidy(moment.at);
    const events: LogEvent[] = [];
    if (moment.isBeat) events.push(...this.beat(moment.at));
    let absence: Absence | null = null;
    for (const input of moment.inputs) {
      if (input.is === 'answer') events.push(...this.hear(input.answer, moment.at));
      else if (input.is === 'act') events.push(...this.act(input.event));
      else {
        this.absence += 1;
        absence = this.worthTelling(input.event.data, moment.at);
      }
    }
    if (!this.isHeld(moment.at)) events.push(...this.page(events, moment.at, absence));
    for (const event of moment.events) this.origins.note(event);
    this.start.onMoment(moment.events, events, this.world);
  }

  private context(now: number): DecideContext {
    const { settings, timeZone, onCall } = this.start;
    return { now, settings, timeZone, ...(onCall && { onCall }) };
  }

  private page(first: readonly LogEvent[], at: number, absence: Absence | null): readonly LogEvent[] {
    const ctx = this.context(at);
    const { state, attention } = this.world;
    const pages = this.world.apply(decidePages(state, ctx, absence, attention.wanting(state, ctx)), at);
    const raised = this.world.apply(decideEscalation(this.world.state, [...first, ...pages], ctx), at);
    return [...pages, ...raised];
  }

  private beat(at: number): readonly LogEvent[] {
    return this.world.apply(decideTime(this.world.state, this.context(at)), at);
  }

  private worthTelling(absence: EventData['absence.noted'], now: number): Absence | null {
    const ctx = this.context(now);
    const isWorth = absence.fired > 0 || absence.cleared > 0 || [...this.world.state.incidents.values()].some((i) => wantsPage(i.row, ctx));
    return isWorth ? absence : null;
  }

  /** What time alone brings about before `at`. A due time shortly before a recorded event is decided with it, as it was. */
  private passTime(at: number): void {
    for (;;) {
      const due = this.world.attention.nextDue(this.world.state, this.context(this.now));
      if (due + BEAT_LATE_MS >= at) return;
      this.now = due + BEAT_MS;
      const sleep = this.start.absences[this.absence];
      if (sleep && !isAwake(sleep) && this.now > sleep.from) {
        if (sleep.to >= at) return;
        this.now = sleep.to;
        continue;
      }
      this.world.tidy(this.now);
      const beat = this.beat(this.now);
      const events = this.isHeld(this.now) ? beat : [...beat, ...this.page(beat, this.now, null)];
      if (events.length > 0) this.start.onMoment([], events, this.world);
    }
  }

  private isHeld(at: number): boolean {
    const next = this.start.absences[this.absence];
    return next !== undefined && at > (isAwake(next) ? next.to - CATCH_UP_MS : next.from);
  }

  private hear({ feed, sightings, why }: RecordedAnswer, at: number): readonly LogEvent[] {
    const known = this.world.knownOf(feed);
    const fired = new Set(sightings.flatMap((s) => (s.is === 'fired' ? [s.alert.key] : [])));
    const said = sightings.flatMap((s): Sighting[] => {
      if (s.is === 'fired') return [{ ...s.alert, state: 'firing' }];
      const key = s.is === 'changed' ? s.change.key : s.key;
      const alert = known.get(key)?.alert;
      if (!alert || fired.has(key)) return [];
      const { name, summary, labels, annotations, startsAt, link, severity, suppression } = alert;
      const words = { key, name, summary, labels, annotations, startsAt, link };
      if (s.is === 'cleared') return [{ ...words, severity, suppression, state: 'resolved' }];
      return [{ ...words, severity: s.change.severity, suppression: s.change.suppression, state: 'firing' }];
    });
    const input = { feed, sightings: said, clearedKeys: [], clearedWhy: why, previousAnswerAt: 0 };
    return this.world.decide((state) => decideSightings(state, input, this.context(at), this.world.knownOf(feed)), at);
  }

  /** What a person did, done to the incidents that hold the same alerts now. What makes no sense there is left. */
  private act(event: LogEvent): readonly LogEvent[] {
    if (event.incident === null) return this.world.apply([draftOf(event)], event.at);
    const ids = this.homesOf(event.incident);
    if (event.kind === 'incident.merged') {
      const into = this.homesOf(event.data.into);
      const [target] = into;
      const from = ids.filter((id) => !into.includes(id));
      if (target === undefined || from.length === 0) return [];
      return this.world.act([target, ...from], (state) => decideMerge(state, target, from, event.data.by).drafts, event.at);
    }
    if (event.kind === 'incident.split') return this.split(event.incident, event.data, event.at);
    return this.world.act(ids, (state) => actOn(state, ids, event), event.at);
  }

  private split(incident: string, { alerts, by }: EventData['incident.split'], at: number): readonly LogEvent[] {
    const leaving = alerts.map((a) => alertId(a.feed, a.key));
    const first = alerts[0];
    const home = this.world.has(incident) ? incident : first && this.world.homeOf(first.feed, first.key);
    if (home === undefined) return [];
    const here = leaving.filter((a) => this.world.find(home)?.alerts.has(a));
    return this.world.act([home], (state) => decideSplit(state, home, here, by, at).drafts, at);
  }

  private homesOf(recorded: string): string[] {
    const homes = new Set<string>();
    if (this.world.has(recorded)) homes.add(recorded);
    for (const { feed, key } of this.origins.alertsOf(recorded)) {
      const home = this.world.homeOf(feed, key);
      if (home !== undefined) homes.add(home);
    }
    return [...homes];
  }
}

function isAwake({ why }: EventData['absence.noted']): boolean {
  return why === 'no feed answered';
}

function draftOf({ kind, incident, actor, data }: LogEvent): Draft {
  return { kind, incident, actor, data } as Draft;
}

/** The act as the person gave it, judged anew in `state`. */
function actOn(state: State, ids: readonly string[], event: LogEvent): readonly Draft[] {
  const act = actIn(event);
  if (act) return decideAct(state, ids, act, event.actor.replace(/^person:/, '')).drafts;
  return ids.filter((id) => state.incidents.has(id)).map((incident) => ({ ...draftOf(event), incident }));
}

function actIn(event: LogEvent): IncidentAct | null {
  switch (event.kind) {
    case 'incident.acknowledged':
      return { act: 'acknowledge', via: event.data.via };
    case 'incident.unacknowledged':
      return { act: 'unacknowledge' };
    case 'incident.snoozed':
      return { act: 'snooze', until: event.data.until, via: event.data.via };
    case 'incident.unsnoozed':
      return { act: 'unsnooze' };
    case 'incident.resolved':
      return { act: 'resolve', why: event.data.why };
    case 'incident.closed':
      return { act: 'close', why: event.data.why };
    case 'incident.severity-changed':
      return { act: 'set-severity', severity: event.data.to };
    case 'incident.security-flagged':
      return { act: 'flag-security', isSecurity: event.data.isSecurity };
    case 'incident.reopened':
      return event.data.isAutomatic ? null : { act: 'reopen', why: event.data.why };
    default:
      return null;
  }
}
