// Keeps security policies fresh: knows from the log when each was last reviewed, and lets a row of the queue ask for the review that is due.
import type { PolicyView } from '../../shared/contract/policies';
import type { Incident } from '../../shared/domain/incident';
import { oneLine } from '../../shared/domain/plain-text';
import type { Sighting } from '../../shared/feed';
import { dayAt } from '../../shared/log/decide/action-reminders';
import { OWN_FEED } from '../../shared/log/decide/context';
import { decideSightings } from '../../shared/log/decide/sightings';
import type { Draft, LogEvent } from '../../shared/log/event';
import { intervalWords, lastReviewWords, type PolicyReview, policyStanding } from '../../shared/readiness/policy';
import { isReview, policyOfAlert, reviewKey } from '../../shared/readiness/policy-review';
import { meetsCondition } from '../../shared/rules/condition';
import { instantOf } from '../../shared/rules/wall-clock';
import type { Settings } from '../../shared/settings';
import type { PolicySettings } from '../../shared/settings/policies';
import type { Log } from '../log/store';
import type { Desk } from './desk';

export interface PolicyKeeperDeps {
  readonly desk: Desk;
  readonly log: Pick<Log, 'deskEventsOf'>;
  readonly settings: () => Settings;
  readonly person: () => string;
  readonly now: () => number;
  readonly timeZone: string;
}

export const REVIEWED = ['policy.reviewed'] as const;
const MINUTE_MS = 60_000;
/** So long after the last change of the settings they count as written. */
const SETTLE_MS = 15_000;

export class PolicyKeeper {
  private readonly deps: PolicyKeeperDeps;
  private readonly reviews = new Map<string, PolicyReview>();
  private reviewAt = 0;

  constructor(deps: PolicyKeeperDeps) {
    this.deps = deps;
    this.take(deps.log.deskEventsOf(REVIEWED));
    deps.desk.onCommit((events) => this.take(events));
  }

  /** Due ones first, then by the day on which they will be. */
  get all(): PolicyView[] {
    const key = (p: PolicyView): string => `${p.isDue ? 0 : 1}${p.dueDay ?? ''}\n${p.name}`;
    const asking = this.asking();
    return this.deps
      .settings()
      .policies.map((policy) => this.viewOf(policy, asking))
      .sort((a, b) => (key(a) < key(b) ? -1 : 1));
  }

  /** Those that govern an incident; of a review the one that is to be read. */
  governing(incident: Incident): PolicyView[] {
    const asked = new Set([...incident.alerts.values()].map((a) => policyOfAlert(a.feed, a.key)));
    const governs = (policy: PolicySettings): boolean =>
      isReview(incident.row) ? asked.has(policy.id) : meetsCondition(incident, policy.governs);
    const asking = this.asking();
    return this.deps
      .settings()
      .policies.filter(governs)
      .map((policy) => this.viewOf(policy, asking));
  }

  /** Once a second. */
  beat(): void {
    const now = this.deps.now();
    if (this.reviewAt <= now || this.reviewAt > now + 2 * MINUTE_MS) this.review();
  }

  /** The settings changed: what is not due any more is taken back now; a policy that is still being written asks for nothing yet. */
  changed(): void {
    this.reviewAt = this.deps.now() + SETTLE_MS;
    this.takeBack();
  }

  /** Asks for what is due, and takes back what is not any more. */
  review(): void {
    this.reviewAt = this.deps.now() + MINUTE_MS;
    this.takeBack();
    const due = this.all.filter((view) => view.isDue);
    const fresh = due.filter((view) => view.incident === null).map((view) => this.sightingOf(view));
    const unread = [...new Set(due.flatMap((view) => view.incident ?? []))].filter((id) => this.wasPutAside(id));
    const { writes } = this.deps.desk;
    if (fresh.length > 0) writes.attempt(() => this.speak(fresh));
    if (unread.length > 0) writes.attempt(() => this.deps.desk.transact(() => unread.map(reopened)));
  }

  /** A person resolved it, but not by reviewing, on an earlier day. */
  private wasPutAside(incident: string): boolean {
    const row = this.deps.desk.state.incidents.get(incident)?.row;
    return row?.status === 'resolved' && row.resolvedAt !== null && dayAt(row.resolvedAt, this.deps.timeZone).day < this.today();
  }

  private takeBack(): void {
    const due = new Set(this.all.flatMap((view) => (view.isDue ? [view.id] : [])));
    const gone = [...this.asking().keys()].filter((id) => !due.has(id));
    if (gone.length > 0) this.deps.desk.writes.attempt(() => this.speak(gone.map(resolved), 'no review is due any more'));
  }

  /** Null: there is no such policy. In one commit with the end of what asked for it. */
  markReviewed(id: string, note: string): PolicyView | null {
    const policy = this.deps.settings().policies.find((p) => p.id === id);
    if (!policy) return null;
    const by = this.deps.person();
    const data = { policy: id, name: policy.name, note: note.trim(), by };
    this.speak([resolved(id)], `reviewed by ${by}`, { kind: 'policy.reviewed', incident: null, actor: `person:${by}`, data });
    return this.viewOf(policy, this.asking());
  }

  private speak(sightings: readonly Sighting[], clearedWhy = '', first?: Draft): void {
    const input = { feed: OWN_FEED, sightings, clearedKeys: [], clearedWhy, previousAnswerAt: null };
    this.deps.desk.transact((state, ctx) => [...(first ? [first] : []), ...decideSightings(state, input, ctx)]);
  }

  private take(events: readonly LogEvent[]): void {
    for (const e of events) {
      if (e.kind !== 'policy.reviewed') continue;
      const { policy, by, note } = e.data;
      this.reviews.set(policy, { day: dayAt(e.at, this.deps.timeZone).day, by, note });
    }
  }

  /** Policy -> the incident that asks for its review, also from an earlier run of the engine. */
  private asking(): Map<string, string> {
    const asking = new Map<string, string>();
    for (const { row, alerts } of this.deps.desk.state.incidents.values()) {
      if (!isReview(row)) continue;
      for (const a of alerts.values()) {
        const policy = a.isFiring ? policyOfAlert(a.feed, a.key) : null;
        if (policy !== null) asking.set(policy, row.id);
      }
    }
    return asking;
  }

  private viewOf(policy: PolicySettings, asking: ReadonlyMap<string, string>): PolicyView {
    const { id, name, link, review } = policy;
    const standing = policyStanding(policy, this.reviews.get(id) ?? null, this.today());
    const owner = this.deps.settings().people.find((p) => p.id === policy.owner)?.name ?? policy.owner;
    return { ...standing, id, name, owner, link, interval: intervalWords(review), incident: asking.get(id) ?? null };
  }

  private sightingOf(view: PolicyView): Sighting {
    const { id, name, owner, dueDay, lastReview, interval } = view;
    const title = oneLine(`Review the policy “${name}”`, 160);
    const due = dueDay === null ? lastReviewWords(lastReview) : `due since ${dueDay}, ${lastReviewWords(lastReview)}`;
    return {
      ...{ key: reviewKey(id), state: 'firing', name: title, severity: 'info', suppression: null, link: null },
      summary: oneLine(`${due}; ${interval}, owner ${owner || 'nobody'}`, 300),
      labels: { alertname: title, policy: id, severity: 'info' },
      annotations: {},
      startsAt: dueDay === null ? 0 : this.startOf(dueDay),
    };
  }

  private today(): string {
    return dayAt(this.deps.now(), this.deps.timeZone).day;
  }

  private startOf(day: string): number {
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
    return instantOf({ year, month, day: date, hour: 0, minute: 0 }, this.deps.timeZone, 'start');
  }
}

function reopened(incident: string): Draft {
  const data = { why: 'the policy was not reviewed', isAutomatic: true, isFlapping: false };
  return { kind: 'incident.reopened', incident, actor: 'rules', data };
}

function resolved(policy: string): Sighting {
  return {
    ...{ key: reviewKey(policy), state: 'resolved', name: '', summary: '', labels: {}, annotations: {}, severity: 'info' },
    ...{ startsAt: 0, suppression: null, link: null },
  };
}
