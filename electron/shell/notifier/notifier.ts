// Chooses the route by trying, presents pages over it, and knows at any time whether a page could reach the person.

import type { PageOutcome } from '../../../shared/contract';
import { NOT_TRIED } from '../../../shared/domain/not-tried';
import type { PageRequest } from '../../../shared/log/event';
import { msg } from '../../../shared/words/words';
import { pageText } from './page-text';
import type { PageListener, Presented, Route, RouteFailure } from './route';

export interface NotifierState {
  readonly route: string;
  readonly hasButtons: boolean;
  /** Empty while pages reach the person; else why not, in words. */
  readonly why: string;
}

export interface NotifierOptions {
  /** Best first. */
  readonly routes: readonly Route[];
  readonly now: () => number;
  readonly onState: (state: NotifierState) => void;
  /** Pause between looks at a healthy and at an unhealthy route, ms. */
  readonly healthyEveryMs?: number;
  readonly unhealthyEveryMs?: number;
}

/** What the terminal may tell about a page that was shown. */
export interface Receipt {
  readonly id: string;
  readonly isReceipt: boolean;
}

export class Notifier {
  private readonly options: NotifierOptions;
  private route: Route | null = null;
  /** Why a route that only a page can prove failed last time. */
  private readonly failures = new Map<Route['name'], string>();
  private current: NotifierState = { route: 'none', hasButtons: false, why: NOT_TRIED };
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | null = null;
  private isClosed = false;

  constructor(options: NotifierOptions) {
    this.options = options;
  }

  state = (): NotifierState => this.current;

  /** Looks for the best route that works; many callers share one look. */
  look(): Promise<void> {
    this.looking ??= this.lookOnce().finally(() => {
      this.looking = null;
      this.plan();
    });
    return this.looking;
  }

  /** Shows a page and reports what becomes of it. Never throws; the first report comes within about 3 s. */
  async present(request: PageRequest, areDetailsHidden: boolean, report: (outcome: PageOutcome, receipt?: Receipt) => void): Promise<void> {
    const from = this.options.now();
    if (!this.route) await this.look();
    const first = this.route;
    if (!first) return report({ kind: 'failed', route: 'none', why: this.current.why });
    let failure: RouteFailure | null = null;
    for (const route of this.options.routes.slice(this.options.routes.indexOf(first))) {
      if (failure && !(await route.probe()).ok) continue;
      const presented = await this.tryRoute(route, request, areDetailsHidden, report);
      if (presented.ok) {
        this.failures.delete(route.name);
        if (this.current.why) this.enter({ ...this.current, why: '' });
        return report({ kind: 'shown', route: route.name, receiptMs: Math.round((this.options.now() - from) * 10) / 10 }, presented);
      }
      failure ??= presented;
      this.failures.set(route.name, presented.why);
      if (presented.isFinal) break;
    }
    const why = failure?.why ?? this.current.why;
    this.enter({ ...this.current, why });
    this.plan();
    report({ kind: 'failed', route: first.name, why });
  }

  withdraw(threads: readonly string[]): void {
    for (const thread of threads) for (const route of this.options.routes) route.withdraw(thread);
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    for (const route of this.options.routes) route.close();
  }

  private async tryRoute(
    route: Route,
    request: PageRequest,
    areDetailsHidden: boolean,
    report: (outcome: PageOutcome) => void,
  ): Promise<Presented> {
    const listener: PageListener = {
      clicked: () => report({ kind: 'clicked' }),
      dismissed: (why) => report({ kind: 'dismissed', why }),
      acted: (action) => report({ kind: 'acted', action }),
    };
    try {
      return await route.present(pageText(request, areDetailsHidden), listener);
    } catch (error) {
      return { ok: false, isFinal: false, why: msg`${route.name} failed: ${error instanceof Error ? error.message : String(error)}` };
    }
  }

  private async lookOnce(): Promise<void> {
    const refusals: string[] = [];
    for (const route of this.options.routes) {
      const probe = await route.probe();
      if (probe.ok) {
        this.route = route;
        const why = probe.isProved ? '' : (this.failures.get(route.name) ?? '');
        return this.enter({ route: route.name, hasButtons: probe.hasButtons, why });
      }
      refusals.push(probe.why);
      if (probe.isFinal) break;
    }
    this.route = null;
    this.enter({ route: 'none', hasButtons: false, why: refusals[0] ?? msg`This system has no way to notify.` });
  }

  private plan(): void {
    clearTimeout(this.timer);
    if (this.isClosed) return;
    const pauseMs = this.current.why === '' ? (this.options.healthyEveryMs ?? 30_000) : (this.options.unhealthyEveryMs ?? 5_000);
    this.timer = setTimeout(() => void this.look(), pauseMs);
    this.timer.unref();
  }

  private enter(state: NotifierState): void {
    const isSame = state.route === this.current.route && state.hasButtons === this.current.hasButtons && state.why === this.current.why;
    this.current = state;
    if (!isSame) this.options.onState(state);
  }
}
