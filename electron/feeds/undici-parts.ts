/// <reference path="./undici-files.d.ts" />
// The parts of undici that a feed's client needs. Its index brings fetch, WebSocket, caches and mocks along: 3.5 MB more in the heap
// of a process that is there all day (measured with undici 7.30, Node 24).
import type { Dispatcher } from 'undici';
import openTunnel from 'undici/lib/api/api-connect.js';
import sendRequest from 'undici/lib/api/api-request.js';
import BareDispatcher from 'undici/lib/dispatcher/dispatcher.js';

export { default as buildConnector } from 'undici/lib/core/connect.js';
export { default as Agent } from 'undici/lib/dispatcher/agent.js';
export { default as ProxyAgent } from 'undici/lib/dispatcher/proxy-agent.js';
export { default as Socks5ProxyAgent } from 'undici/lib/dispatcher/socks5-proxy-agent.js';

/** The index of undici gives every dispatcher its methods; a proxy's needs this one to open its tunnels. */
Object.assign(BareDispatcher.prototype, { connect: openTunnel });

export type RequestOptions = Omit<Dispatcher.RequestOptions, 'origin' | 'path'>;

/** As undici's `request`, with the dispatcher told. */
export function request(dispatcher: Dispatcher, url: string, options: RequestOptions): Promise<Dispatcher.ResponseData> {
  const { origin, pathname, search } = new URL(url);
  return sendRequest.call(dispatcher, { ...options, origin, path: `${pathname}${search}` });
}
