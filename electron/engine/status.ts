// Answers "are you watching?" for foot and tray: clear, problems, or blind with the reasons in words.
import type { DeskStatus, FeedHealth } from '../../shared/contract';
import type { ActionStatus } from '../../shared/contract/actions';
import type { DrillStatus } from '../../shared/contract/readiness';
import type { SharingStatus } from '../../shared/contract/sharing';
import type { OutboxStatus } from '../../shared/contract/telling';
import { firingCount } from '../../shared/domain/alert';
import type { IncidentRow } from '../../shared/domain/incident';
import type { OnCall } from '../../shared/domain/on-call';
import type { Presence } from '../../shared/log/decide/context';
import type { State } from '../../shared/log/state';
import { isDrill, isDrillFeed } from '../../shared/readiness/drill';
import { isReview } from '../../shared/readiness/policy-review';

export interface StatusInput {
  readonly state: State;
  readonly feeds: readonly FeedHealth[];
  readonly shellBlindWhy: readonly string[];
  readonly isDemo: boolean;
  readonly settingsFrom: string | null;
  readonly keyKeeping: DeskStatus['keyKeeping'];
  readonly absence: DeskStatus['absence'];
  /** Why nothing can be recorded, in words; null: all well. */
  readonly writeTrouble: string | null;
  readonly outbox: OutboxStatus;
  readonly onCall?: readonly OnCall[];
  readonly presence?: Presence;
  readonly actions?: ActionStatus;
  readonly latePostmortems: number;
  readonly drill?: DrillStatus | undefined;
  readonly sharing?: SharingStatus | undefined;
}

/** Is it on the list of things that need or have somebody: open or acknowledged, not wholly silenced at the source, no calm work? */
function isProblem(row: IncidentRow): boolean {
  if (isReview(row) || (row.status !== 'open' && row.status !== 'acknowledged')) return false;
  const firing = firingCount(row.tally);
  return firing === 0 || row.tally.suppressed < firing || row.status === 'acknowledged';
}

/** The real watch: a drill beside it makes nothing better or worse. */
export function statusOf(told: StatusInput): DeskStatus {
  const input = { ...told, feeds: told.feeds.filter((f) => !isDrillFeed(f.feed)) };
  const problems = [...input.state.incidents.values()].map((i) => i.row).filter((row) => isProblem(row) && !isDrill(row));
  const blindFeeds = input.feeds.filter((f) => f.state === 'blind').map((f) => `${f.name}: ${f.why}`);
  const noFeed = input.feeds.some((f) => f.isEnabled) ? [] : ['No feed is connected.'];
  const known = [...input.shellBlindWhy, ...(input.writeTrouble ? [input.writeTrouble] : []), ...noFeed, ...blindFeeds];
  // A feed that has not answered yet proves nothing: without a problem to show that is not "clear".
  const unproved = known.length > 0 || problems.length > 0 ? [] : input.feeds.filter((f) => f.state === 'starting');
  const blindWhy = [...known, ...unproved.map((f) => `${f.name}: ${f.why}`)];
  return {
    state: blindWhy.length > 0 ? 'blind' : problems.length > 0 ? 'problems' : 'clear',
    blindWhy,
    worst: problems.length === 0 ? null : Math.min(...problems.map((r) => r.severity)),
    openCount: problems.length,
    unacknowledgedCount: problems.filter((r) => r.status === 'open' && r.snoozedUntil === null).length,
    feedCount: input.feeds.filter((f) => f.isEnabled).length,
    pausedUntil: input.state.pausedUntil,
    isDemo: input.isDemo,
    settingsFrom: input.settingsFrom,
    keyKeeping: input.keyKeeping,
    pendingWrites: problems.reduce((n, r) => n + r.writes.filter((w) => w.state === 'pending').length, 0),
    outbox: input.outbox,
    absence: input.absence,
    ...(input.presence && { presence: input.presence }),
    ...(input.actions && { actions: input.actions }),
    ...(input.drill && { drill: input.drill }),
    ...(input.sharing && { sharing: input.sharing }),
    ...proofOf(input.feeds),
    ...(input.latePostmortems > 0 && { latePostmortems: input.latePostmortems }),
    ...(input.onCall && input.onCall.length > 0 && { onCall: input.onCall }),
  };
}

/** Feeds that are to be proved, or were once. */
function proofOf(feeds: readonly FeedHealth[]): Pick<DeskStatus, 'proof'> {
  const proofs = feeds.flatMap(({ name, proof, isEnabled }) => (proof && isEnabled ? [{ name, ...proof }] : []));
  const asked = proofs.filter((p) => p.everyMinutes > 0 || p.failure !== null);
  const meant = asked.length > 0 ? asked : proofs.filter((p) => p.provedAt !== null);
  if (meant.length === 0) return {};
  const at = meant.some((p) => p.provedAt === null) ? null : Math.min(...meant.map((p) => p.provedAt ?? 0));
  return { proof: { at, failed: meant.filter((p) => p.failure !== null).map((p) => p.name) } };
}

/** What waits in the outbox, and for what. */
export function outboxStatus(state: State, waits: readonly { readonly name: string; readonly why: string }[]): OutboxStatus {
  const acts = [...state.acts.values()];
  const count = (...states: string[]): number => acts.filter((a) => states.includes(a.state)).length;
  return {
    awaiting: count('awaiting'),
    queued: count('queued', 'sending'),
    stuck: count('failed', 'conflict'),
    waits: waits.map((w) => `${w.name}: ${w.why}`),
    version: state.actsSeq,
  };
}

/** The worst open incidents for the tray's menu: security first, then severity, unacknowledged, oldest; drills after all that is real. */
export function topIncidents(state: State, count: number): IncidentRow[] {
  const rank = (r: IncidentRow): number =>
    (isDrill(r) ? 1000 : 0) + (r.isSecurity ? 0 : 100) + r.severity * 10 + (r.status === 'open' ? 0 : 5);
  return [...state.incidents.values()]
    .map((i) => i.row)
    .filter(isProblem)
    .sort((a, b) => rank(a) - rank(b) || a.openedAt - b.openedAt)
    .slice(0, count);
}
