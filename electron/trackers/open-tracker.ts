// One kind of tracker bound to its settings: checked config, a way out by HTTP, secrets struck out of every word that comes back.
import { oneLine } from '../../shared/domain/plain-text';
import type { HttpRequest, HttpResult } from '../../shared/feed';
import type { Changes, LookArgs, NewTicket, SeenGuard, Ticket, Told, TrackerContext } from '../../shared/tracker';
import { refusal } from '../channels/outcome';
import { secretsOf } from '../channels/secrets-of';
import { type Connection, connectionOf } from '../feeds/connection';
import { createHttpClient } from '../feeds/http';
import { ABORTED } from '../feeds/http-failure';
import { createRedactor } from '../feeds/redact';
import { jsonGuard } from './json-guard';
import type { AnyTracker } from './registry';

export interface OpenTracker {
  test(): Promise<Told<string>>;
  create(ticket: NewTicket): Promise<Told<Ticket>>;
  find(mark: string, since: number): Promise<Told<Ticket | null>>;
  changes(look: LookArgs): Promise<Told<Changes>>;
  /** Null: this kind does not know such an address. */
  guard(url: string): Promise<Told<SeenGuard>> | null;
}

export interface OpenDeps {
  readonly now: () => number;
  readonly log: (line: string) => void;
  /** Ends everything. */
  readonly signal: AbortSignal;
}

const LARGEST_ANSWER_MB = 20;

function contextOf(connection: Connection, redact: (text: string) => string, deps: OpenDeps): TrackerContext {
  const http = async (request: HttpRequest): Promise<HttpResult> => {
    if (deps.signal.aborted) return { ok: false, failure: ABORTED };
    const client = createHttpClient(connection);
    try {
      return await client.request(request, deps.signal);
    } finally {
      await client.close();
    }
  };
  return { http, isAborted: () => deps.signal.aborted, now: deps.now, log: (_, line) => deps.log(redact(line)) };
}

/** Checks the config; `config` already holds the secrets. Nothing is asked yet. */
export function openTracker(kind: AnyTracker, config: Readonly<Record<string, unknown>>, deps: OpenDeps): Told<OpenTracker> {
  const redact = createRedactor(secretsOf(kind.manifest, config), [typeof config.email === 'string' ? config.email : '']);
  const parsed = kind.parseConfig(config);
  if (!parsed.ok) {
    const words = parsed.errors.map(({ path, message }) => `${path || 'settings'}: ${message}`).join('; ');
    return refusal('config', redact(`The settings of this tracker are not right. ${words}`), 'Edit the tracker.');
  }
  const { proxyUrl, proxyUsername, proxyPassword, caPem, isTlsUnchecked, timeoutSeconds } = parsed.config as Readonly<
    Record<string, unknown>
  >;
  const way = { proxyUrl, proxyUsername, proxyPassword, caPem, isTlsUnchecked, timeoutSeconds, maxMegabytes: LARGEST_ANSWER_MB };
  const ctx = contextOf(connectionOf(way), redact, deps);
  const safely = async <T>(work: () => Promise<Told<T>>): Promise<Told<T>> => {
    try {
      const told = await work();
      return told.ok ? told : { ...told, what: redact(told.what), remedy: redact(told.remedy) };
    } catch (error) {
      const words = redact(oneLine(error instanceof Error ? error.message : String(error), 200));
      deps.log(`tracker ${kind.manifest.kind} stumbled: ${words}`);
      return refusal('maybe-sent', `Dogwatch stumbled at this tracker: ${words}`, 'This is a mistake in Dogwatch; please report it.');
    }
  };
  const { config: own } = parsed;
  return {
    ok: true,
    value: {
      test: () => safely(() => kind.test(ctx, own)),
      create: (ticket) => safely(() => kind.create(ctx, own, { ...ticket, title: oneLine(ticket.title, kind.manifest.maxTitle) })),
      find: (mark, since) => safely(() => kind.find(ctx, own, mark, since)),
      changes: (look) => safely(() => kind.changes(ctx, own, look)),
      guard: (url) => {
        const asked = kind.guard(ctx, own, url);
        return asked && safely(() => asked);
      },
    },
  };
}

/** A check at an address of its own, without any tracker. */
export function openJsonGuard(url: string, path: string, wants: string, deps: OpenDeps): Promise<Told<SeenGuard>> {
  const ctx = contextOf(connectionOf({ maxMegabytes: 2 }), (text) => text, deps);
  return jsonGuard(ctx, url, path, wants);
}
