// What follows when nobody takes an incident. Written from shared/SPEC.md alone.
import type { Settings } from '../../../../shared/settings';
import type { Alerts } from './alerts';
import { type Incident, isCared } from './incident';
import { numbers, type Pages, type Told } from './pages';

const MINUTE_MS = 60_000;
/** [E7] A place is told of a storm at most so often. */
const COUNTED_PAUSE_MS = 10 * MINUTE_MS;

/** The person at the desk, a place outside, or nobody. */
type Reached = 'here' | 'nobody' | { readonly to: string };

const HERE = 'here';

interface Due {
  readonly i: Incident;
  readonly reached: Exclude<Reached, 'nobody'>;
}

export class Escalation {
  /** Locked, or nobody has touched the desk for as long as the settings say. */
  isAway: (at: number) => boolean = () => false;
  private readonly countedAt = new Map<string, number>();
  private readonly settings: Settings;
  private readonly alerts: Alerts;
  private readonly pages: Pages;
  private readonly onCall: (at: number) => readonly string[];

  constructor(settings: Settings, alerts: Alerts, pages: Pages, onCall: (at: number) => readonly string[]) {
    this.settings = settings;
    this.alerts = alerts;
    this.pages = pages;
    this.onCall = onCall;
  }

  private get policies() {
    return this.settings.escalation.policies;
  }

  /** [E1] [E2] `paged`: those that had a page now. */
  due(at: number, paged: readonly Incident[]): Told[] {
    for (const i of new Set(paged)) this.begin(i, at);
    const since = at - this.settings.paging.storm.withinSeconds * 1000;
    const recent = [...this.alerts.incidents].filter((i) => (i.escalating?.step ?? 0) > 0 && (i.escalating?.lastAt ?? 0) > since).length;
    const due = [...this.alerts.incidents].flatMap((i) => this.reachedNow(i, at));
    const places = new Map<string, Due[]>();
    for (const one of due) {
      const place = one.reached === 'here' ? HERE : one.reached.to;
      places.set(place, [...(places.get(place) ?? []), one]);
    }
    return [...places].flatMap(([place, list]) => this.tell(place, list, recent, at));
  }

  /** [E5] Whom the step that is due reaches; those that nobody can reach are passed over. */
  private reachedNow(i: Incident, at: number): Due[] {
    while (this.isDue(i, at)) {
      const reached = this.reach(i, at);
      if (reached !== 'nobody') return [{ i, reached }];
      this.advance(i, at, true);
    }
    return [];
  }

  private begin(i: Incident, at: number): void {
    if (i.escalating || i.status !== 'open' || isCared(i)) return;
    const policy = this.policies.findIndex((p) => i.severity <= p.when.severityAtLeast);
    const first = this.policies[policy]?.steps[0];
    if (first) i.escalating = { policy, step: 0, lastAt: at, nextAt: at + first.afterMinutes * MINUTE_MS };
  }

  /** [E2] [E4] */
  private isDue(i: Incident, at: number): boolean {
    const { escalating } = i;
    if (!escalating || escalating.nextAt === null) return false;
    const factor = this.isAway(at) ? this.settings.escalation.awayFactor : 1;
    return at >= escalating.lastAt + (escalating.nextAt - escalating.lastAt) * factor && this.pages.mayPage(i, at);
  }

  /** [E5] [E6] */
  private reach({ escalating }: Incident, at: number): Reached {
    const { steps = [] } = this.policies[escalating?.policy ?? 0] ?? {};
    const n = escalating?.step ?? 0;
    const step = steps[n];
    if (step?.does === 'tell-channel') return { to: step.to };
    if (step?.does !== 'tell-person') return 'here';
    const turn = steps.slice(0, n).filter((s) => s.does === 'tell-person').length;
    const person = this.settings.people.find((p) => p.id === this.onCall(at)[turn]);
    if (person?.id === this.settings.person.id) return 'here';
    const address = person?.reach[0];
    return address ? { to: `${address.channel} ${address.address}` } : 'nobody';
  }

  private advance({ escalating }: Incident, at: number, isPassed = false): void {
    const { steps = [] } = this.policies[escalating?.policy ?? 0] ?? {};
    if (!escalating) return;
    const [done, next] = [steps[escalating.step], steps[escalating.step + 1]];
    const waitMs = Math.max(0, (next?.afterMinutes ?? 0) - (done?.afterMinutes ?? 0)) * MINUTE_MS;
    escalating.step += 1;
    escalating.lastAt = at;
    escalating.nextAt = next ? at + (isPassed ? 0 : waitMs) : null;
  }

  /** `recent`: incidents that had a step lately. */
  private tell(place: string, list: readonly Due[], recent: number, at: number): Told[] {
    const limit = this.settings.paging.storm.incidents;
    const about = list.map(({ i }) => i);
    const worst = Math.min(...about.map((i) => i.severity));
    if (place !== HERE) {
      const counted = this.countedAt.get(place);
      if (counted !== undefined && at < counted + COUNTED_PAUSE_MS) return [];
      const isStorm = list.length > 1 && recent + list.length > limit;
      for (const i of about) this.advance(i, at);
      if (isStorm) this.countedAt.set(place, at);
      if (isStorm) return [{ what: 'counted message', rule: 'escalation', about: [], count: list.length, worst, to: place }];
      return about.map((i) => ({ what: 'message', rule: 'escalation', about: [i.number], count: 1, worst: i.severity, to: place }));
    }
    for (const i of about) this.advance(i, at);
    if (list.length > limit) return [{ what: 'storm', rule: 'escalation', about: numbers(about), count: list.length, worst, to: '' }];
    return about.map((i) => ({ what: 'page', rule: 'escalation', about: [i.number], count: 1, worst: i.severity, to: '' }));
  }
}
