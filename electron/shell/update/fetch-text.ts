// Reads a small text of the update server: no redirect, no more than it may be, no longer than it may take.
import { msg } from '../../../shared/words/words';
import { wordsOf } from '../journal';
import { UpdateRefused, UpdateUnreachable } from './refusal';

const TEXT_MAX_BYTES = 200_000;
const LIMIT_MS = 20_000;

/** `fetch`: of the session that updates have for themselves. Throws `UpdateRefused`, `UpdateUnreachable`, or what the network said. */
export async function fetchText(fetch: typeof globalThis.fetch, url: string): Promise<string> {
  const name = new URL(url).pathname.split('/').at(-1) ?? '';
  const response = await asked(fetch, url, name);
  const { status } = response;
  if (status === 404 && name.endsWith('.sig'))
    throw new UpdateRefused(msg`The update server has no signature, ${name}, beside its metadata.`);
  if (status !== 200) throw new UpdateUnreachable(msg`The update server answered ${name} with status ${status}.`);
  return readBounded(response, name);
}

async function asked(fetch: typeof globalThis.fetch, url: string, name: string): Promise<Response> {
  try {
    return await fetch(url, { redirect: 'error', credentials: 'omit', signal: AbortSignal.timeout(LIMIT_MS) });
  } catch (error) {
    // Electron says it in the message, Node in the cause.
    const words = `${wordsOf(error)} ${wordsOf((error as { cause?: unknown }).cause ?? '')}`;
    if (!/redirect/i.test(words)) throw error;
    throw new UpdateRefused(
      msg`The update server sends on to another address for ${name}. Updates come from the server that was set, and from nowhere else.`,
    );
  }
}

async function readBounded(response: Response, name: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > TEXT_MAX_BYTES) throw new UpdateRefused(msg`${name} on the update server is larger than metadata can be.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
