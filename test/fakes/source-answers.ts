// How the source of each kind answers the requests of a poll, made from the kind's fixture `firing.json`: the good answer that a bad one
// is made from. A kind without an entry gives its whole fixture to every request.
import { readFileSync } from 'node:fs';

export interface SourceRequest {
  /** Path and query. */
  readonly path: string;
  readonly body: string;
}

/** The text that the source says; null: it knows no such address. */
export type Source = (request: SourceRequest) => string | null;

type Fixture = Readonly<Record<string, unknown>>;
type SourceOf = (firing: Fixture) => (request: SourceRequest) => unknown;

const read = (kind: string, name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../fixtures/${kind}/${name}`, import.meta.url), 'utf8'));

const EMPTY_VECTOR = { status: 'success', data: { resultType: 'matrix', result: [] } };

function feedOfItems(pages: readonly { title: string; items: readonly Record<string, string>[] }[]): string {
  const at = new Date(Date.now() - 600_000).toISOString();
  const tag = (name: string, text = '') => `<${name}>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</${name}>`;
  const entries = (pages[0]?.items ?? []).map(
    ({ id, title, text }) => `<entry>${tag('id', id)}${tag('title', title)}${tag('content', text)}${tag('published', at)}</entry>`,
  );
  return `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">${tag('title', pages[0]?.title)}${entries.join('')}</feed>`;
}

const SOURCES: Readonly<Record<string, SourceOf>> = {
  alertmanager:
    (firing) =>
    ({ path }) =>
      path.includes('/api/v2/alerts?') ? firing : null,
  grafana:
    ({ alerts, rules }) =>
    ({ path }) =>
      path.includes('/api/v2/alerts?')
        ? alerts
        : path.endsWith('/api/v1/rules')
          ? (rules ?? { status: 'success', data: { groups: [] } })
          : null,
  'http-json':
    ({ pages }) =>
    () =>
      (pages as readonly unknown[])[0],
  icinga:
    (firing) =>
    ({ path }) => {
      const type = /\/v1\/objects\/(\w+)/.exec(path)?.[1] ?? '';
      return firing[type] ?? (type === '' ? null : { results: [] });
    },
  loki:
    ({ rules }) =>
    ({ path }) => {
      const { answer, lines } = (rules as readonly Fixture[])[0] as { readonly answer: unknown; readonly lines: Fixture };
      return path.includes('/query?') ? answer : Object.values(lines)[0];
    },
  nagios:
    (firing) =>
    ({ path }) => {
      const pages = (list: string) => (firing[list] as readonly Fixture[])[0];
      if (path.includes('query=hostlist')) return pages('hosts');
      if (path.includes('query=servicelist')) return pages('services');
      if (path.includes('query=hostcount')) return { ...pages('hosts'), data: { count: { up: 3 } } };
      return firing[path.includes('query=commentlist') ? 'comments' : 'downtimes'] ?? { ...pages('hosts'), data: {} };
    },
  opsgenie:
    ({ alerts }) =>
    () => ({ data: alerts, paging: {} }),
  pagerduty:
    ({ incidents }) =>
    ({ path }) =>
      path.startsWith('/incidents?') ? { incidents, more: false } : { log_entries: [], more: false },
  prometheus:
    ({ rules }) =>
    ({ path }) =>
      path.includes('/query?') ? (rules as readonly Fixture[])[0]?.answer : EMPTY_VECTOR,
  rss:
    ({ pages }) =>
    () =>
      feedOfItems(pages as never),
  zabbix:
    ({ problems, triggers }) =>
    ({ body }) =>
      body.includes('apiinfo.version')
        ? { jsonrpc: '2.0', result: '6.0.48', id: 1 }
        : body.includes('problem.get')
          ? problems
          : body.includes('trigger.get')
            ? triggers
            : { jsonrpc: '2.0', result: '3', id: 1 },
};

/** The first page, or what is asked beside it by a path of its own. */
const ofPreset: SourceOf =
  ({ pages, beside }) =>
  ({ path }) =>
    path.includes('/heartbeat/') ? (beside as Fixture).beats : (pages as readonly unknown[])[0];

/** `change` edits the fixture first. */
export function sourceOf(kind: string, change: (firing: Fixture) => Fixture = (firing) => firing): Source {
  const firing = change(read(kind, 'firing.json') as Fixture);
  const make = Object.hasOwn(SOURCES, kind) ? SOURCES[kind] : 'beside' in firing ? ofPreset : undefined;
  const answer = make ? make(firing) : () => firing;
  return (request) => {
    const said = answer(request);
    return said === null || said === undefined ? null : typeof said === 'string' ? said : JSON.stringify(said);
  };
}

/** What of the kind's settings would keep a first answer from firing at once. */
const AT_ONCE: Readonly<Record<string, Fixture>> = {
  prometheus: { rules: [{ name: 'Down', query: 'up == 0', severity: 'critical' }] },
};

/** The settings of the kind's fixture, for a server at `url`. */
export function configOf(kind: string, url: string): Record<string, unknown> {
  const text = JSON.stringify(read(kind, 'config.json')).replaceAll('{{url}}', url).replaceAll('{{host}}', new URL(url).host);
  const config = JSON.parse(text.replace(/minIntervalSeconds: \d+/, 'minIntervalSeconds: 1')) as Fixture;
  return { ...config, ...AT_ONCE[kind] };
}
