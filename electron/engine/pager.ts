// Hands pages to whoever can show them and writes down what became of them. A page without an outcome is handed over again
// after a restart; the shell knows it by its id and does not show it twice.
import type { PageOutcome } from '../../shared/contract';
import { decideAct } from '../../shared/log/decide/commands';
import { notifyContext } from '../../shared/log/decide/pages';
import type { Draft, LogEvent, OfKind, PageRequest } from '../../shared/log/event';
import { decideNotify } from '../../shared/rules/notify';
import { isRolePage, isStillAsked } from '../../shared/rules/role-page';
import type { TeamDuty } from '../../shared/team/duty';
import type { Desk } from './desk';
import { OVER } from './page-ends';
import { StormPages } from './storm-pages';

export interface PagerDeps {
  readonly desk: Desk;
  readonly person: () => string;
  readonly present: (request: PageRequest) => void;
  readonly withdraw: (threads: readonly string[]) => void;
  readonly now: () => number;
  /** Whose turn it is in the team; undefined: this desk is alone. */
  readonly duty: () => TeamDuty | undefined;
}

/** How long a snooze from a notification's button lasts. */
const SNOOZE_MS = 15 * 60_000;
const REMEMBERED = 5_000;
/** A page older than this is not shown any more after a restart; the rules ask again by themselves. */
const STALE_MS = 10 * 60_000;

export class Pager {
  private readonly deps: PagerDeps;
  private readonly storms: StormPages;
  /** Pages shown here since the desk has a team. */
  private readonly shown = new Set<string>();

  constructor(deps: PagerDeps) {
    this.deps = deps;
    this.storms = new StormPages(deps.desk.state);
    deps.desk.onCommit((events) => this.onCommit(events));
  }

  /**
   * Pages of the log's last minutes that nobody reported on: shown again, for the engine may have died between. A storm that ended
   * meanwhile leaves the screen, for the shell may have lived on.
   */
  redeliver(recent: readonly LogEvent[]): void {
    const { storm } = this.deps.desk.state;
    if (storm && !this.storms.stands(storm.page)) this.deps.withdraw([storm.page]);
    const open = new Map<string, PageRequest>();
    for (const e of recent) {
      if (e.kind === 'page.requested' && !e.isForeign && e.at > this.deps.now() - STALE_MS) open.set(e.data.page, e.data);
      if (e.kind === 'page.shown' || e.kind === 'page.failed') open.delete(e.data.page);
    }
    for (const request of open.values()) if (this.isWanted(request)) this.present(request);
  }

  /** What became of a page; unknown pages are taken as they are, for they may be from before a restart. */
  onOutcome(page: string, incidents: readonly string[], outcome: PageOutcome): void {
    const incident = incidents.length === 1 && !isRolePage(page) ? (incidents[0] ?? null) : null;
    const person = this.deps.person();
    this.deps.desk.transact((state, ctx) => {
      const draft = {
        incident,
        actor: outcome.kind === 'shown' || outcome.kind === 'failed' ? 'shell' : `person:${person}`,
        ...outcomeData(page, outcome),
      } as Draft;
      if (outcome.kind !== 'acted' || outcome.action === 'open') return [draft];
      const act =
        outcome.action === 'acknowledge'
          ? ({ act: 'acknowledge', via: 'notification' } as const)
          : ({ act: 'snooze', until: ctx.now + SNOOZE_MS, via: 'notification' } as const);
      return [draft, ...decideAct(state, incidents, act, person).drafts];
    });
  }

  private onCommit(events: readonly LogEvent[]): void {
    const threads = events.filter((e) => OVER.has(e.kind) && e.incident !== null).map((e) => e.incident as string);
    threads.push(...this.storms.take(events));
    if (threads.length > 0) this.deps.withdraw(threads);
    for (const e of events) if (e.kind === 'page.requested' && (!e.isForeign || this.isShownHereToo(e))) this.present(e.data);
  }

  /** A page that this desk asks for and another one too is one page. */
  private present(request: PageRequest): void {
    const { page } = request;
    if (this.shown.has(page)) return;
    if (this.shown.size > REMEMBERED) this.shown.clear();
    if (this.deps.duty()) this.shown.add(page);
    this.deps.present(request);
  }

  /** What another desk asked for goes to this screen too where every desk pages, or the person here is the one on call. */
  private isShownHereToo({ at, data }: OfKind<LogEvent, 'page.requested'>): boolean {
    const duty = this.deps.duty();
    const { state, context } = this.deps.desk;
    const incident = state.incidents.get(data.incidents[0] ?? '');
    if (!duty || !incident || data.pageKind !== 'incident' || at <= this.deps.now() - STALE_MS || !this.isWanted(data)) return false;
    return duty.isFor(incident) && decideNotify(incident.row, notifyContext(state, context)).isPage;
  }

  private isWanted(request: PageRequest): boolean {
    if (request.pageKind === 'storm') return this.storms.stands(request.thread);
    if (request.pageKind === 'role') return this.isRoleAsked(request.thread);
    if (request.pageKind === 'canary') return false;
    if (request.pageKind !== 'incident') return true;
    const row = this.deps.desk.state.incidents.get(request.incidents[0] ?? '')?.row;
    return row !== undefined && (row.status === 'open' || row.paging.nextAt !== null) && row.snoozedUntil === null;
  }

  private isRoleAsked(thread: string): boolean {
    const { state, context } = this.deps.desk;
    return isStillAsked(
      thread,
      [...state.incidents.values()].map((i) => i.row),
      context.settings.person.id,
    );
  }
}

function outcomeData(page: string, outcome: PageOutcome): Pick<Draft, 'kind' | 'data'> {
  switch (outcome.kind) {
    case 'shown':
      return { kind: 'page.shown', data: { page, route: outcome.route, receiptMs: outcome.receiptMs } };
    case 'failed':
      return { kind: 'page.failed', data: { page, route: outcome.route, why: outcome.why } };
    case 'clicked':
      return { kind: 'page.clicked', data: { page } };
    case 'dismissed':
      return { kind: 'page.dismissed', data: { page, why: outcome.why } };
    case 'acted':
      return { kind: 'page.acted', data: { page, action: outcome.action } };
  }
}
