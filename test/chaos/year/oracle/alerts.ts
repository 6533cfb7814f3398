// Which incidents what the sources say belongs to: identity, episodes, groups, severity. Written from shared/SPEC.md alone.
import type { Sighting } from '../../../../shared/feed';
import type { Settings } from '../../../../shared/settings';
import { HEARTBEAT, SECURE } from '../world';
import { type Alert, beginRun, endRun, getWorse, type Incident, isLive, reopen } from './incident';

interface News {
  readonly incident: Incident;
  readonly isNew: boolean;
  readonly fired: Alert[];
  readonly worst: number[];
  cleared: number;
}

export class Alerts {
  /** Not closed. */
  readonly incidents = new Set<Incident>();
  private lastNumber = 0;
  private readonly known = new Map<string, Alert>();
  /** The incident that takes what comes in a group. */
  private readonly homes = new Map<string, Incident>();
  /** [I4] By group and first episode. */
  private readonly openedBy = new Map<string, Incident>();
  private readonly missing = new Map<string, number>();
  private readonly settings: Settings;
  fired = 0;
  cleared = 0;

  constructor(settings: Settings) {
    this.settings = settings;
  }

  firing(i: Incident): Alert[] {
    return [...this.known.values()].filter((a) => a.incident === i && a.isFiring);
  }

  /** Does what comes in its group go to it? */
  isHome(i: Incident): boolean {
    return this.homes.get(i.group) === i;
  }

  isTold(key: string): boolean {
    return this.known.get(key)?.isFiring === true;
  }

  areMissing(feed: string): boolean {
    return [...this.missing.keys()].some((key) => this.known.get(key)?.feed === feed);
  }

  forgetMissing(): void {
    this.missing.clear();
  }

  /** One whole answer. `beforeAt`: the source's answer before this one; null: never. */
  hear(feed: string, said: readonly Sighting[], at: number, beforeAt: number | null): void {
    const real = said.filter((s) => s.name !== HEARTBEAT);
    const gone = this.goneFrom(feed, new Set(real.map((s) => s.key)), at);
    this.take(feed, real, gone, at, beforeAt);
  }

  /** [A6] Keys that were missing for long enough. */
  private goneFrom(feed: string, listed: ReadonlySet<string>, at: number): string[] {
    const waitMs = (this.settings.feeds.find((f) => f.id === feed)?.clearAfterSeconds ?? 0) * 1000;
    const gone: string[] = [];
    for (const alert of this.known.values()) {
      if (alert.feed !== feed) continue;
      const since = alert.isFiring && !listed.has(alert.key) ? (this.missing.get(alert.key) ?? at) : null;
      if (since === null) this.missing.delete(alert.key);
      else this.missing.set(alert.key, since);
      if (since !== null && at - since >= waitMs) gone.push(alert.key);
    }
    return gone;
  }

  take(feed: string, said: readonly Sighting[], gone: readonly string[], at: number, beforeAt: number | null): void {
    const news = new Map<Incident, News>();
    for (const s of said) this.hearOne(feed, s, at, beforeAt, news);
    for (const key of gone) this.clearOne(this.known.get(key), news);
    for (const one of news.values()) this.settle(one, at);
  }

  private newsOf(incident: Incident, isNew: boolean, news: Map<Incident, News>): News {
    const known = news.get(incident) ?? { incident, isNew, fired: [], worst: [], cleared: 0 };
    news.set(incident, known);
    return known;
  }

  private hearOne(feed: string, s: Sighting, at: number, beforeAt: number | null, news: Map<Incident, News>): void {
    const before = this.known.get(s.key);
    const severity = this.severityOf(s);
    const isSilenced = s.suppression !== null;
    const isLater = before !== undefined && s.startsAt > before.startsAt && beforeAt !== null && s.startsAt > beforeAt;
    if (before?.isFiring && !isLater) {
      if (before.severity !== severity) this.newsOf(before.incident, false, news).worst.push(severity);
      Object.assign(before, { severity, isSilenced });
      return;
    }
    const to = this.homeOf(s, before, at, news);
    this.clearOne(before, news);
    const alert = { key: s.key, feed, incident: to.incident, isFiring: true, startsAt: s.startsAt, severity, isSilenced };
    this.known.set(s.key, alert);
    to.fired.push(alert);
    to.worst.push(severity);
    this.fired += 1;
  }

  private clearOne(alert: Alert | undefined, news: Map<Incident, News>): void {
    if (!alert?.isFiring) return;
    alert.isFiring = false;
    this.missing.delete(alert.key);
    this.newsOf(alert.incident, false, news).cleared += 1;
    this.cleared += 1;
  }

  /** [K9] A security alert is SEV2 or worse. */
  private severityOf({ name, severity }: Sighting): number {
    const own = this.settings.severity.byAlert[severity ?? 'unknown'];
    return name === SECURE ? Math.min(2, own) : own;
  }

  /** [I1] [I4] Where it goes: its own incident, its group's, the one that this very episode opened, or a new one. */
  private homeOf(s: Sighting, before: Alert | undefined, at: number, news: Map<Incident, News>): News {
    const group = `${s.name} ${s.labels.service ?? ''}`;
    const home = [before?.incident, this.homes.get(group)].find((i) => i && this.takes(i, at));
    if (home) return this.newsOf(home, false, news);
    const past = this.openedBy.get(`${group} ${s.startsAt}`);
    if (past) return this.newsOf(past, false, news);
    const incident = this.open(group, s, at);
    this.openedBy.set(`${group} ${s.startsAt}`, incident);
    return this.newsOf(incident, true, news);
  }

  private open(group: string, s: Sighting, at: number): Incident {
    const isSecurity = s.name === SECURE;
    const rest = { snoozedUntil: null, resolvedAt: 0, reopenedAt: [], isFlapping: false, isByHand: false, escalating: null };
    this.lastNumber += 1;
    const number = this.lastNumber;
    const attention = { status: 'open' as const, severity: this.severityOf(s), pages: 0, dueAt: 0, notBefore: 0, isWorse: false };
    const incident: Incident = { number, group, name: s.name, openedAt: at, isSecurity, ...rest, ...attention };
    this.incidents.add(incident);
    this.homes.set(group, incident);
    return incident;
  }

  private takes(i: Incident, at: number): boolean {
    return isLive(i) || (i.status === 'resolved' && at - i.resolvedAt <= this.settings.grouping.reopenWithinMinutes * 60_000);
  }

  private settle({ incident, isNew, fired, worst, cleared }: News, at: number): void {
    if (isNew) {
      incident.severity = Math.min(...worst);
      return;
    }
    if (fired.length > 0 && !isLive(incident)) this.reopen(incident, at, false);
    if (worst.length > 0) getWorse(incident, Math.min(...worst));
    if (fired.length === 0 && cleared > 0 && isLive(incident) && this.firing(incident).length === 0) this.resolve(incident, at);
  }

  reopen(i: Incident, at: number, isByPerson: boolean): void {
    this.incidents.add(i);
    reopen(i, at, this.settings, isByPerson);
    this.homes.set(i.group, i);
  }

  /** [I3] */
  resolve(i: Incident, at: number): void {
    Object.assign(i, { status: 'resolved', resolvedAt: at, snoozedUntil: null });
    endRun(i);
  }

  close(i: Incident): void {
    Object.assign(i, { status: 'closed', snoozedUntil: null });
    endRun(i);
    for (const [key, alert] of this.known) if (alert.incident === i) this.known.delete(key);
    this.incidents.delete(i);
    if (this.homes.get(i.group) !== i) return;
    const others = [...this.incidents].filter(({ group }) => group === i.group).sort((a, b) => b.number - a.number);
    if (others[0]) this.homes.set(i.group, others[0]);
    else this.homes.delete(i.group);
  }

  /** [I6] [N14] What time alone brings about. */
  pass(at: number): void {
    const closeMs = this.settings.closing.closeResolvedAfterHours * 3_600_000;
    for (const i of this.incidents) {
      if (i.snoozedUntil !== null && i.snoozedUntil <= at) {
        i.snoozedUntil = null;
        beginRun(i);
      }
      if (i.status === 'resolved' && closeMs > 0 && i.resolvedAt + closeMs <= at && this.firing(i).length === 0) this.close(i);
    }
  }
}
