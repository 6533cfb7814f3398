// Which pages are due at a moment. Written from shared/SPEC.md alone; every moment is asked anew, and nothing is remembered that was held back.
import type { Settings } from '../../../../shared/settings';
import { SLOW } from '../world';
import type { Alerts } from './alerts';
import { type Incident, isCared, isLive, notePage } from './incident';
import { isQuietAt } from './wall';

/** One page or message as the world sees it. */
export interface Told {
  readonly what: 'page' | 'storm' | 'digest' | 'message' | 'counted message';
  readonly rule: string;
  /** Numbers of the incidents. */
  readonly about: readonly number[];
  readonly count: number;
  readonly worst: number | null;
  /** Who is told outside; '' here. */
  readonly to: string;
}

/** [N6] A storm's page is told anew at most so often. */
const RETELL_MS = 20_000;
const SECURITY_SINGLES = 3;

interface Storm {
  toldAt: number;
  lastAt: number;
  worst: number;
  count: number;
}

export const numbers = (list: readonly Incident[]): number[] => list.map((i) => i.number).sort((a, b) => a - b);

export class Pages {
  pausedUntil: number | null = null;
  /** Times of first pages that were told alone. */
  private firsts: number[] = [];
  private storm: Storm | null = null;
  private readonly settings: Settings;
  private readonly alerts: Alerts;

  constructor(settings: Settings, alerts: Alerts) {
    this.settings = settings;
    this.alerts = alerts;
  }

  isHeldAt(at: number): boolean {
    return isQuietAt(this.settings.paging.quietHours, at) || (this.pausedUntil !== null && this.pausedUntil > at);
  }

  /** [N3] [N5] [N7] [N13] [Z5] Do the rules let it page? */
  mayPage(i: Incident, at: number): boolean {
    const { minSeverity, breakThrough, holding } = this.settings.paging;
    const firing = this.alerts.firing(i);
    if (!firing.some((a) => !a.isSilenced) || i.severity > minSeverity) return false;
    const isThrough = (i.isSecurity && breakThrough.isSecurity) || i.severity <= breakThrough.severity;
    const lastBegun = i.reopenedAt.at(-1) ?? i.openedAt;
    const holds = i.name === SLOW ? holding[0] : undefined;
    if (holds && !isThrough && at < lastBegun + holds.forMinutes * 60_000) return false;
    if (i.isFlapping && at < lastBegun + this.settings.grouping.flapping.withinMinutes * 60_000) return false;
    return isThrough || !this.isHeldAt(at);
  }

  /** [N1] [N4] [N8] Does it want attention? */
  wants(i: Incident, at: number): boolean {
    if (!isLive(i) || at < i.notBefore) return false;
    return i.isWorse || (!isCared(i) && i.dueAt !== null && i.dueAt <= at);
  }

  /** What is told now; `paged` gets the incidents that had a page, alone or counted. */
  due(at: number, paged: Incident[]): Told[] {
    const wanted = [...this.alerts.incidents].filter((i) => this.wants(i, at) && this.mayPage(i, at));
    if (wanted.length === 0) return [];
    const { incidents: limit, withinSeconds } = this.settings.paging.storm;
    this.firsts = this.firsts.filter((t) => t > at - withinSeconds * 1000);
    const first = wanted.filter((i) => i.pages === 0).length;
    if (this.storm && this.storm.lastAt <= at - withinSeconds * 1000) this.storm = null;
    if (!this.storm && this.firsts.length + first <= limit && wanted.length <= limit) return wanted.map((i) => this.single(i, at, paged));
    const recent = this.firsts.length;
    const security = wanted.filter((i) => i.isSecurity).slice(0, SECURITY_SINGLES);
    const rest = wanted.filter((i) => !security.includes(i));
    const singles = security.map((i) => this.single(i, at, paged));
    return rest.length === 0 ? singles : [...singles, ...this.stormOf(rest, recent, at, paged)];
  }

  private single(i: Incident, at: number, paged: Incident[]): Told {
    const rule = i.pages === 0 ? 'first page' : 'repeat';
    if (i.pages === 0) this.firsts.push(at);
    this.note(i, at, paged);
    return { what: 'page', rule, about: [i.number], count: 1, worst: i.severity, to: '' };
  }

  private note(i: Incident, at: number, paged: Incident[]): void {
    notePage(i, at, this.settings);
    paged.push(i);
  }

  /** [N6] */
  private stormOf(list: readonly Incident[], recent: number, at: number, paged: Incident[]): Told[] {
    const worst = Math.min(...list.map((i) => i.severity));
    const { storm } = this;
    if (storm && worst >= storm.worst && at - storm.toldAt < RETELL_MS) {
      storm.lastAt = at;
      for (const i of list) i.notBefore = storm.toldAt + RETELL_MS;
      paged.push(...list);
      return [];
    }
    const first = list.filter((i) => i.pages === 0).length;
    const count = storm ? storm.count + first : Math.max(list.length, recent + first);
    this.storm = { toldAt: at, lastAt: at, worst, count };
    for (const i of list) this.note(i, at, paged);
    return [{ what: 'storm', rule: 'storm', about: numbers(list), count, worst, to: '' }];
  }

  /** [N9] `happened`: alerts fired or cleared meanwhile. */
  digest(at: number, happened: boolean, paged: Incident[]): Told[] {
    const wanted = [...this.alerts.incidents].filter((i) => this.wants(i, at) && this.mayPage(i, at));
    if (wanted.length === 0 && (this.isHeldAt(at) || !happened)) return [];
    const worst = wanted.length === 0 ? null : Math.min(...wanted.map((i) => i.severity));
    for (const i of wanted) this.note(i, at, paged);
    return [{ what: 'digest', rule: 'digest', about: numbers(wanted), count: wanted.length, worst, to: '' }];
  }
}
