// Asks a wiki and reads its JSON with suspicion; a request that changes something and whose answer is lost may have arrived.
import type { z } from 'zod';
import type { HttpRequest } from '../../shared/feed';
import { msg } from '../../shared/words/words';
import { failureOfStatus } from '../feeds/http-answer';
import type { Ask, PublishOutcome } from './place';

export type Asked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: number | null; readonly outcome: PublishOutcome & { ok: false } };

/** `status` of a refusal is null when no answer came. */
export async function askJson<T>(ask: Ask, request: HttpRequest, schema: z.ZodType<T>): Promise<Asked<T>> {
  const result = await ask(request);
  const isWrite = (request.method ?? 'GET') !== 'GET';
  if (!result.ok) {
    const { kind, what, remedy, retryAfterMs = null } = result.failure;
    const isAway = kind === 'unreachable' || kind === 'dns';
    const told = isAway ? 'unreachable' : isWrite ? 'maybe-done' : 'failed';
    return { ok: false, status: null, outcome: { ok: false, kind: told, what, remedy, retryAfterMs } };
  }
  const { answer } = result;
  const failure = failureOfStatus(answer);
  if (failure) {
    const { kind, what, remedy, retryAfterMs = null } = failure;
    const told =
      kind === 'rate-limited'
        ? 'rate-limited'
        : answer.status >= 500
          ? isWrite
            ? 'maybe-done'
            : 'failed'
          : answer.status === 404
            ? 'gone'
            : 'refused';
    return { ok: false, status: answer.status, outcome: { ok: false, kind: told, what, remedy, retryAfterMs } };
  }
  const parsed = schema.safeParse(jsonOf(answer.bytes));
  if (parsed.success) return { ok: true, value: parsed.data };
  const what = msg`The answer is not what the documentation says.`;
  return {
    ok: false,
    status: answer.status,
    outcome: {
      ok: false,
      kind: isWrite ? 'maybe-done' : 'failed',
      what,
      remedy: msg`Is a login page or a proxy in the way?`,
      retryAfterMs: null,
    },
  };
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/** One file as multipart/form-data. */
export function multipart(name: string, filename: string, mime: string, bytes: Uint8Array, more: Readonly<Record<string, string>> = {}) {
  const boundary = `dogwatch-${Buffer.from(filename).toString('hex').slice(0, 24)}-7f3a91c2`;
  const fields = Object.entries(more).map(
    ([key, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${filename}"\r\nContent-Type: ${mime}\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(fields.join('') + head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { contentType: `multipart/form-data; boundary=${boundary}`, body };
}
