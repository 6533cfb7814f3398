// What a replay comes to: pages by day and by night, then and now, and the incidents that the tried rules treat in another way, each
// with the reason. Drills and reviews of policies count on neither side.
import type { ReplayDay, ReplayDifference, ReplayPages, ReplayResult, ReplaySum } from '../contract/replay';
import { interruptionAt, type WallClock } from '../insights/hours';
import type { LogEvent, OfKind } from '../log/event';
import type { World } from './world';

type Side = 'before' | 'after';

interface Count {
  pages: number;
  nights: number;
}

/** One incident on both sides. */
interface Entry {
  readonly id: string;
  number: number | null;
  title: string;
  openedAt: number;
  isCounted: boolean;
  readonly severity: Record<Side, number | null>;
  readonly count: Record<Side, Count>;
  readonly isHeld: Record<Side, boolean>;
  /** Why it did not page now, or does. */
  heldWhy: string;
  pagedWhy: string;
  /** Where its alerts went instead. */
  joinedWhy: string;
}

const MOST_DIFFERENCES = 300;
const DAY_MS = 86_400_000;

export class Outcome {
  private readonly clock: WallClock;
  private readonly entries = new Map<string, Entry>();
  private readonly days = new Map<string, Record<Side, Count>>();
  private readonly total: Record<Side, Count> = { before: zero(), after: zero() };
  private readonly joined: Record<Side, number> = { before: 0, after: 0 };
  private sightings = 0;

  constructor(clock: WallClock) {
    this.clock = clock;
  }

  /** As `ReplayStart.onMoment`. */
  take(recorded: readonly LogEvent[], replayed: readonly LogEvent[], world: World): void {
    for (const event of recorded) this.note('before', event, world);
    for (const event of replayed) this.note('after', event, world);
    for (const event of recorded) if (event.kind === 'alert.fired') this.followAlerts(event, recorded, replayed, world);
  }

  result(span: { readonly from: number; readonly to: number }, settingsChanges: number, tookMs: number): ReplayResult {
    const differences = this.differences();
    return {
      ...span,
      ...{ sightings: this.sightings, tookMs, settingsChanges },
      before: this.sum('before'),
      after: this.sum('after'),
      days: this.allDays(span),
      differences: differences.slice(0, MOST_DIFFERENCES),
      differenceCount: differences.length,
    };
  }

  private note(side: Side, event: LogEvent, world: World): void {
    if (side === 'before') this.sightings += sightingsIn(event);
    if (event.kind === 'page.requested') this.page(side, event, world);
    const id = event.incident;
    if (id === null) return;
    if (event.kind === 'incident.opened') this.open(side, id, event);
    else if (event.kind === 'incident.severity-changed') this.entry(id, world).severity[side] = event.data.to;
    else if (event.kind === 'incident.correlated') this.joined[side] += 1;
    else if (event.kind === 'page.withheld') this.hold(side, id, event, world);
  }

  private open(side: Side, id: string, { data, at }: OfKind<LogEvent, 'incident.opened'>): void {
    const entry = this.entries.get(id) ?? entryOf(id, data.title, at);
    this.entries.set(id, entry);
    if (side === 'before') entry.number = data.number;
    entry.severity[side] = data.severity;
    entry.isCounted = data.isDrill !== true && data.isReview !== true;
    if (side === 'after') entry.pagedWhy = `SEV${data.severity}: ${data.severityWhy}`;
  }

  private page(side: Side, { incident, data, at }: OfKind<LogEvent, 'page.requested'>, world: World): void {
    if (data.isDrill || data.pageKind === 'role') return;
    const night = Number(interruptionAt(this.clock.at(at)) === 'sleep');
    const day = this.clock.day(at);
    let bar = this.days.get(day);
    if (!bar) {
      bar = { before: zero(), after: zero() };
      this.days.set(day, bar);
    }
    const counts = [this.total[side], bar[side]];
    if (incident !== null) {
      const entry = this.entry(incident, world);
      counts.push(entry.count[side]);
      if (side === 'after') entry.pagedWhy = data.trace.find((step) => step.rule === 'severity')?.why ?? entry.pagedWhy;
    }
    for (const count of counts) {
      count.pages += 1;
      count.nights += night;
    }
  }

  private hold(side: Side, id: string, { data }: OfKind<LogEvent, 'page.withheld'>, world: World): void {
    const entry = this.entry(id, world);
    if (data.foldedInto === null) entry.isHeld[side] = true;
    if (side === 'after') entry.heldWhy = data.foldedInto === null ? `${data.rule}: ${data.why}` : data.why;
  }

  /** An incident that these rules did not open: where its first alert is instead, and why. */
  private followAlerts(
    fired: OfKind<LogEvent, 'alert.fired'>,
    recorded: readonly LogEvent[],
    replayed: readonly LogEvent[],
    world: World,
  ): void {
    const id = fired.incident;
    const isNew = recorded.some((e) => e.kind === 'incident.opened' && e.incident === id);
    if (id === null || !isNew || world.has(id)) return;
    const first = fired.data.alerts[0];
    const home = first && world.homeOf(fired.data.feed, first.key);
    const row = home === undefined ? undefined : world.find(home)?.row;
    if (!row) return;
    const rule = replayed.find((e) => e.kind === 'incident.correlated' && e.incident === home);
    const why = rule?.kind === 'incident.correlated' ? `${rule.data.rule}: ${rule.data.why}` : row.groupWhy;
    this.entry(id, world).joinedWhy = `part of “${row.title}” (${why})`;
  }

  /** One from before the first event is made of what the desk knew of it. */
  private entry(id: string, world: World): Entry {
    const known = this.entries.get(id);
    if (known) return known;
    const row = world.find(id)?.row;
    const made = entryOf(id, row?.title ?? id, row?.openedAt ?? 0);
    made.number = row?.number ?? null;
    made.isCounted = row?.isDrill !== true && row?.isReview !== true;
    made.severity.before = row?.severity ?? null;
    made.severity.after = row?.severity ?? null;
    this.entries.set(id, made);
    return made;
  }

  private sum(side: Side): ReplaySum {
    let [incidents, held] = [0, 0];
    for (const entry of this.entries.values()) {
      if (!entry.isCounted || entry.severity[side] === null) continue;
      incidents += 1;
      if (entry.isHeld[side] && entry.count[side].pages === 0) held += 1;
    }
    return { ...this.total[side], incidents, held, joined: this.joined[side] };
  }

  private allDays({ from, to }: { readonly from: number; readonly to: number }): ReplayDay[] {
    const days: ReplayDay[] = [];
    for (let at = from; at < to + DAY_MS; at += DAY_MS) {
      const day = this.clock.day(Math.min(at, to));
      if (days.at(-1)?.day !== day) days.push({ day, ...(this.days.get(day) ?? { before: zero(), after: zero() }) });
    }
    return days;
  }

  private differences(): ReplayDifference[] {
    const found: ReplayDifference[] = [];
    for (const e of this.entries.values()) {
      const isSame = e.count.before.pages === e.count.after.pages && e.severity.before === e.severity.after;
      if (isSame || !e.isCounted) continue;
      const { id, number, title, openedAt, severity, count } = e;
      const words = {
        severityBefore: severity.before,
        severityAfter: severity.after,
        before: { ...count.before },
        after: { ...count.after },
      };
      found.push({ ...{ id, number, title, openedAt }, ...words, why: whyOf(e) });
    }
    return found.sort((a, b) => weightOf(b) - weightOf(a) || b.openedAt - a.openedAt);
  }
}

function weightOf({ before, after }: ReplayDifference): number {
  return Math.abs(before.nights - after.nights) * 1_000 + Math.abs(before.pages - after.pages);
}

function whyOf({ count, severity, heldWhy, pagedWhy, joinedWhy }: Entry): string {
  if (severity.after === null) return joinedWhy || 'its alerts are in other incidents';
  if (severity.before === null) return 'an incident of its own now';
  if (count.after.pages < count.before.pages && heldWhy !== '') return heldWhy;
  if (count.after.pages > count.before.pages) return pagedWhy;
  return severity.before === severity.after ? 'it comes at another time' : pagedWhy;
}

function entryOf(id: string, title: string, openedAt: number): Entry {
  const none = (): Record<Side, number | null> => ({ before: null, after: null });
  return {
    ...{ id, number: null, title, openedAt, isCounted: true, severity: none() },
    ...{ count: { before: zero(), after: zero() }, isHeld: { before: false, after: false } },
    ...{ heldWhy: '', pagedWhy: '', joinedWhy: '' },
  };
}

function sightingsIn(event: LogEvent): number {
  if (event.kind === 'alert.fired') return event.data.alerts.length;
  if (event.kind === 'alert.changed') return event.data.changes.length;
  return event.kind === 'alert.cleared' ? event.data.cleared.length : 0;
}

function zero(): Count & ReplayPages {
  return { pages: 0, nights: 0 };
}
