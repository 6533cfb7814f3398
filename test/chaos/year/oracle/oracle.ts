// What the desk must tell, and when: a small model of shared/SPEC.md that shares no deciding code with the engine. It hears what the
// engine hears, in the same order, and answers what must be told at that moment.
import type { Sighting } from '../../../../shared/feed';
import type { Settings } from '../../../../shared/settings';
import { HEARTBEAT } from '../world';
import { Alerts } from './alerts';
import { Escalation } from './escalation';
import { beginRun, endRun, type Incident, isLive } from './incident';
import { Pages, type Told } from './pages';
import { onCallAt, type Turns } from './wall';

/** [N9] */
const ABSENCE_MS = 3 * 60_000;
const PATIENCE_MS = 20_000;
const BLIND_PATIENCE_MS = 5_000;
/** Beats further apart than this were missing. */
const GAP_MS = 15_000;

interface Eye {
  failures: number;
  failingSince: number | null;
  isHeartGone: boolean;
  answeredAt: number | null;
  /** When it was first known to be blind. */
  blindSince: number | null;
}

export type Act =
  | { readonly act: 'acknowledge' | 'unacknowledge' | 'unsnooze' | 'resolve' | 'close' | 'reopen' }
  | { readonly act: 'snooze'; readonly minutes: number }
  | { readonly act: 'set-severity'; readonly severity: number };

export class Oracle {
  readonly alerts: Alerts;
  private readonly pages: Pages;
  private readonly escalation: Escalation;
  private readonly settings: Settings;
  private readonly eyes: Map<string, Eye>;
  private beatAt: number;
  private watchedAt: number | null = null;
  private absentSince: number | null = null;
  private at: number;
  private told: Told[] = [];

  constructor(settings: Settings, turns: Turns, at: number) {
    this.settings = settings;
    this.at = at;
    this.beatAt = at;
    this.alerts = new Alerts(settings);
    this.pages = new Pages(settings, this.alerts);
    this.escalation = new Escalation(settings, this.alerts, this.pages, (now) => onCallAt(turns, now));
    this.eyes = new Map(settings.feeds.map((f) => [f.id, newEye()]));
  }

  get isSilent(): boolean {
    return this.told.length === 0;
  }

  /** What must have been told since the last time that this was asked. */
  take(): Told[] {
    const { told } = this;
    this.told = [];
    return told;
  }

  /** The clock of everything that follows. */
  moveTo(at: number): void {
    this.at = at;
  }

  presence(isAway: (at: number) => boolean): void {
    this.escalation.isAway = isAway;
  }

  pause(minutes: number | null): void {
    this.pages.pausedUntil = minutes === null ? null : this.at + minutes * 60_000;
    this.page();
  }

  /** An answer of a feed; null: it failed. `isSame`: as the one before, which is no news and no moment to look at anything else. */
  hear(feed: string, said: readonly Sighting[] | null, isSame: boolean): void {
    this.look();
    const eye = this.eyes.get(feed) as Eye;
    if (said === null) {
      eye.failures += 1;
      eye.failingSince ??= this.at;
    } else {
      const seenAt = this.seenWhileDark();
      if (seenAt !== null) this.beginAbsence(seenAt);
      const isNews = !isSame || this.alerts.areMissing(feed);
      this.alerts.hear(feed, said, this.at, eye.answeredAt ?? this.watchedAt);
      if (isNews) this.page();
      Object.assign(eye, { failures: 0, failingSince: null, answeredAt: this.at });
      eye.isHeartGone = !said.some((s) => s.name === HEARTBEAT);
    }
    this.reviewEyes();
    this.reviewAbsence();
  }

  beat(): void {
    this.look();
    this.beatAt = this.at;
    this.alerts.pass(this.at);
    if (this.pages.pausedUntil !== null && this.pages.pausedUntil <= this.at) this.pages.pausedUntil = null;
    this.page();
    this.reviewEyes();
    this.reviewAbsence();
  }

  /** The engine ended at `endedAt` and another one begins now. */
  restart(endedAt: number): void {
    this.watchedAt = endedAt;
    this.beatAt = this.at;
    this.absentSince = null;
    this.alerts.forgetMissing();
    for (const [feed, { blindSince }] of this.eyes) this.eyes.set(feed, { ...newEye(), blindSince });
    this.beginAbsence(endedAt);
  }

  act(i: Incident, act: Act): void {
    this.look();
    this.apply(i, act);
    this.page();
  }

  private apply(i: Incident, act: Act): void {
    const { at } = this;
    if (act.act === 'acknowledge' && i.status === 'open') {
      Object.assign(i, { status: 'acknowledged', snoozedUntil: null });
      endRun(i);
    } else if (act.act === 'unacknowledge' && i.status === 'acknowledged') {
      i.status = 'open';
      beginRun(i);
    } else if (act.act === 'snooze' && isLive(i)) {
      i.snoozedUntil = at + act.minutes * 60_000;
      endRun(i);
    } else if (act.act === 'unsnooze' && i.snoozedUntil !== null) {
      i.snoozedUntil = null;
      beginRun(i);
    } else if (act.act === 'resolve' && isLive(i)) this.alerts.resolve(i, at);
    else if (act.act === 'close' && i.status === 'resolved' && this.alerts.firing(i).length === 0) this.alerts.close(i);
    else if (act.act === 'reopen' && i.status === 'resolved') this.alerts.reopen(i, at, true);
    else if (act.act === 'set-severity' && i.severity !== act.severity) Object.assign(i, { severity: act.severity, isByHand: true });
  }

  private page(): void {
    if (this.absentSince !== null) return;
    const paged: Incident[] = [];
    this.told.push(...this.pages.due(this.at, paged), ...this.escalation.due(this.at, paged));
  }

  private look(): void {
    const from = this.beatAt;
    if (this.at - from <= GAP_MS) return;
    this.beatAt = this.at;
    this.beginAbsence(Math.min(from, this.seenWhileDark() ?? from));
  }

  /** [N9] When anything was last seen, while every feed is blind. */
  private seenWhileDark(): number | null {
    const eyes = [...this.eyes.values()];
    if (!eyes.every(isBlind)) return null;
    const last = Math.max(...eyes.map((eye) => eye.answeredAt ?? 0));
    return last === 0 ? null : last;
  }

  private beginAbsence(from: number): void {
    if (this.at - from < ABSENCE_MS || this.absentSince !== null) return;
    this.absentSince = this.at;
    Object.assign(this.alerts, { fired: 0, cleared: 0 });
  }

  private reviewAbsence(): void {
    const since = this.absentSince;
    if (since === null) return;
    const hasSpoken = (eye: Eye): boolean => (eye.answeredAt ?? 0) >= since || (isBlind(eye) && this.at - since > BLIND_PATIENCE_MS);
    if (this.at - since < PATIENCE_MS && ![...this.eyes.values()].every(hasSpoken)) return;
    this.absentSince = null;
    const paged: Incident[] = [];
    const digest = this.pages.digest(this.at, this.alerts.fired + this.alerts.cleared > 0, paged);
    this.told.push(...digest, ...this.escalation.due(this.at, paged));
  }

  private noteSight(eye: Eye, blindSince: number | null): void {
    if (eye.blindSince === blindSince) return;
    eye.blindSince = blindSince;
    this.page();
  }

  /** [F2] */
  private reviewEyes(): void {
    const sightings: Sighting[] = [];
    const healed: string[] = [];
    for (const [feed, eye] of this.eyes) {
      const settings = this.settings.feeds.find((f) => f.id === feed);
      const key = `blind:${feed}`;
      const isTold = this.alerts.isTold(key);
      if (isBlind(eye)) {
        const blindSince = eye.blindSince ?? this.at;
        this.noteSight(eye, blindSince);
        const since = Math.min(blindSince, eye.failingSince ?? this.at);
        if (!isTold && this.at - since >= (settings?.failAfterSeconds ?? 0) * 1000)
          sightings.push(blindSighting(key, settings?.name ?? '', since));
      } else if (eye.answeredAt !== null) {
        this.noteSight(eye, null);
        if (isTold) healed.push(key);
      }
    }
    if (sightings.length + healed.length === 0) return;
    this.alerts.take('dogwatch', sightings, healed, this.at, null);
    this.page();
  }
}

/** One failure may be a hiccup. */
const isBlind = ({ failures, isHeartGone }: Eye): boolean => failures > 1 || isHeartGone;

const newEye = (): Eye => ({ failures: 0, failingSince: null, isHeartGone: false, answeredAt: null, blindSince: null });

function blindSighting(key: string, service: string, startsAt: number): Sighting {
  const about = { name: 'FeedBlind', summary: '', labels: { service }, annotations: {}, severity: 'critical' as const };
  return { key, state: 'firing', ...about, startsAt, suppression: null, link: null };
}
