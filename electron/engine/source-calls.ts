// A person acts at the source of an incident's alerts. Each object is an act of its own in the outbox: offline it waits for its feed, and
// when the incident was reopened meanwhile a person is asked.
import type { SourceOutcome, SourceTarget, SourceValues, sourceCalls } from '../../shared/contract/source';
import { MOST_TARGETS } from '../../shared/contract/source';
import type { ActRecord } from '../../shared/domain/act';
import type { Alert } from '../../shared/domain/alert';
import { alertId } from '../../shared/domain/alert';
import type { Incident } from '../../shared/domain/incident';
import type { SourceAct } from '../../shared/domain/source-act';
import { HAS_END, SOURCE_ACTS } from '../../shared/domain/source-act';
import { lifeOf } from '../../shared/log/decide/acts';
import type { ActContent } from '../../shared/log/kinds/acts';
import { done, type Handlers, refuse } from './gate';
import type { SilenceCallDeps } from './silence-calls';

export interface SourceCallDeps extends SilenceCallDeps {
  readonly feedName: (feed: string) => string;
}

type Asked = Parameters<Handlers['act-at-source']>[0];
type Wanted = Parameters<Handlers['source-targets']>[0]['only'];

function capable({ runner }: SourceCallDeps, feed: string): readonly SourceAct[] {
  return SOURCE_ACTS.filter((act) => runner.can(feed, act));
}

/** Firing alerts first; those of feeds that can do nothing are left out. */
function targetsOf(deps: SourceCallDeps, { alerts, row }: Incident, only: Wanted): SourceValues['source-targets'] {
  const feeds = row.feeds.map((feed) => ({ feed, can: capable(deps, feed) })).filter(({ can }) => can.length > 0);
  const one = only && alerts.get(alertId(only.feed, only.key));
  const wanted = only ? (one ? [one] : []) : [...alerts.values()];
  const able = new Set(feeds.map(({ feed }) => feed));
  const all = wanted.filter(({ feed }) => able.has(feed));
  const sorted = all.sort((a, b) => Number(b.isFiring) - Number(a.isFiring) || a.key.localeCompare(b.key));
  const targets = sorted.slice(0, MOST_TARGETS).map(
    ({ feed, key, name, labels, isFiring }): SourceTarget => ({
      ...{ feed, feedName: deps.feedName(feed), key, isFiring, can: capable(deps, feed) },
      name: labels.host === undefined ? name : `${labels.host} · ${name}`,
    }),
  );
  return { targets, left: all.length - targets.length, feeds };
}

function contentOf(alert: Alert, asked: Asked, now: number): ActContent {
  const { feed, key, startsAt, labels } = alert;
  const times = HAS_END.has(asked.does) ? { startsAt: asked.startsAt ?? now, endsAt: asked.endsAt ?? 0 } : null;
  return { what: 'at-source', feed, does: asked.does, target: { key, startsAt, labels }, comment: asked.comment.trim(), times };
}

function outcomeOf({ feed, key }: Alert, act: ActRecord): SourceOutcome {
  const { reason: why, remedy } = act;
  if (act.state === 'sent') return { feed, key, state: 'confirmed', why: '', remedy: '' };
  return { feed, key, state: act.state === 'queued' || act.state === 'sending' ? 'waits' : 'failed', why, remedy };
}

async function actOn(deps: SourceCallDeps, { row }: Incident, alert: Alert, asked: Asked): Promise<SourceOutcome> {
  const { desk, outbox, now, newId } = deps;
  const [by, act, content] = [deps.person(), newId(), contentOf(alert, asked, now())];
  const precondition = { needs: 'same-run' as const, run: row.paging.run };
  const rest = { key: act, why: asked.comment.trim(), rule: null, by, expiresAt: now() + lifeOf(content, now()), isAwaiting: false };
  const first = outbox.firstWord(act);
  desk.transact(() => [{ kind: 'act.requested', incident: row.id, actor: `person:${by}`, data: { act, content, precondition, ...rest } }]);
  return outcomeOf(alert, await first);
}

export function sourceHandlers(deps: SourceCallDeps): Pick<Handlers, keyof typeof sourceCalls> {
  const { desk, now } = deps;
  return {
    'source-targets': ({ incident, only }) => {
      const found = desk.state.incidents.get(incident);
      return found ? done(targetsOf(deps, found, only)) : refuse('The incident is closed; there is nothing to do at its source from here.');
    },
    'act-at-source': async (asked) => {
      const found = desk.state.incidents.get(asked.incident);
      if (!found) return refuse('The incident is closed; there is nothing to do at its source from here.');
      if (HAS_END.has(asked.does) && (asked.endsAt ?? 0) <= now()) return refuse('It would be over already.', 'Choose a later end.');
      const alerts = asked.targets.map(({ feed, key }) => found.alerts.get(alertId(feed, key))).filter((alert) => alert !== undefined);
      if (alerts.length < asked.targets.length)
        return refuse('An object is not among the alerts of the incident any more.', 'Choose again.');
      const unable = alerts.find(({ feed }) => !deps.runner.can(feed, asked.does));
      if (unable) return refuse(`The feed ${deps.feedName(unable.feed)} cannot do this.`);
      return done({ outcomes: await Promise.all(alerts.map((alert) => actOn(deps, found, alert, asked))) });
    },
  };
}
