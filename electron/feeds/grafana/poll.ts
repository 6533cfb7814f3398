// One poll: the Alertmanager's list, and the states of the rules where they are wanted, or where an alert is gone: Grafana's own Alertmanager
// forgets everything when it restarts, and the rules know better what still fires.
import type { Labels } from '../../../shared/domain/alert';
import type { FeedContext, PeerHealth, PollResult, Rejected, Sighting } from '../../../shared/feed';
import { compileMatchers, parseMatcher } from '../../../shared/rules/matchers';
import type { Cursor as AlertmanagerCursor } from '../alertmanager/memory';
import { poll as pollAlertmanager } from '../alertmanager/poll';
import { reused } from '../reuse';
import { type AskedRules, askRules, ofGrafana, rulesUrl, withOrg } from './ask';
import type { GrafanaConfig } from './config';
import { dressed } from './dress';
import { statesOf, stillFiring } from './rules';

export interface Cursor {
  readonly am: AlertmanagerCursor;
  /** Gone from the list though their rules still fire; as the Alertmanager told them. */
  readonly held: readonly Sighting[];
  /** The states of rules that were told last. */
  readonly states: readonly Sighting[];
  readonly sightings: readonly Sighting[];
  /** Rows of the Alertmanager's list, and of the rules. */
  readonly rejected: readonly Rejected[];
  readonly rejectedRules: readonly Rejected[];
  /** Why what the list lacks may still fire; null: it does not. */
  readonly listWhy: string | null;
  /** The same of list and rules together. */
  readonly why: string | null;
}

const NO_STATES = 'the states of rules are not known, and a missing one may still be there';
const BAD_RULE = 'a rule could not be read, and a missing alert may be one of it';

/** What was there and is not listed any more. */
function lostOf(cursor: Cursor | null, am: AlertmanagerCursor): readonly Sighting[] {
  if (!cursor) return [];
  const before = [...cursor.am.merged.values(), ...cursor.held];
  return before.filter(({ key }) => !am.merged.has(key));
}

/** Unknown is not gone: while the rules can not be asked, what is lost is kept. Where they may not be seen, the list is believed. */
function heldOf(asked: AskedRules | null, lost: readonly Sighting[]): readonly Sighting[] {
  if (!asked) return [];
  if (asked.ok) return stillFiring(asked.rules, lost);
  return asked.isRefused ? [] : lost;
}

/** What the Alertmanager may understand and we do not, narrows nothing: better too much than unseen. */
function filterOf({ alertmanager }: GrafanaConfig): (labels: Labels) => boolean {
  const compiled = compileMatchers(alertmanager.filters.flatMap((text) => parseMatcher(text) ?? []));
  return compiled.ok ? compiled.test : () => true;
}

function ruleHealth(config: GrafanaConfig, asked: AskedRules | null): readonly PeerHealth[] {
  if (!asked || !(config.hasPending || config.hasUnknown)) return [];
  const url = rulesUrl(config);
  if (asked.ok) return [{ url, isOk: true, latencyMs: asked.latencyMs, failure: null }];
  return [{ url, isOk: false, latencyMs: null, failure: asked.failure }];
}

export async function poll(ctx: FeedContext, config: GrafanaConfig, cursor: Cursor | null): Promise<PollResult<Cursor>> {
  const polled = await pollAlertmanager(withOrg(ctx, config), config.alertmanager, cursor?.am ?? null);
  if (polled.kind === 'failed') return { ...polled, failure: ofGrafana(polled.failure) };
  const { cursor: am } = polled;
  const lost = lostOf(cursor, am);
  const wantsStates = config.hasPending || config.hasUnknown;
  const asked = wantsStates || (config.isOwn && lost.length > 0) ? await askRules(ctx, config) : null;
  const peers = [...polled.peers, ...ruleHealth(config, asked)];
  if (polled.kind === 'unchanged' && !asked && cursor) return { kind: 'unchanged', cursor: { ...cursor, am }, peers };

  const held = heldOf(asked, lost);
  const listed = [...am.merged.values(), ...held];
  const told = wantsStates && asked?.ok ? statesOf(asked.rules, { ...config, isOurs: filterOf(config) }, listed, config.url) : null;
  const states = told?.sightings ?? (wantsStates ? (cursor?.states ?? []) : []);
  const all = [...(config.isOwn ? listed.map((sighting) => dressed(sighting, config.url)) : listed), ...states];
  const listWhy = polled.kind === 'unchanged' ? (cursor?.listWhy ?? null) : polled.absence.isTrusted ? null : polled.absence.why;
  const rejected = polled.kind === 'snapshot' ? polled.rejected : (cursor?.rejected ?? []);
  const rejectedRules = told?.rejected ?? cursor?.rejectedRules ?? [];
  const unsure = wantsStates && !told && !cursor ? NO_STATES : rejectedRules.length > 0 ? BAD_RULE : null;
  return settled(cursor, { am, held, states, sightings: all, rejected, rejectedRules, listWhy, why: listWhy ?? unsure }, peers);
}

/** The answer with the objects of the last one where they say the same. */
function settled(cursor: Cursor | null, now: Cursor, peers: readonly PeerHealth[]): PollResult<Cursor> {
  const news = cursor ? reused(now.sightings, cursor.sightings) : now.sightings;
  const next = { ...now, sightings: news ?? cursor?.sightings ?? now.sightings };
  const rejected = [...now.rejected, ...now.rejectedRules];
  const isSame = cursor !== null && news === null && cursor.why === now.why;
  if (isSame && cursor.rejected.length + cursor.rejectedRules.length === rejected.length) return { kind: 'unchanged', cursor: next, peers };
  const absence = now.why === null ? ({ isTrusted: true } as const) : ({ isTrusted: false, why: now.why } as const);
  return { kind: 'snapshot', cursor: next, sightings: next.sightings, rejected, absence, peers };
}
