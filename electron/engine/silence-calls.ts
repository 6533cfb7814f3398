// Calls about silences at the sources: what one would hide, making it, ending it, listing them.
import type { SilencePreview } from '../../shared/contract';
import type { ActRecord } from '../../shared/domain/act';
import { firingCount } from '../../shared/domain/alert';
import type { Matcher } from '../../shared/feed';
import { dropAct, lifeOf } from '../../shared/log/decide/acts';
import { isOver } from '../../shared/log/decide/commands';
import type { ActContent } from '../../shared/log/kinds/acts';
import { compileMatchers, spellMatcher } from '../../shared/rules/matchers';
import type { FeedRunner } from '../feeds/runner';
import type { Desk } from './desk';
import { done, type Handlers, refuse } from './gate';
import type { Outbox } from './outbox';

export interface SilenceCallDeps {
  readonly desk: Desk;
  readonly runner: FeedRunner;
  readonly outbox: Outbox;
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
      if (incident !== null) deps.desk.admit([incident]);
      const row = incident === null ? undefined : deps.desk.state.incidents.get(incident)?.row;
      const needs = row && !isOver(row) ? 'unresolved' : 'nothing';
      const content = { what: 'silence', feed, matchers, minutes, comment } as const;
      const act = await sentAtOnce(deps, { content, incident, needs, why: wordsOf(matchers, comment) });
      if (act.state === 'failed') return refuse(act.reason, act.remedy, 'failed');
      if (act.state === 'sent') return done({ id: act.ref ?? '', isConfirmed: true });
      return done({ id: '', isConfirmed: false, waitsFor: act.reason });
    },
    'expire-silence': async ({ feed, id }) => {
      if (!runner.can(feed, 'unsilence')) return refuse(`The feed ${feed} cannot end silences.`);
      const content = { what: 'unsilence', feed, ref: id } as const;
      const act = await sentAtOnce(deps, { content, incident: null, needs: 'nothing', why: `ended by ${deps.person()}` });
      if (act.state === 'failed') return refuse(act.reason, act.remedy, 'failed');
      return done(act.state === 'sent' ? { isConfirmed: true } : { isConfirmed: false, waitsFor: act.reason });
    },
    'list-silences': async ({ feed }) => {
      const result = await runner.listSilences(feed);
      return result.ok ? done({ silences: result.silences }) : refuse(result.failure.what, result.failure.remedy, 'failed');
    },
  };
}

interface SilenceRequest {
  readonly content: Exclude<ActContent, { what: 'message' }>;
  readonly incident: string | null;
  readonly needs: 'nothing' | 'unresolved';
  readonly why: string;
}

/** Puts it in the outbox and waits for the end of the first attempt. What is refused at once is told here and does not stay there. */
async function sentAtOnce(deps: SilenceCallDeps, { content, incident, needs, why }: SilenceRequest): Promise<ActRecord> {
  const { desk, outbox, newId, now } = deps;
  const by = deps.person();
  const act = newId();
  const data = {
    act,
    content,
    precondition: { needs },
    key: act,
    why,
    rule: null,
    by,
    expiresAt: now() + lifeOf(content),
    isAwaiting: false,
  };
  desk.transact(() => [{ kind: 'act.requested', incident, actor: `person:${by}`, data }]);
  const first = await outbox.firstWord(act);
  if (first.state !== 'failed') return first;
  const drop = dropAct(first, 'refused at once', by);
  if ('draft' in drop) desk.transact(() => [drop.draft]);
  return first;
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
