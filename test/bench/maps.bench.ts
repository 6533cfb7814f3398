// What mapping an answer costs, for every kind and every shipped preset: `map` over 10,000 conditions against JSON.parse of the very
// same payload, in turns within one process. Payloads are the kinds' fixtures, whose rows are repeated with keys of their own.
import { readFileSync } from 'node:fs';
import { parseDocument } from 'htmlparser2';
import { type AnyFeed, loadKinds } from '../../electron/feeds/registry';
import { median } from './measure/quantile';
import { type BenchRow, rowOf, timesBaseline } from './row';

const CONDITIONS = 10_000;
const ROUNDS = 30;
const QUICK_ROUNDS = 7;

type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
const firing = (kind: string): unknown => JSON.parse(readFileSync(new URL(`../fixtures/${kind}/firing.json`, import.meta.url), 'utf8'));

/** Where the rows of a kind's fixture are; kinds that are not here have them at the top. */
const ROWS: Readonly<Record<string, readonly string[]>> = {
  argocd: ['pages.0.items'],
  checkmk: ['pages.0.value'],
  datadog: ['pages.0.groups'],
  'github-actions': ['pages.0.workflow_runs'],
  'gitlab-pipelines': ['pages.0'],
  grafana: ['alerts'],
  healthchecks: ['pages.0.checks'],
  'http-json': ['pages.0.incidents'],
  icinga: ['services.results'],
  loki: ['rules'],
  nagios: ['services.0.data.servicelist'],
  'new-relic': ['pages.0.data.actor.account.aiIssues.issues.issues'],
  opsgenie: ['alerts'],
  pagerduty: ['incidents'],
  prometheus: ['rules'],
  rss: ['pages.0.items'],
  sentry: ['pages.0'],
  statuspage: ['pages.0.incidents'],
  'uptime-kuma': ['pages.0.publicGroupList.0.monitorList', 'beside.beats.heartbeatList'],
  zabbix: ['problems.result', 'triggers.result'],
};
/** Kinds whose rules have many rows each: where those of the first one are, and how often they are repeated. */
const ROWS_OF_A_RULE: Readonly<Record<string, readonly [path: string, copies: number]>> = {
  loki: ['rules.0.answer.data.result', 100],
  prometheus: ['rules.0.answer.data.result', 100],
};
/** Fields by which rows are told apart, in any of the fixtures. */
const IDENTITY =
  /^(id|key|uid|uuid|unique_key|slug|eventid|objectid|triggerid|fingerprint|issueId|name|app|instance|service|group|description|workflow_id|ref|incident_key|alias|target|ping_url|rule)$/;

/** A copy of a row of which every field that may name it is another one. */
function another(row: unknown, n: number, isName = false): unknown {
  if (Array.isArray(row)) return row.map((one) => another(one, n));
  if (isTree(row)) return Object.fromEntries(Object.entries(row).map(([name, inner]) => [name, another(inner, n, IDENTITY.test(name))]));
  if (!isName) return row;
  return typeof row === 'number' || typeof row === 'string' ? renamed(row, n) : row;
}

/** Numbers stay numbers, also those that are written as text. */
function renamed<T extends string | number>(name: T, n: number): string | number {
  if (n === 0) return name;
  if (typeof name === 'number') return name * 100_000 + n;
  return /^\d{1,9}$/.test(name) ? String(Number(name) * 100_000 + n) : `${name}-${n}`;
}

/** Rows in a list, or by their names; copies of named ones get names of their own. */
function repeated(rows: unknown, copies: number): unknown {
  const all = Array.from({ length: copies }, (_, n) => n);
  if (Array.isArray(rows)) return all.flatMap((n) => rows.map((row) => another(row, n)));
  const named = Object.entries(rows as Tree);
  return Object.fromEntries(all.flatMap((n) => named.map(([name, row]) => [renamed(name, n), another(row, n)])));
}

function changed(tree: unknown, [name, ...rest]: readonly string[], change: (rows: unknown) => unknown): unknown {
  if (name === undefined) return change(tree);
  if (Array.isArray(tree)) return tree.map((one, at) => (String(at) === name ? changed(one, rest, change) : one));
  return { ...(tree as Tree), [name]: changed((tree as Tree)[name], rest, change) };
}

/** An answer of which `map` makes about 10,000 sightings. */
function payloadOf({ manifest: { kind }, map }: AnyFeed): string {
  const partsOf = (path: string) => path.split('.').filter((part) => part !== '');
  const [place, times] = ROWS_OF_A_RULE[kind] ?? ['', 0];
  const raw = times === 0 ? firing(kind) : changed(firing(kind), partsOf(place), (rows) => repeated(rows, times));
  const paths = (ROWS[kind] ?? ['']).map(partsOf);
  const made = (copies: number) => paths.reduce((tree, path) => changed(tree, path, (rows) => repeated(rows, copies)), raw);
  const count = (copies: number) => map(made(copies) as never).sightings.length;
  const perCopy = (count(11) - count(1)) / 10;
  return JSON.stringify(made(Math.ceil(CONDITIONS / Math.max(1, perCopy))));
}

const escaped = (value: unknown): string => String(value ?? '').replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The items of pages as the Atom that they came from. */
function atomOf({ pages }: { readonly pages: readonly { readonly items: readonly Tree[] }[] }): string {
  const entry = ({ id, title, link, text, published, updated }: Tree) =>
    `<entry><id>${escaped(id)}</id><title>${escaped(title)}</title><link href="${escaped(link)}"/><published>${escaped(published)}</published><updated>${escaped(updated)}</updated><content>${escaped(text)}</content></entry>`;
  const entries = pages.flatMap(({ items }) => items.map(entry));
  return `<feed xmlns="http://www.w3.org/2005/Atom">${entries.join('')}</feed>`;
}

/** Kinds whose source does not answer in JSON: what it sends, and its plain parsing by the library that the kind uses. */
const FORMATS: Readonly<
  Record<string, { readonly name: string; readonly write: (raw: never) => string; readonly parse: (text: string) => unknown }>
> = {
  rss: { name: 'plain XML', write: atomOf as never, parse: (text) => parseDocument(text, { xmlMode: true }) },
};

const timed = (work: () => unknown): number => {
  const from = performance.now();
  work();
  return performance.now() - from;
};

function rowFor(feed: AnyFeed, rounds: number): BenchRow {
  const map = feed.map as (raw: unknown) => { readonly sightings: readonly unknown[]; readonly rejected: readonly unknown[] };
  const text = payloadOf(feed);
  const parsing: number[] = [];
  const mapping: number[] = [];
  let told = '';
  for (let round = 0; round < rounds; round++) {
    let raw: unknown;
    parsing.push(
      timed(() => {
        raw = JSON.parse(text);
      }),
    );
    mapping.push(
      timed(() => {
        const { sightings, rejected } = map(raw);
        told = `${sightings.length.toLocaleString('en')} sightings of ${(text.length / 1e6).toFixed(1)} MB, ${rejected.length} refused`;
      }),
    );
  }
  const format = FORMATS[feed.manifest.kind];
  const sent = format?.write(JSON.parse(text) as never) ?? '';
  const plain = format ? median(Array.from({ length: rounds }, () => timed(() => format.parse(sent)))) : median(parsing);
  const json = format
    ? `; baseline ${format.name}, JSON.parse ${median(parsing).toFixed(1)} ms, ${(median(mapping) / median(parsing)).toFixed(1)} x`
    : '';
  return rowOf({
    what: `map of ${feed.manifest.kind}, ${CONDITIONS.toLocaleString('en')} conditions`,
    measured: median(mapping),
    unit: 'ms',
    baseline: plain,
    reach: [timesBaseline(2)],
    note: `${told}; first round ${mapping[0]?.toFixed(0)} ms${json}`,
  });
}

export async function benchMaps(isQuick: boolean): Promise<BenchRow[]> {
  const kinds = await loadKinds();
  return kinds.map((feed) => rowFor(feed, isQuick ? QUICK_ROUNDS : ROUNDS));
}
