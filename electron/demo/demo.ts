// Starts the embedded demo: a scenario behind an HTTP server on the loopback that answers as Alertmanager does.
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AlertBoard } from './alert-board';
import { malformed } from './answers';
import { parseMatchers } from './matchers';
import { answer, type DemoState } from './routes';
import { parseScenario, type Scenario } from './scenario';
import { SilenceBook } from './silence-book';

export interface DemoOptions {
  readonly scenarioFile: string;
  /** Unix milliseconds; the scenario begins at the moment of the call. */
  readonly now: () => number;
  /** 2 plays it twice as fast. Default 1. */
  readonly speed?: number;
}
export interface Demo {
  /** Base URL for the Alertmanager connector, e.g. `http://127.0.0.1:41234`. */
  readonly url: string;
  /** Resolves when the port is closed; connections that are still open are cut. */
  readonly stop: () => Promise<void>;
}

const BODY_LIMIT = 1_000_000;

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function stateOf(scenario: Scenario, startedAt: number, speed: number): DemoState {
  const silences = new SilenceBook();
  for (const { matchers, createdBy, comment, minutes } of scenario.silences) {
    const parsed = parseMatchers(matchers);
    if (parsed.ok)
      silences.set(
        { id: null, matchers: parsed.matchers, createdBy, comment, startsAt: startedAt, endsAt: startedAt + minutes * 60_000 },
        startedAt,
      );
  }
  return { board: new AlertBoard({ scenario, startedAt, speed, silences }), silences, receiver: scenario.receiver, startedAt };
}

async function serve(state: DemoState, now: () => number, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request);
  const asked = {
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', 'http://127.0.0.1'),
    contentType: (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '',
    body: body ?? '',
  };
  const said = body === null ? malformed(413, 413, 'the body is too large') : answer(state, asked, now());
  const type = said.type === null ? {} : { 'Content-Type': said.type };
  response.writeHead(said.status, {
    ...type,
    ...said.headers,
    'Content-Length': Buffer.byteLength(said.body),
    'Cache-Control': 'no-store',
  });
  response.end(said.body);
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

/** Rejects when the scenario cannot be read or is wrong (the message names the places), or when no port can be had. */
export async function startDemo({ scenarioFile, now, speed = 1 }: DemoOptions): Promise<Demo> {
  const parsed = parseScenario(await readFile(scenarioFile, 'utf8'));
  if (!parsed.ok) throw new Error(`The demo's scenario ${scenarioFile} is not valid.\n${parsed.what}\n${parsed.remedy}`);
  return playScenario(parsed.scenario, now, speed);
}

/** Plays a scenario from now on; rejects when no port can be had. */
export async function playScenario(scenario: Scenario, now: () => number, speed = 1): Promise<Demo> {
  const state = stateOf(scenario, now(), speed);
  const server = createServer((request, response) => {
    serve(state, now, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => closed(server) };
}
