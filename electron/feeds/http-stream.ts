// An answer that never ends, heard line by line. Silence is watched: a link that died without a word must not look like peace.
import type { FeedFailure, LineStream } from '../../shared/feed';
import { msg } from '../../shared/words/words';
import type { Pool } from './http';
import { failureOfStatus } from './http-answer';
import { ABORTED, failureOfError } from './http-failure';

/** A longer line is no message of any source; so much is kept of an error's body too. */
const MAX_LINE = 1_000_000;

function idle(host: string, ms: number): FeedFailure {
  return {
    kind: 'timeout',
    what: msg`The live stream of ${host} said nothing for ${Math.round(ms / 1000)} s.`,
    remedy: msg`It is opened again by itself; polls go on meanwhile.`,
  };
}

function ended(host: string): FeedFailure {
  return {
    kind: 'unreachable',
    what: msg`The live stream of ${host} ended.`,
    remedy: msg`It is opened again by itself; polls go on meanwhile.`,
  };
}

const TOO_LONG: FeedFailure = {
  kind: 'bad-answer',
  what: msg`The live stream sent a line that is too long.`,
  remedy: msg`Check the address: does it really give events?`,
};

/** Calls `onLine` for each whole line; the rest that has no end yet comes back. Null: too long. */
function cutLines(text: string, onLine: (line: string) => void): string | null {
  const lines = text.split('\n');
  const rest = lines.pop() ?? '';
  for (const line of lines) if (line.trim() !== '') onLine(line);
  return rest.length > MAX_LINE ? null : rest;
}

/** Opens the stream and hears it out. Never rejects. `openMs`: how long the first byte of the answer's head may take. */
export async function streamLines(
  pool: Pool,
  asked: LineStream,
  headers: Record<string, string>,
  openMs: number,
  outer: AbortSignal,
): Promise<FeedFailure> {
  const { host } = new URL(asked.url);
  const controller = new AbortController();
  const giveUp = () => controller.abort();
  let silentMs = openMs;
  let isIdle = false;
  const onSilence = () => {
    isIdle = true;
    giveUp();
  };
  let timer = setTimeout(onSilence, silentMs);
  const alive = (ms: number) => {
    clearTimeout(timer);
    silentMs = ms;
    timer = setTimeout(onSilence, ms);
  };
  outer.addEventListener('abort', giveUp, { once: true });
  if (outer.aborted) giveUp();
  try {
    const answer = await pool.request(pool.dispatcher, asked.url, {
      ...{ method: asked.method ?? 'GET', headers, body: asked.body ?? null },
      ...{ signal: controller.signal, headersTimeout: 0, bodyTimeout: 0 },
    });
    if (answer.statusCode < 200 || answer.statusCode >= 300) return refusal(answer.statusCode, (await answer.body.text()).slice(0, 4000));
    alive(asked.idleMs);
    asked.onOpen();
    const decoder = new TextDecoder();
    let rest: string | null = '';
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      alive(asked.idleMs);
      rest = cutLines(rest + decoder.decode(chunk, { stream: true }), asked.onLine);
      if (rest === null) return TOO_LONG;
    }
    return ended(host);
  } catch (error) {
    if (isIdle) return idle(host, silentMs);
    return outer.aborted ? ABORTED : failureOfError(error, host);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', giveUp);
    giveUp();
  }
}

function refusal(status: number, text: string): FeedFailure {
  const bytes = new TextEncoder().encode(text);
  return failureOfStatus({ status, headers: {}, bytes, chunks: [bytes], digest: '', latencyMs: 0 }) as FeedFailure;
}
