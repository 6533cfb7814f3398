// Calls about silences at the sources: what one would hide, making it, ending it, listing them.
import type { SilencePreview } from '../../shared/contract';
import { firingCount } from '../../shared/domain/alert';
import type { ActionResult, Matcher } from '../../shared/feed';
import type { Draft, EventData } from '../../shared/log/event';
import { compileMatchers, spellMatcher } from '../../shared/rules/matchers';
import type { FeedRunner } from '../feeds/runner';
import type { Desk } from './desk';
import { done, type Handlers, refuse } from './gate';
import { failureOf } from './write-result';

export interface SilenceCallDeps {
  readonly desk: Desk;
  readonly runner: Pick<FeedRunner, 'act' | 'can' | 'pollNow' | 'listSilences'>;
  readonly person: () => string;
  readonly now: () => number;
  readonly newId: () => string;
}

const SAMPLE = 8;

export function silenceCalls(
  deps: SilenceCallDeps,
): Pick<Handlers, 'preview-silence' | 'create-silence' | 'expire-silence' | 'list-silences'> {
  const { runner } = deps;
  return {
    'preview-silence': ({ feed, matchers }) => {
      const compiled = compileMatchers(matchers);
      return compiled.ok ? done(preview(deps.desk, feed, compiled.test)) : refuse(compiled.why, 'Mend the expression.');
    },
    'create-silence': async ({ feed, matchers, minutes, comment, incident }) => {
      if (!runner.can(feed, 'silence')) return refuse(`The feed ${feed} cannot take silences.`);
      const compiled = compileMatchers(matchers);
      if (!compiled.ok) return refuse(compiled.why, 'Mend the expression.');
      const result = await writeSilence(deps, { feed, matchers, comment, ms: minutes * 60_000, incident, retryOf: null });
      if (!result.ok) return refuse(result.failure.what, result.failure.remedy, 'failed');
      return done({ id: result.ref ?? '', isConfirmed: result.isConfirmed });
    },
    'expire-silence': async ({ feed, id }) => {
      if (!runner.can(feed, 'unsilence')) return refuse(`The feed ${feed} cannot end silences.`);
      const none = { until: null, incident: null, retryOf: null, silence: null };
      const request = { ...none, action: 'unsilence', feed, ref: id, why: `ended by ${deps.person()}` } as const;
      const result = await written(deps, request, () => runner.act(feed, 'unsilence', { ref: id }));
      if (!result.ok) return refuse(result.failure.what, result.failure.remedy, 'failed');
      runner.pollNow(feed);
      return done({ isConfirmed: result.isConfirmed });
    },
    'list-silences': async ({ feed }) => {
      const result = await runner.listSilences(feed);
      return result.ok ? done({ silences: result.silences }) : refuse(result.failure.what, result.failure.remedy, 'failed');
    },
  };
}

export interface SilenceWish {
  readonly feed: string;
  readonly matchers: readonly Matcher[];
  readonly comment: string;
  /** How long from now on. */
  readonly ms: number;
  readonly incident: string | null;
  /** The failed write that this one is for; null for a new one. */
  readonly retryOf: string | null;
}

/** Makes a silence at its source, with its events; the source is asked at once what it hides now. */
export async function writeSilence(deps: SilenceCallDeps, wish: SilenceWish): Promise<ActionResult> {
  const { feed, matchers, comment, incident, retryOf } = wish;
  const startsAt = deps.now();
  const endsAt = startsAt + wish.ms;
  const why = wordsOf(matchers, comment);
  const request = { action: 'silence', feed, ref: null, until: endsAt, why, incident, retryOf, silence: { matchers, comment } } as const;
  const result = await written(deps, request, () =>
    deps.runner.act(feed, 'silence', { matchers, startsAt, endsAt, author: deps.person(), comment }),
  );
  if (result.ok) deps.runner.pollNow(feed);
  return result;
}

type WriteRequest = Omit<EventData['write.requested'], 'write'> & { readonly incident: string | null };

/** Wraps a write in its events: asked for, then confirmed or failed with the server's words. */
async function written(deps: SilenceCallDeps, request: WriteRequest, act: () => Promise<ActionResult>): Promise<ActionResult> {
  const write = deps.newId();
  const { incident, ...data } = request;
  const actor = `person:${deps.person()}`;
  const note = (event: Pick<Draft, 'kind' | 'data'>): void => {
    deps.desk.transact(() => [{ incident, actor, ...event } as Draft]);
  };
  note({ kind: 'write.requested', data: { write, ...data } });
  const result = await act();
  const failure = failureOf(result);
  if (failure) note({ kind: 'write.failed', data: { write, why: failure.what, remedy: failure.remedy, willRetry: false } });
  else if (result.ok) note({ kind: 'write.confirmed', data: { write, ref: result.ref, until: request.until } });
  return result;
}

function wordsOf(matchers: readonly Matcher[], comment: string): string {
  return `${matchers.map(spellMatcher).join(', ')}: ${comment}`;
}

/** Which firing alerts of the feed the matchers hide now. */
function preview(desk: Desk, feed: string, test: (labels: Readonly<Record<string, string>>) => boolean): SilencePreview {
  let hiddenNow = 0;
  const incidents: { id: string; number: number; title: string; alerts: number }[] = [];
  const sample: { name: string; labels: Readonly<Record<string, string>> }[] = [];
  for (const { row, alerts } of desk.state.incidents.values()) {
    if (firingCount(row.tally) === 0) continue;
    let count = 0;
    for (const a of alerts.values()) {
      if (a.feed !== feed || !a.isFiring || !test(a.labels)) continue;
      count += 1;
      if (sample.length < SAMPLE) sample.push({ name: a.name, labels: a.labels });
    }
    if (count > 0) incidents.push({ id: row.id, number: row.number, title: row.title, alerts: count });
    hiddenNow += count;
  }
  return { feed, hiddenNow, incidents: incidents.sort((a, b) => b.alerts - a.alerts).slice(0, 100), sample };
}
