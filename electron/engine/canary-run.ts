// One proof of detection from its first step to its end: posted at the source, seen back through the feed, its page shown, cleared.
// Whatever happens, what was posted is cleared.
import { oneLine } from '../../shared/domain/plain-text';
import type { FeedFailure, Sighting } from '../../shared/feed';
import type { Draft, LogEvent, PageRequest } from '../../shared/log/event';
import type { ProofStep } from '../../shared/log/kinds/proof';
import { quietAt } from '../../shared/rules/quiet-hours';
import { msg } from '../../shared/words/words';
import type { FeedRunner } from '../feeds/runner';
import type { Desk } from './desk';

export interface CanaryRunDeps {
  readonly desk: Desk;
  readonly runner: Pick<FeedRunner, 'act' | 'askSooner' | 'health'>;
  readonly now: () => number;
  readonly person: () => string;
  readonly withdraw: (threads: readonly string[]) => void;
  /** The engine ends: a run stops where it is and writes nothing more; the next start clears what it left. */
  readonly ending: AbortSignal;
  /** The run is at another step now. */
  readonly moved: () => void;
}

export interface CanaryOrder {
  readonly feed: string;
  /** Value of its label. */
  readonly canary: string;
  readonly isByHand: boolean;
}

type Step<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string; readonly remedy: string };

const LIMIT_MS: Readonly<Record<ProofStep, number>> = { posted: 20_000, seen: 20_000, shown: 15_000, cleared: 15_000 };
const NUDGE_MS = 1_000;
/** The source forgets a canary by itself after so long. */
const LIFE_MS = 3 * 60_000;

function late(step: ProofStep, what: string, remedy: string): Step<never> {
  return { ok: false, why: msg`${what} within ${LIMIT_MS[step] / 1000} s.`, remedy };
}

const ENDING: Step<never> = { ok: false, why: msg`Dogwatch is ending.`, remedy: '' };

/** A step that never ends is over at its limit, or when the engine ends. */
function limited<T>(step: ProofStep, doing: Promise<Step<T>>, ending: AbortSignal, isLate: () => Step<T>): Promise<Step<T>> {
  return new Promise((resolve) => {
    const end = (result: Step<T>): void => {
      clearTimeout(timer);
      ending.removeEventListener('abort', quit);
      resolve(result);
    };
    const quit = (): void => end(ENDING);
    const timer = setTimeout(() => end(isLate()), LIMIT_MS[step]);
    ending.addEventListener('abort', quit, { once: true });
    if (ending.aborted) quit();
    void doing.then(end);
  });
}

function failed({ what, remedy }: FeedFailure): Step<never> {
  return { ok: false, why: what, remedy };
}

export class CanaryRun {
  step: ProofStep = 'posted';
  readonly order: CanaryOrder;
  private readonly deps: CanaryRunDeps;
  private readonly thread: string;
  private seen: (sighting: Sighting) => void = () => undefined;
  private seenAlready: Sighting | null = null;
  private told: (outcome: Step<number>) => void = () => undefined;

  constructor(deps: CanaryRunDeps, order: CanaryOrder) {
    this.deps = deps;
    this.order = order;
    this.thread = `canary:${order.feed}`;
  }

  /** Resolves when everything is over and written down. */
  async run(): Promise<void> {
    const { feed, canary, isByHand } = this.order;
    const startedAt = this.deps.now();
    const until = startedAt + LIFE_MS;
    const posted = await this.post(until);
    if (!posted.ok) return this.fail(posted);
    const postedAt = this.deps.now();
    this.note({ kind: 'canary.posted', data: { feed, canary, ref: posted.value, until } });
    const proof = await this.prove();
    if (this.deps.ending.aborted) return;
    this.move('cleared');
    const cleared = await clearCanary(this.deps, feed, posted.value);
    if (cleared.ok) this.note({ kind: 'canary.cleared', data: { feed, canary } });
    if (!proof.ok) return this.fail(proof, proof.step);
    if (!cleared.ok) return this.fail(cleared);
    const { seenAt, shownMs, withheld } = proof;
    const times = { postedMs: postedAt - startedAt, seenMs: Math.max(0, seenAt - postedAt), shownMs, withheld };
    this.note({ kind: 'canary.proved', data: { feed, canary, ...times, isByHand } });
  }

  /** Canaries that fire at the feed's source. */
  onSeen(sightings: readonly Sighting[]): void {
    const mine = sightings.find(({ labels }) => Object.values(labels).includes(this.order.canary));
    if (!mine) return;
    this.seenAlready = mine;
    this.seen(mine);
  }

  onCommit(events: readonly LogEvent[]): void {
    for (const e of events) {
      if (e.kind === 'page.shown' && e.data.page === this.page) this.told({ ok: true, value: e.at });
      if (e.kind === 'page.failed' && e.data.page === this.page)
        this.told({ ok: false, why: e.data.why, remedy: msg`Is a notification service running? Try a test page in the settings.` });
    }
  }

  private get page(): string {
    return `${this.thread}:${this.order.canary}`;
  }

  private async prove() {
    this.move('seen');
    const seen = await this.comeBack();
    if (!seen.ok) return { ...seen, step: 'seen' as const };
    const seenAt = this.deps.now();
    this.move('shown');
    const withheld = this.whyWithheld(seen.value);
    if (withheld !== null) return { ok: true as const, seenAt, shownMs: null, withheld };
    const shown = await this.show();
    this.deps.withdraw([this.thread]);
    if (!shown.ok) return { ...shown, step: 'shown' as const };
    return { ok: true as const, seenAt, shownMs: Math.max(0, shown.value - seenAt), withheld: null };
  }

  private post(until: number): Promise<Step<string>> {
    const { feed, canary: id } = this.order;
    const args = { id, until, author: `Dogwatch (${this.deps.person()})` };
    const posting = this.deps.runner
      .act(feed, 'canary', args)
      .then((result): Step<string> => (result.ok ? { ok: true, value: result.ref ?? id } : failed(result.failure)));
    return limited('posted', posting, this.deps.ending, () =>
      late('posted', 'The source did not answer', 'Look at the source and the network.'),
    );
  }

  private async comeBack(): Promise<Step<Sighting>> {
    const { runner } = this.deps;
    const { feed } = this.order;
    const nudge = (): void => runner.askSooner(feed, 0);
    const coming = new Promise<Step<Sighting>>((resolve) => {
      this.seen = (value) => resolve({ ok: true, value });
      if (this.seenAlready) this.seen(this.seenAlready);
    });
    const nudging = setInterval(nudge, NUDGE_MS);
    nudge();
    const result = await limited('seen', coming, this.deps.ending, () => this.unseen());
    clearInterval(nudging);
    return result;
  }

  /** A feed that fails says itself what is wrong. */
  private unseen(): Step<never> {
    const health = this.deps.runner.health().find((f) => f.feed === this.order.feed);
    if (health?.failingSince != null || health?.state === 'blind') return { ok: false, why: health.why, remedy: health.remedy };
    return late('seen', 'It did not come back through the feed', 'Look at the filters, the receiver and the tenant of the feed.');
  }

  private whyWithheld({ suppression }: Sighting): string | null {
    const { state, context } = this.deps.desk;
    const { settings, timeZone, now } = context;
    if (suppression) return `the source holds it back (${suppression.by})`;
    if (state.pausedUntil !== null && state.pausedUntil > now) return 'paging is paused';
    return quietAt(settings.paging.quietHours, timeZone, now).isQuiet ? 'quiet hours' : null;
  }

  private show(): Promise<Step<number>> {
    const name = this.deps.desk.context.settings.feeds.find((f) => f.id === this.order.feed)?.name ?? this.order.feed;
    const showing = new Promise<Step<number>>((resolve) => {
      this.told = resolve;
    });
    this.deps.desk.writes.attempt(() =>
      this.deps.desk.transact(() => [
        { kind: 'page.requested', incident: null, actor: 'rules', data: canaryPage(this.page, this.thread, name) },
      ]),
    );
    return limited('shown', showing, this.deps.ending, () =>
      late('shown', 'The desktop did not say that the page was shown', 'Try a test page in the settings.'),
    );
  }

  private move(step: ProofStep): void {
    this.step = step;
    this.deps.moved();
  }

  private fail({ why, remedy }: { readonly why: string; readonly remedy: string }, step: ProofStep = this.step): void {
    const { feed, canary, isByHand } = this.order;
    this.note({ kind: 'canary.failed', data: { feed, canary, step, why: oneLine(why, 500), remedy: oneLine(remedy, 500), isByHand } });
  }

  private note(event: Pick<Draft, 'kind' | 'data'>): void {
    const { desk, person, ending } = this.deps;
    if (ending.aborted) return;
    const actor = this.order.isByHand ? `person:${person()}` : 'rules';
    desk.writes.attempt(() => desk.transact(() => [{ incident: null, actor, ...event } as Draft]));
  }
}

/** Takes a canary off its source. */
export function clearCanary({ runner, ending }: Pick<CanaryRunDeps, 'runner' | 'ending'>, feed: string, ref: string): Promise<Step<true>> {
  const clearing = runner
    .act(feed, 'endCanary', { ref })
    .then((result): Step<true> => (result.ok ? { ok: true, value: true } : failed(result.failure)));
  return limited('cleared', clearing, ending, () =>
    late('cleared', 'The source did not answer', 'The canary ends by itself in a few minutes.'),
  );
}

function canaryPage(page: string, thread: string, name: string): PageRequest {
  return {
    ...{ page, thread, pageKind: 'canary', rule: 'canary', step: 1, urgency: 'low', sound: null },
    title: oneLine(`Dogwatch canary: ${name}`, 80),
    body: 'A test alert came back from its source. This proves that pages are shown; it goes by itself.',
    ...{ incidents: [], count: 0, worst: null, nextAt: null },
    trace: [{ rule: 'canary', verdict: 'page', why: 'a proof of detection shows a page' }],
  };
}
