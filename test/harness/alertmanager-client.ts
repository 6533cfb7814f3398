// The few calls tests make at an Alertmanager, past the product's own client, to post alerts and to see what really is there.
import { Agent, type Dispatcher, request } from 'undici';
import type { Certificates } from './certificates';

/** An alert as it is posted; times are ISO strings. */
export interface PostableAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly startsAt?: string;
  readonly endsAt?: string;
  readonly generatorURL?: string;
}

/** The fields of an alert that tests look at. */
export interface ServerAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly fingerprint: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly status: {
    readonly state: 'active' | 'suppressed' | 'unprocessed';
    readonly silencedBy: readonly string[];
    readonly inhibitedBy: readonly string[];
  };
}

export interface ServerSilence {
  readonly id: string;
  readonly status: { readonly state: 'active' | 'pending' | 'expired' };
  readonly matchers: readonly { readonly name: string; readonly value: string; readonly isRegex: boolean; readonly isEqual: boolean }[];
  readonly startsAt: string;
  readonly endsAt: string;
  readonly createdBy: string;
  readonly comment: string;
}

export interface AlertmanagerClient {
  /** Posts in batches of `batch`, one after another. Without `endsAt` an alert lives five minutes. */
  readonly post: (alerts: readonly PostableAlert[], batch?: number) => Promise<void>;
  /** Posts the same labels again, ended now. */
  readonly resolve: (labels: Readonly<Record<string, string>>) => Promise<void>;
  readonly alerts: () => Promise<ServerAlert[]>;
  readonly silences: () => Promise<ServerSilence[]>;
  readonly silence: (matchers: ServerSilence['matchers'], minutes: number, comment?: string) => Promise<string>;
  readonly expireSilence: (id: string) => Promise<void>;
  /** Any GET; the body as text. */
  readonly get: (path: string) => Promise<{ readonly status: number; readonly body: string }>;
  readonly close: () => Promise<void>;
}

/** A client for `url` that shows `auth` and trusts the authority of `certificates`. */
export function alertmanagerClient(
  url: string,
  auth: { readonly username: string; readonly password: string } | null,
  certificates: Certificates | null,
): AlertmanagerClient {
  const connect = certificates ? { ca: certificates.ca, cert: certificates.clientCert, key: certificates.clientKey } : {};
  const dispatcher = new Agent({ connect });
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (auth) headers.authorization = `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}`;
  const send = async (method: Dispatcher.HttpMethod, path: string, body?: unknown): Promise<{ status: number; body: string }> => {
    const answer = await request(`${url}${path}`, {
      method,
      headers,
      dispatcher,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.statusCode, body: await answer.body.text() };
  };
  const must = async (method: Dispatcher.HttpMethod, path: string, body?: unknown): Promise<string> => {
    const answer = await send(method, path, body);
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
    return answer.body;
  };
  const post = async (alerts: readonly PostableAlert[], batch = 1000): Promise<void> => {
    for (let from = 0; from < alerts.length; from += batch) await must('POST', '/api/v2/alerts', alerts.slice(from, from + batch));
  };
  return {
    post,
    resolve: (labels) => post([{ labels, endsAt: new Date(Date.now() - 1).toISOString() }]),
    alerts: async () => JSON.parse(await must('GET', '/api/v2/alerts')) as ServerAlert[],
    silences: async () => JSON.parse(await must('GET', '/api/v2/silences')) as ServerSilence[],
    silence: async (matchers, minutes, comment = 'made by a test') => {
      const times = { startsAt: new Date().toISOString(), endsAt: new Date(Date.now() + minutes * 60_000).toISOString() };
      const made = JSON.parse(await must('POST', '/api/v2/silences', { matchers, ...times, createdBy: 'test', comment }));
      return (made as { silenceID: string }).silenceID;
    },
    expireSilence: async (id) => void (await must('DELETE', `/api/v2/silence/${id}`)),
    get: (path) => send('GET', path),
    close: () => dispatcher.close(),
  };
}
