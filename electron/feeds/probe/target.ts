// A target as a person writes it: one line, an address and what is expected of it. `https://shop.example.com/health status=200 body="ok"`
import { z } from 'zod';
import type { AlertSeverity } from '../../../shared/domain/severity';
import { LOOK_RECORDS, type LookRecord } from '../../../shared/feed-look';

export interface Thresholds {
  /** Failures in a row before it fires. */
  readonly failures: number;
  readonly severity: AlertSeverity;
  /** 0: at every poll. */
  readonly everyMs: number;
  readonly timeoutMs: number;
  /** Slower answers are an alert of their own; 0: none are. */
  readonly slowMs: number;
  /** Certificates with less than this left are an alert of their own; 0: they are not looked at. */
  readonly certificateMs: number;
}

export interface Target extends Thresholds {
  /** What it is called and known by. */
  readonly name: string;
  readonly address: string;
  readonly host: string;
  readonly port: number;
  readonly what:
    | {
        readonly kind: 'http';
        readonly status: readonly (readonly [from: number, to: number])[];
        /** Must be in the first 256 kB of the body. */
        readonly body: RegExp | null;
        readonly isRedirectKept: boolean;
      }
    | { readonly kind: 'tcp' | 'tls' }
    | { readonly kind: 'dns'; readonly type: LookRecord; readonly server: string; readonly expected: readonly string[] };
}

const DAY_MS = 86_400_000;
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: DAY_MS };
const OPTIONS_OF: Readonly<Record<Target['what']['kind'], readonly string[]>> = {
  http: ['status', 'body', 'redirects', 'latency', 'cert'],
  tcp: ['latency'],
  tls: ['latency', 'cert'],
  dns: ['type', 'expect', 'server', 'latency'],
};
const COMMON = ['name', 'for', 'severity', 'every', 'timeout'];

/** A mistake in the line, in words. */
class Mistake extends Error {}

function duration(name: string, text: string): number {
  const [, count, unit] = /^(\d+(?:\.\d+)?)(ms|[smhd])$/.exec(text) ?? [];
  const ms = Number(count) * (UNITS[unit ?? ''] ?? Number.NaN);
  if (!Number.isFinite(ms) || ms > 365 * DAY_MS) throw new Mistake(`${name}=${text} is no time such as 500ms, 10s, 5m or 14d`);
  return ms;
}

function statuses(text: string): readonly (readonly [number, number])[] {
  return text.split(',').map((part) => {
    const [, from, to = from] = /^(\d{3})(?:-(\d{3}))?$/.exec(part) ?? [];
    if (from === undefined) throw new Mistake(`status=${text} is no list such as 200 or 200-299,401`);
    return [Number(from), Number(to)];
  });
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(text, 'u');
  } catch {
    throw new Mistake(`body=${text.slice(0, 60)} is no pattern`);
  }
}

/** Splits at spaces outside quotes; `name="two words"`. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/(?:[^\s"]|"(?:\\.|[^"\\])*")+/g)].map(([word]) => word);
}

function optionsOf(words: readonly string[], kind: Target['what']['kind']): ReadonlyMap<string, string> {
  const known = [...OPTIONS_OF[kind], ...COMMON];
  const found = new Map<string, string>();
  for (const word of words) {
    const [, name = '', raw = ''] = /^([a-z]+)=(.*)$/s.exec(word) ?? [];
    if (!known.includes(name)) throw new Mistake(`"${word.slice(0, 60)}" is not known here: ${known.map((one) => `${one}=`).join(', ')}`);
    if (found.has(name)) throw new Mistake(`${name}= is there twice`);
    found.set(name, /^".*"$/s.test(raw) ? raw.slice(1, -1).replace(/\\(["\\])/g, '$1') : raw);
  }
  return found;
}

const DEFAULT_PORT: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443, 'tls:': 443 };

function addressOf(text: string): { readonly url: URL; readonly kind: Target['what']['kind'] } {
  if (!URL.canParse(text))
    throw new Mistake(`"${text.slice(0, 80)}" is no address such as https://host/path, tcp://host:5432 or dns://name`);
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') throw new Mistake('a login does not go into the address');
  const kind = ({ 'http:': 'http', 'https:': 'http', 'tcp:': 'tcp', 'tls:': 'tls', 'dns:': 'dns' } as const)[url.protocol];
  if (kind === undefined) throw new Mistake(`${url.protocol}// is not known: http, https, tcp, tls or dns`);
  if (url.hostname === '' || (kind === 'tcp' && url.port === '')) throw new Mistake(`"${text.slice(0, 80)}" names no host and port`);
  return { url, kind };
}

function whatOf(kind: Target['what']['kind'], options: ReadonlyMap<string, string>): Target['what'] {
  const of = (name: string) => options.get(name) ?? '';
  if (kind === 'http')
    return {
      kind,
      status: statuses(options.get('status') ?? '200-299'),
      body: of('body') === '' ? null : pattern(of('body')),
      isRedirectKept: of('redirects') === 'no',
    };
  if (kind !== 'dns') return { kind };
  const type = LOOK_RECORDS.find((one) => one === (options.get('type') ?? 'A').toUpperCase());
  if (!type) throw new Mistake(`type=${of('type')} is not one of ${LOOK_RECORDS.join(', ')}`);
  if (of('server') !== '' && !/^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:]+\])(:\d{1,5})?$/i.test(of('server')))
    throw new Mistake(`server=${of('server')} is no address such as 192.0.2.53 or 192.0.2.53:5353`);
  return { kind, type, server: of('server'), expected: of('expect') === '' ? [] : of('expect').split(',').sort() };
}

function thresholdsOf(options: ReadonlyMap<string, string>, hasCertificate: boolean): Thresholds {
  const ms = (name: string, otherwise: string) => duration(name, options.get(name) ?? otherwise);
  const failures = Number(options.get('for') ?? 3);
  if (!Number.isInteger(failures) || failures < 1 || failures > 1000) throw new Mistake('for= is how many failures in a row, 1 or more');
  const severity = (['critical', 'error', 'warning', 'info'] as const).find((one) => one === (options.get('severity') ?? 'critical'));
  if (!severity) throw new Mistake('severity= is critical, error, warning or info');
  const redirects = options.get('redirects');
  if (redirects !== undefined && redirects !== 'yes' && redirects !== 'no') throw new Mistake('redirects= is yes or no');
  return {
    ...{ failures, severity },
    everyMs: ms('every', '0s'),
    timeoutMs: Math.max(100, ms('timeout', '10s')),
    slowMs: ms('latency', '0s'),
    certificateMs: hasCertificate ? ms('cert', '14d') : 0,
  };
}

/** Reads one line; words name the mistake. */
export function readTarget(
  line: string,
): { readonly ok: true; readonly target: Target } | { readonly ok: false; readonly message: string } {
  const [address = '', ...words] = wordsOf(line);
  try {
    const { url, kind } = addressOf(address);
    const options = optionsOf(words, kind);
    const thresholds = thresholdsOf(options, url.protocol === 'https:' || kind === 'tls');
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const port = Number(url.port) || (DEFAULT_PORT[url.protocol] ?? 0);
    return { ok: true, target: { ...thresholds, name: options.get('name') || address, address, host, port, what: whatOf(kind, options) } };
  } catch (error) {
    if (error instanceof Mistake) return { ok: false, message: error.message };
    throw error;
  }
}

/** One line of the settings. */
export const targetLine = z
  .string()
  .max(2000)
  .transform((line, ctx): Target => {
    const read = readTarget(line);
    if (read.ok) return read.target;
    ctx.addIssue({ code: 'custom', message: read.message });
    return z.NEVER;
  });

/** On this very machine: it says nothing about the link, and the link nothing about it. */
export function isLocal({ host, what }: Pick<Target, 'host' | 'what'>): boolean {
  const asked = what.kind === 'dns' ? what.server : host;
  return /^(localhost$|127\.|::1$|\[::1\])/i.test(asked);
}
