// Answers looks back: brings the facts up to date, computes what was asked for in slices, and renders the report of a month. Loaded at
// the first look, so that no start waits for it.
import type { BehindRow, InsightValues } from '../../shared/contract/insights';
import { type Behind, type Counted, incidentsBehind } from '../../shared/insights/behind';
import { WallClock } from '../../shared/insights/hours';
import { type Kept, type Material, materialOf, type Scope } from '../../shared/insights/material';
import { monthAfter, type Overview, overviewOf } from '../../shared/insights/overview';
import { plannedSpans } from '../../shared/insights/planned';
import { dayAt } from '../../shared/log/decide/action-reminders';
import { instantOf, offsetAt, zoneNamed } from '../../shared/rules/wall-clock';
import type { Settings } from '../../shared/settings';
import { inSlices } from '../engine/slices';
import type { Log } from '../log/store';
import { alikeGroups, type FoundGroup } from './alike';
import { InsightBook } from './book';
import { reportHtml } from './report-html';
import { withoutSecrets } from './report-scope';

export interface InsightDeps {
  readonly log: Log;
  readonly settings: () => Settings;
  readonly now: () => number;
  readonly timeZone: string;
  /** Name of this machine: its pages are one's own. */
  readonly device: string;
  /** How far the events are read, 0 to 1; 1: all of them. */
  readonly onProgress: (share: number) => void;
}

const SLICE_MS = 12;
/** A look waits so long for what happened to be read before it says how far that is. */
const PATIENCE_MS = 1_000;
const TELL_EVERY = 0.01;

export class InsightDesk {
  private readonly deps: InsightDeps;
  private readonly book: InsightBook;
  private readonly clock: WallClock;
  private readonly starts = new Map<string, number>();
  private share = 0;

  constructor(deps: InsightDeps) {
    this.deps = deps;
    this.book = new InsightBook(deps.log);
    this.clock = new WallClock((at) => offsetAt(at, deps.timeZone));
  }

  async lookBack(scope: Scope): Promise<InsightValues['look-back']> {
    const opening = this.open();
    const kept = await Promise.race([opening, new Promise<null>((done) => setTimeout(done, PATIENCE_MS, null))]);
    if (kept === null) {
      void opening.then(
        () => this.deps.onProgress(1),
        () => this.deps.onProgress(1),
      );
      return { overview: null, share: this.share, services: [], firstAt: null };
    }
    const overview = await this.overview(kept, this.withinPast(kept, scope));
    return { overview, share: 1, services: servicesOf(kept), firstAt: kept.facts[0]?.triggeredAt ?? null };
  }

  async listBehind(scope: Scope, behind: Behind, offset: number, limit: number): Promise<InsightValues['list-behind']> {
    const { log } = this.deps;
    const kept = await this.open();
    const material = await this.material(kept, this.withinPast(kept, scope));
    const { clock } = this;
    const counted =
      behind.what === 'alike'
        ? await this.behindAlike(behind.incident, material)
        : incidentsBehind(behind, { material, clock, today: this.today(), device: this.deps.device });
    const rows = counted.slice(offset, offset + limit).flatMap(({ id, ms }): BehindRow[] => {
      const row = log.row(id);
      return row ? [{ row, ms }] : [];
    });
    return { rows, total: counted.length };
  }

  async listAlike(scope: Scope): Promise<InsightValues['list-alike']> {
    const kept = await this.open();
    const groups = await this.alike(await this.material(kept, this.withinPast(kept, scope)));
    return { groups: groups.map(({ ids: _, ...group }) => group) };
  }

  private alike(material: Material): Promise<FoundGroup[]> {
    return inSlices(alikeGroups(this.deps.log, material), SLICE_MS);
  }

  private async behindAlike(incident: string, material: Material): Promise<Counted[]> {
    const group = (await this.alike(material)).find((one) => one.incident === incident);
    return (group?.ids ?? []).map((id) => ({ id, ms: null }));
  }

  /** Of restricted incidents the report tells number and severity only: it is made to be passed on. */
  async monthlyReport(month: string): Promise<InsightValues['monthly-report']> {
    const scope = { from: this.startOf(`${month}-01`), to: this.startOf(monthAfter(month)), service: null, severity: null };
    const before = { ...scope, from: this.startOf(`${monthBefore(month)}-01`), to: scope.from };
    const kept = withoutSecrets(await this.open());
    const overview = await this.overview(kept, scope);
    const last = await this.overview(kept, before);
    const title = `Insights of ${month}`;
    const gravest = this.gravest(await this.material(kept, scope));
    return { title, html: reportHtml({ title, month, overview, last, gravest, madeAt: this.clock.day(this.deps.now()) }) };
  }

  /** Everything up to the log's last event. */
  open(): Promise<Kept> {
    let told = 0;
    return this.book.open((share) => {
      this.share = share;
      if (share - told < TELL_EVERY || share >= 1) return;
      told = share;
      this.deps.onProgress(share);
    });
  }

  private material(kept: Kept, scope: Scope): Promise<Material> {
    return inSlices(materialOf(kept, this.deps.log.actions(), scope), SLICE_MS);
  }

  private async overview(kept: Kept, scope: Scope): Promise<Overview> {
    const { insights } = this.deps.settings();
    const input = {
      ...{ material: await this.material(kept, scope), timeZone: zoneNamed(this.deps.timeZone), clock: this.clock, today: this.today() },
      ...{ planned: plannedSpans(insights.plannedDowntime), device: this.deps.device, areOthersShown: insights.areOthersShown },
      startOf: (day: string) => this.startOf(day),
    };
    return inSlices(overviewOf(input), SLICE_MS);
  }

  /** SEV1 and SEV2 first, then the longest. */
  private gravest({ incidents }: Material) {
    const length = (from: number, to: number | null): number => (to ?? this.deps.now()) - from;
    return incidents
      .toSorted((a, b) => a.severity - b.severity || length(b.triggeredAt, b.resolvedAt) - length(a.triggeredAt, a.resolvedAt))
      .slice(0, 12)
      .map((facts) => ({
        facts,
        title: facts.isRestricted ? null : (this.deps.log.row(facts.id)?.title ?? null),
        day: this.clock.day(facts.triggeredAt),
      }));
  }

  private today(): string {
    return dayAt(this.deps.now(), this.deps.timeZone).day;
  }

  /** Not before the day of the first incident that is known: nobody watched then. */
  private withinPast({ facts: [first] }: Kept, scope: Scope): Scope {
    const from = first === undefined ? scope.from : this.startOf(this.clock.day(first.triggeredAt));
    return from > scope.from && from < scope.to ? { ...scope, from } : scope;
  }

  private startOf(day: string): number {
    const known = this.starts.get(day);
    if (known !== undefined) return known;
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
    const start = instantOf({ year, month, day: date, hour: 0, minute: 0 }, this.deps.timeZone, 'start');
    this.starts.set(day, start);
    return start;
  }
}

function servicesOf({ facts }: Kept): string[] {
  const services = new Set<string>();
  for (const { service } of facts) services.add(service ?? '');
  return [...services].sort();
}

function monthBefore(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 2, 1)).toISOString().slice(0, 7);
}
