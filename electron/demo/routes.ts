// All that the demo answers, by path and method; everything else is refused in the server's words.
import type { AlertBoard } from './alert-board';
import { listAlerts, postAlerts } from './alert-routes';
import { type Answer, json, malformed, text } from './answers';
import type { SilenceBook } from './silence-book';
import { listSilences, oneSilence, postSilence } from './silence-routes';

export interface DemoState {
  readonly board: AlertBoard;
  readonly silences: SilenceBook;
  readonly receiver: string;
  readonly startedAt: number;
}

export interface Asked {
  readonly method: string;
  readonly url: URL;
  /** Media type without parameters, lower case; empty where none was sent. */
  readonly contentType: string;
  readonly body: string;
}

type Handler = (state: DemoState, asked: Asked, now: number) => Answer;

function status({ startedAt, receiver }: DemoState): Answer {
  const unknown = { branch: 'demo', buildDate: '', buildUser: '', goVersion: '', revision: 'demo' };
  return json(200, {
    cluster: { peers: [], status: 'disabled' },
    config: { original: `route:\n  receiver: ${receiver}\nreceivers:\n- name: ${receiver}\n` },
    uptime: new Date(startedAt).toISOString(),
    versionInfo: { ...unknown, version: '0.25.0' },
  });
}

const ROUTES: Readonly<Record<string, Readonly<Record<string, Handler>>>> = {
  '/-/ready': { GET: () => text(200, 'OK') },
  '/-/healthy': { GET: () => text(200, 'OK') },
  '/api/v2/status': { GET: status },
  '/api/v2/receivers': { GET: ({ receiver }) => json(200, [{ name: receiver }]) },
  '/api/v2/alerts': {
    GET: ({ board, receiver }, { url }, now) => listAlerts(board, receiver, url.searchParams, now),
    POST: ({ board }, { body }, now) => postAlerts(board, body, now),
  },
  '/api/v2/silences': {
    GET: ({ silences }, { url }, now) => listSilences(silences, url.searchParams, now),
    POST: ({ silences }, { body }, now) => postSilence(silences, body, now),
  },
};

const ONE_SILENCE: Readonly<Record<string, Handler>> = Object.fromEntries(
  ['GET', 'DELETE'].map((method): [string, Handler] => [
    method,
    ({ silences }, { url }, now) => oneSilence(silences, method, url.pathname.slice('/api/v2/silence/'.length), now),
  ]),
);

export function answer(state: DemoState, asked: Asked, now: number): Answer {
  const path = asked.url.pathname;
  const methods = /^\/api\/v2\/silence\/[^/%]+$/.test(path) ? ONE_SILENCE : ROUTES[path];
  if (!methods) return malformed(404, 404, `path ${path} was not found`);
  const handler = methods[asked.method];
  if (!handler) {
    const allowed = Object.keys(methods).join(',');
    return { ...malformed(405, 405, `method ${asked.method} is not allowed, but [${allowed}] are`), headers: { Allow: allowed } };
  }
  if (asked.method === 'POST' && asked.contentType !== 'application/json') {
    return malformed(415, 415, `unsupported media type ${JSON.stringify(asked.contentType)}, only [application/json] are allowed`);
  }
  return handler(state, asked, now);
}
