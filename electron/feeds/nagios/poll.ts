// One poll: hosts and services that are not fine, page by page, and, where some are held back, who holds them.
import type { FeedContext, FeedFailure, PeerHealth, PollResult, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { noRowReadable } from '../http-answer';
import { ask, askPages, type Paged, rowsOf } from './ask';
import type { NagiosConfig } from './config';
import { isSoft, mapAnswers, type NagiosAnswers, pendingKeys } from './map';
import { isRecord } from './row';

export interface Cursor {
  readonly sightings: readonly Sighting[];
  /** Of all that was told last. */
  readonly print: string;
}

/** Nagios answers with an empty list to a user without rights, too. */
const SEES_NOTHING: FeedFailure = {
  kind: 'auth',
  what: msg`Nagios shows this user no host, so it would be told of no problem.`,
  remedy: msg`Make the user a contact, or name it in authorized_for_all_hosts and authorized_for_all_services of cgi.cfg; check the host group.`,
};

function peer(url: string, latencyMs: number | null, failure: FeedFailure | null): readonly PeerHealth[] {
  return [{ url, isOk: failure === null, latencyMs, failure }];
}

/** Where nothing is wrong: would this user be told of anything at all? Null: yes. */
async function whySeesNothing(
  ctx: FeedContext,
  config: NagiosConfig,
  group: Readonly<Record<string, string>>,
): Promise<FeedFailure | null> {
  const counted = await ask(ctx, config, { query: 'hostcount', ...group });
  if (!counted.ok) return counted.failure;
  const counts = isRecord(counted.data.count) ? Object.values(counted.data.count) : [];
  return counts.some((count) => typeof count === 'number' && count > 0) ? null : SEES_NOTHING;
}

function hasHeldBack(pages: readonly { readonly data: unknown }[]): boolean {
  const rows = pages.flatMap(({ data }) => [...(rowsOf(data, 'hostlist') ?? []), ...(rowsOf(data, 'servicelist') ?? [])]);
  return rows.some(([, row]) => isRecord(row) && (row.problem_has_been_acknowledged === true || Boolean(row.scheduled_downtime_depth)));
}

async function askReasons(ctx: FeedContext, config: NagiosConfig): Promise<Pick<NagiosAnswers, 'comments' | 'downtimes'>> {
  const [comments, downtimes] = await Promise.all([
    ask(ctx, config, { query: 'commentlist', details: 'true', entrytypes: 'acknowledgement' }),
    ask(ctx, config, { query: 'downtimelist', details: 'true', ineffect: 'yes' }),
  ]);
  return { ...(comments.ok && { comments: comments.whole }), ...(downtimes.ok && { downtimes: downtimes.whole }) };
}

/** What a restart made Nagios forget until the next check is still what it was. */
function remembered(cursor: Cursor | null, answers: NagiosAnswers): readonly Sighting[] {
  const pending = pendingKeys(answers);
  return (cursor?.sightings ?? []).filter((sighting) => pending.has(sighting.key));
}

/** The page of Nagios about this object, for a person. */
function withLink(url: string, sighting: Sighting): Sighting {
  const { host = '', service } = sighting.labels;
  const about = service === undefined ? 'type=1' : `type=2&service=${encodeURIComponent(service)}`;
  return { ...sighting, link: `${url}/extinfo.cgi?${about}&host=${encodeURIComponent(host)}` };
}

function whyUntrusted(lists: readonly Paged[], rejectedCount: number): string | null {
  if (rejectedCount > 0) return 'a row of the answer could not be read, and a missing alert may be that one';
  return lists.every((list) => list.ok && list.isWhole) ? null : 'Nagios wrote new data while its pages were read';
}

export async function poll(ctx: FeedContext, config: NagiosConfig, cursor: Cursor | null): Promise<PollResult<Cursor>> {
  const failed = (failure: FeedFailure): PollResult<Cursor> => ({ kind: 'failed', failure, peers: peer(config.url, null, failure) });
  const group: Readonly<Record<string, string>> = config.hostGroup === '' ? {} : { hostgroup: config.hostGroup };
  const [hosts, services] = await Promise.all([
    askPages(ctx, config, 'hostlist', { hoststatus: 'down unreachable pending', ...group }),
    askPages(ctx, config, 'servicelist', { servicestatus: 'warning critical unknown pending', ...group }),
  ]);
  if (!hosts.ok) return failed(hosts.failure);
  if (!services.ok) return failed(services.failure);
  const pages = [...hosts.pages, ...services.pages];
  const lists = { hosts: hosts.pages.map((page) => page.whole), services: services.pages.map((page) => page.whole) };
  const answers: NagiosAnswers = hasHeldBack(pages) ? { ...lists, ...(await askReasons(ctx, config)) } : lists;
  const { sightings: mapped, rejected } = mapAnswers(answers);
  if (mapped.length === 0) {
    if (rejected.length > 0) return failed(noRowReadable(rejected, null));
    const why = await whySeesNothing(ctx, config, group);
    if (why) return failed(why);
  }
  const wanted = config.hasSoftStates ? mapped : mapped.filter((sighting) => !isSoft(sighting));
  const sightings = [...wanted.map((sighting) => withLink(config.url, sighting)), ...remembered(cursor, answers)];
  const why = whyUntrusted([hosts, services], rejected.length);
  const print = ctx.digest(new TextEncoder().encode(JSON.stringify([sightings, rejected, why])));
  const peers = peer(config.url, Math.max(...pages.map((page) => page.latencyMs)), null);
  if (cursor?.print === print) return { kind: 'unchanged', cursor, peers };
  return {
    kind: 'snapshot',
    cursor: { sightings, print },
    ...{ sightings, rejected, peers },
    absence: why === null ? { isTrusted: true } : { isTrusted: false, why },
  };
}
