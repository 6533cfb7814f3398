// Takes one snapshot: a page by GET, or a query's curve, by the HTTP client of the feeds with the login of the feed that is named.
// Never throws; what goes wrong is told in the recording.
import type { RecordedBody, Recording } from '../../shared/domain/recording';
import type { FeedFailure, HttpAnswer } from '../../shared/feed';
import { cutBytes } from '../../shared/rules/recorder';
import { requestOf } from '../../shared/rules/run-http';
import { fillQuery, MOST_SERIES, seriesOf, seriesText } from '../../shared/rules/run-promql';
import type { SnapshotSettings } from '../../shared/settings/recorder';
import { msg } from '../../shared/words/words';
import { connectionOf } from '../feeds/connection';
import { createHttpClient } from '../feeds/http';
import { createRedactor } from '../feeds/redact';

type Values = ReadonlyMap<string, string>;
type Outcome = Pick<Recording, 'state' | 'status' | 'bytes' | 'isCut' | 'why' | 'remedy'>;
type Query = Extract<SnapshotSettings, { kind: 'promql' }>;

export interface Taken {
  readonly outcome: Outcome;
  readonly body: RecordedBody | null;
}

/** The feed that a snapshot names: its config with the secrets in it, and which of its texts are secrets. */
export interface SnapshotFeed {
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly secrets: readonly string[];
}

export interface SnapshotDeps {
  /** Undefined: there is no such feed. */
  readonly feedOf: (id: string) => SnapshotFeed | undefined;
  readonly now: () => number;
  readonly timeoutMs: () => number;
}

const POINTS = 240;
const LEAST_STEP_SECONDS = 15;
const MAX_MEGABYTES = 20;

export function failedTaking(why: string, remedy: string, status: number | null = null): Taken {
  return { outcome: { state: 'failed', status, bytes: 0, isCut: false, why, remedy }, body: null };
}

/** `values` fill placeholders in double braces. */
export async function takeSnapshot(deps: SnapshotDeps, snapshot: SnapshotSettings, values: Values, signal: AbortSignal): Promise<Taken> {
  const feed = snapshot.feed === '' ? null : deps.feedOf(snapshot.feed);
  if (feed === undefined) return failedTaking(`There is no feed “${snapshot.feed}”.`, 'Name another feed in the settings of the recorder.');
  const made = snapshot.kind === 'http' ? pageUrl(snapshot.url, values, feed) : queryUrl(snapshot, values, feed, deps.now());
  if (!made.ok) return failedTaking(made.why, made.remedy);
  const redact = feed ? redactorOf(feed) : (text: string) => text;
  try {
    const got = await get(feed, made, deps.timeoutMs(), signal);
    if (!got.ok) return failedTaking(redact(got.failure.what), redact(got.failure.remedy));
    return snapshot.kind === 'http' ? pageTaken(got.answer, redact) : curveTaken(got.answer, redact);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return failedTaking(`It could not be asked: ${redact(words).slice(0, 300)}`, 'Check the connection settings of its feed.');
  }
}

interface Asked {
  readonly ok: true;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}
type Made = Asked | Refused;
interface Refused {
  readonly ok: false;
  readonly why: string;
  readonly remedy: string;
}

/** A login goes to the feed's own server and nowhere else. */
function pageUrl(address: string, values: Values, feed: SnapshotFeed | null): Made {
  const read = requestOf(`GET ${address}`, values);
  const problem = read.problems[0];
  if (!read.ok || problem) return { ok: false, why: problem ?? msg`This is no address.`, remedy: msg`Change the address of the snapshot.` };
  const { url } = read.request;
  if (!URL.canParse(url)) return { ok: false, why: msg`This is no address.`, remedy: msg`Change the address of the snapshot.` };
  if (feed && !urlsOf(feed).some((own) => URL.canParse(own) && new URL(own).origin === new URL(url).origin))
    return {
      ok: false,
      why: msg`${new URL(url).origin} is not the server of the feed ${feed.name}, so its login is not sent there.`,
      remedy: msg`Name no feed, or one of that server.`,
    };
  return { ok: true, url, headers: {} };
}

function queryUrl({ query, minutes }: Query, values: Values, feed: SnapshotFeed | null, now: number): Made {
  const server = feed && urlsOf(feed)[0];
  if (!server) return { ok: false, why: msg`The feed has no address to ask.`, remedy: msg`Name a Prometheus feed.` };
  const { text, problems } = fillQuery(query, values);
  if (problems[0]) return { ok: false, why: problems[0], remedy: msg`Change the query of the snapshot.` };
  const step = Math.max(LEAST_STEP_SECONDS, Math.ceil((minutes * 60) / POINTS));
  const range = { start: String(now / 1000 - minutes * 60), end: String(now / 1000), step: String(step) };
  const tenant = feed.config.tenant;
  return {
    ok: true,
    url: `${server.replace(/\/+$/, '')}/api/v1/query_range?${new URLSearchParams({ query: text, ...range })}`,
    headers: typeof tenant === 'string' && tenant !== '' ? { 'x-scope-orgid': tenant } : {},
  };
}

function urlsOf({ config }: SnapshotFeed): readonly string[] {
  const list = Array.isArray(config.urls) ? config.urls : [config.url];
  return list.filter((one) => typeof one === 'string');
}

function redactorOf({ config, secrets }: SnapshotFeed): (text: string) => string {
  const users = [config.username, config.proxyUsername].filter((one) => typeof one === 'string');
  return createRedactor(secrets, users);
}

type Got = { readonly ok: true; readonly answer: HttpAnswer } | { readonly ok: false; readonly failure: FeedFailure };

async function get(feed: SnapshotFeed | null, { url, headers }: Asked, timeoutMs: number, signal: AbortSignal): Promise<Got> {
  const connection = connectionOf({ ...feed?.config, maxMegabytes: MAX_MEGABYTES });
  const client = createHttpClient(connection);
  try {
    return await client.request({ url, headers, timeoutMs, keepsRedirects: true }, signal);
  } finally {
    await client.close();
  }
}

function pageTaken({ bytes, status }: HttpAnswer, redact: (text: string) => string): Taken {
  const { kept, isCut } = cutBytes(bytes);
  const body = { text: redact(Buffer.from(kept).toString('utf8')), series: null };
  const isOk = status < 400;
  const why = isOk ? '' : msg`The server answered with status ${status}; its words are kept.`;
  return { outcome: { state: isOk ? 'kept' : 'failed', status, bytes: bytes.length, isCut, why, remedy: '' }, body };
}

function curveTaken({ bytes, status }: HttpAnswer, redact: (text: string) => string): Taken {
  const read = seriesOf(parsed(bytes));
  if (!read.ok) return failedTaking(redact(read.why), 'Check the query, and that the feed is a Prometheus.', status);
  const isCut = read.total > MOST_SERIES;
  const why = isCut ? msg`The first ${MOST_SERIES} of ${read.total} series are kept.` : '';
  const series = read.series.map(({ name, points }) => ({ name: redact(name), points }));
  const text = series.length === 0 ? 'No series: nothing was measured then, or no name and label fits.' : seriesText(series, read.total);
  const body = { text: redact(text), series };
  return { outcome: { state: 'kept', status, bytes: bytes.length, isCut, why, remedy: '' }, body };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
}
