// A stand-in for Grafana Loki, which no Debian package brings (the package `loki` is a genetics program). Written from the documentation of its HTTP API
// and of LogQL: streams of lines by labels, selectors, line and label filters, counting over a window, tenants, and its errors in plain text.
import { createServer, type ServerResponse } from 'node:http';

interface Kept {
  /** Unix ms. */
  readonly at: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly line: string;
}

export interface LokiFake {
  readonly url: string;
  /** Queries as they came, with their parameters. */
  readonly asked: { readonly path: string; readonly query: URLSearchParams; readonly tenant: string }[];
  push(labels: Readonly<Record<string, string>>, line: string, at?: number): void;
  /** Instead of an answer; null: answers as it should. */
  mood:
    | ((asked: {
        readonly path: string;
        readonly query: URLSearchParams;
      }) => { readonly status: number; readonly text: string; readonly headers?: Record<string, string> } | null)
    | null;
  /** Refuse whoever names no tenant. */
  hasTenants: boolean;
  readonly stop: () => Promise<void>;
}

class Refusal extends Error {}

const NUMBER = /^\s*(>=|<=|==|>|<)\s*(\d+(?:\.\d+)?)\s*$/;

/** `{a="b", c=~"d"} |= "x" | e="f"` as a test of a line. */
/** `line 2, col 7` of a place in a query. */
function placeOf(at: number, text: string): string {
  return `line ${text.slice(0, at).split('\n').length}, col ${at - text.lastIndexOf('\n', at - 1)}`;
}

/** `ahead`: what stands before `text` in the whole query. */
function logQuery(text: string, ahead = ''): (kept: Kept) => boolean {
  const selector = /^\s*\{([^}]*)\}/.exec(text);
  if (!selector)
    throw new Refusal(
      `parse error at ${placeOf(ahead.length + Math.max(0, text.search(/\S/)), ahead + text)}: syntax error: unexpected IDENTIFIER`,
    );
  const tests: ((kept: Kept) => boolean)[] = [];
  for (const [, name = '', sign = '', value = ''] of (selector[1] ?? '').matchAll(/(\w+)\s*(=~|!=|=)\s*"((?:[^"\\]|\\.)*)"/g)) {
    const pattern = new RegExp(`^(?:${value})$`);
    tests.push(({ labels }) => (sign === '=~' ? pattern.test(labels[name] ?? '') : (labels[name] === value) === (sign === '=')));
  }
  let rest = text.slice(selector[0].length);
  for (
    let part = /^\s*(\|=|\|~|!=|\|)\s*(?:(\w+)\s*=\s*)?"((?:[^"\\]|\\.)*)"/.exec(rest);
    part;
    part = /^\s*(\|=|\|~|!=|\|)\s*(?:(\w+)\s*=\s*)?"((?:[^"\\]|\\.)*)"/.exec(rest)
  ) {
    const [whole, sign, label, value = ''] = part;
    if (label !== undefined) tests.push(({ labels }) => labels[label] === value);
    else if (sign === '|~') tests.push(({ line }) => new RegExp(value.replace('(?i)', ''), value.startsWith('(?i)') ? 'i' : '').test(line));
    else tests.push(({ line }) => line.includes(value) === (sign === '|='));
    rest = rest.slice(whole.length);
  }
  const at = ahead.length + text.length - rest.trimStart().length;
  if (rest.trim() !== '') throw new Refusal(`parse error at ${placeOf(at, ahead + text)}: syntax error: unexpected ${rest.trim()[0]}`);
  return (kept) => tests.every((test) => test(kept));
}

/** `sum by (a) (count_over_time(... [300000ms])) >= 20`, also `rate(...)`: what it gives at a moment. */
function metricQuery(
  text: string,
): (all: readonly Kept[], at: number) => { readonly metric: Record<string, string>; readonly value: number }[] {
  const match = /^\s*sum\s*(?:by\s*\(([^)]*)\)\s*)?\((count_over_time|rate)\(([\s\S]*)\[(\d+)(ms|s|m)\]\)\)([\s\S]*)$/.exec(text);
  if (!match) throw new Refusal('parse error at line 1, col 1: syntax error: unexpected IDENTIFIER');
  const [, by = '', what, inner = '', size, unit, comparison = ''] = match;
  const fits = logQuery(inner, text.slice(0, text.indexOf(inner)));
  const windowMs = Number(size) * (unit === 'ms' ? 1 : unit === 's' ? 1000 : 60_000);
  const compared = comparison.trim() === '' ? null : NUMBER.exec(comparison);
  const names = by.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
  return (all, at) => {
    const counts = new Map<string, { metric: Record<string, string>; value: number }>();
    for (const kept of all) {
      if (kept.at <= at - windowMs || kept.at > at || !fits(kept)) continue;
      const metric = Object.fromEntries(
        names.flatMap((name) => (kept.labels[name] === undefined ? [] : [[name, kept.labels[name] as string]])),
      );
      const known = counts.get(JSON.stringify(metric)) ?? { metric, value: 0 };
      known.value += what === 'rate' ? 1000 / windowMs : 1;
      counts.set(JSON.stringify(metric), known);
    }
    const limit = Number(compared?.[2]);
    const holds = (value: number): boolean =>
      !compared || (compared[1] === '>=' ? value >= limit : compared[1] === '>' ? value > limit : value < limit);
    return [...counts.values()].filter(({ value }) => holds(value));
  };
}

const ms = (ns: string | null): number => Number(BigInt(ns ?? '0') / 1_000_000n);

function streams(all: readonly Kept[], query: URLSearchParams): unknown {
  const fits = logQuery(query.get('query') ?? '');
  const [from, to] = [ms(query.get('start')), ms(query.get('end'))];
  const limit = Number(query.get('limit') ?? 100);
  if (limit > 5000) throw new Refusal(`max entries limit per query exceeded, limit > max_entries_limit (${limit} > 5000)`);
  const lines = all
    .filter((kept) => kept.at >= from && kept.at < to && fits(kept))
    .sort((a, b) => b.at - a.at)
    .slice(0, limit);
  const byStream = new Map<string, [string, string][]>();
  for (const { labels, at, line } of lines) {
    const name = JSON.stringify(labels);
    byStream.set(name, [...(byStream.get(name) ?? []), [`${at}000000`, line]]);
  }
  return { resultType: 'streams', result: [...byStream].map(([stream, values]) => ({ stream: JSON.parse(stream), values })) };
}

function dataOf(all: readonly Kept[], path: string, query: URLSearchParams): unknown {
  const text = query.get('query') ?? '';
  const isLog = text.trimStart().startsWith('{');
  if (path === '/loki/api/v1/query') {
    if (isLog) throw new Refusal('log queries are not supported as an instant query type, please change your query to a range query type');
    const at = ms(query.get('time'));
    const result = metricQuery(text)(all, at).map(({ metric, value }) => ({ metric, value: [at / 1000, String(value)] }));
    return { resultType: 'vector', result };
  }
  if (isLog) return streams(all, query);
  const give = metricQuery(text);
  const rows = new Map<string, [number, string][]>();
  for (let at = ms(query.get('start')); at <= ms(query.get('end')); at += Number.parseInt(query.get('step') ?? '60', 10) * 1000) {
    for (const { metric, value } of give(all, at))
      rows.set(JSON.stringify(metric), [...(rows.get(JSON.stringify(metric)) ?? []), [at / 1000, String(value)]]);
  }
  return { resultType: 'matrix', result: [...rows].map(([metric, values]) => ({ metric: JSON.parse(metric), values })) };
}

export async function startLoki(): Promise<LokiFake> {
  const all: Kept[] = [];
  const fake = { asked: [] as LokiFake['asked'], mood: null as LokiFake['mood'], hasTenants: false };
  const tell = (response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void => {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff', ...headers });
    response.end(`${text}\n`);
  };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString('utf8');
    });
    request.on('end', () => {
      const { pathname: path, searchParams } = new URL(request.url ?? '/', 'http://loki.invalid');
      const query = request.method === 'POST' ? new URLSearchParams(body) : searchParams;
      const tenant = String(request.headers['x-scope-orgid'] ?? '');
      fake.asked.push({ path, query, tenant });
      const instead = fake.mood?.({ path, query });
      if (instead) return tell(response, instead.status, instead.text, instead.headers);
      if (fake.hasTenants && tenant === '') return tell(response, 401, 'no org id');
      if (!path.startsWith('/loki/api/v1/query')) return tell(response, 404, '404 page not found');
      try {
        const text = JSON.stringify({ status: 'success', data: { ...(dataOf(all, path, query) as object), stats: {} } });
        response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' });
        response.end(text);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        tell(response, 400, error.message);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return Object.assign(fake, {
    url: `http://127.0.0.1:${port}`,
    push: (labels: Readonly<Record<string, string>>, line: string, at = Date.now()) => void all.push({ at, labels, line }),
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}
