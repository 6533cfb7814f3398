// Whatever comes in over stdin or a window's port, the gate answers with words and the engine lives.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answer, type Handlers } from '../../electron/engine/gate';
import { Publisher } from '../../electron/engine/publisher';
import { openWindowLine } from '../../electron/engine/window-line';
import { engineCalls, type Snapshot } from '../../shared/contract';

const reached: string[] = [];
const handlers = Object.fromEntries(
  Object.keys(engineCalls).map((call) => [call, () => ({ ok: true, value: reached.push(call) })]),
) as unknown as Handlers;
const quiet = () => undefined;

const odd = fc.oneof(
  fc.constantFrom<unknown>('__proto__', 'constructor', 'toString', 'hasOwnProperty', null, undefined, 7, Number.NaN, [], {}),
  fc.constantFrom<unknown>({ toString: 1, valueOf: 1 }, Object.create(null), JSON.parse('{"__proto__":{"id":"x"}}')),
  fc.constantFrom(...Object.keys(engineCalls)),
  fc.string(),
);
const anyArgs = fc.oneof(
  odd,
  fc.anything({ withNullPrototype: true, maxDepth: 3 }),
  fc.dictionary(fc.constantFrom('id', 'incidents', 'feed', 'text', 'limit', 'settings', '__proto__'), odd),
);

describe('gate', () => {
  it('answers 100,000 malformed messages with an envelope, never by throwing', async () => {
    await fc.assert(
      fc.asyncProperty(odd, anyArgs, async (call, args) => {
        const reply = await answer(handlers, call, args, quiet);
        if (reply.ok) expect(Object.hasOwn(engineCalls, call as string)).toBe(true);
        else expect(reply.error.what).not.toBe('');
      }),
      { numRuns: 100_000 },
    );
  }, 60_000);

  it('lets no handler see arguments that its schema does not know', async () => {
    const seen: unknown[] = [];
    const listening = { ...handlers, 'add-note': (args: unknown) => ({ ok: true, value: seen.push(args) }) } as unknown as Handlers;
    await answer(listening, 'add-note', JSON.parse('{"id":"a","text":"b","__proto__":{"isAdmin":true}}'), quiet);
    await answer(listening, 'add-note', { id: 'a', text: 'x'.repeat(10_000_000) }, quiet);
    for (const args of seen) expect(Object.keys(args as object).sort()).toEqual(['id', 'text']);
  });

  it('a window that sends rubbish, or is gone when the answer comes, harms nobody', async () => {
    const journal: string[] = [];
    const send = () => {
      throw new Error('the port is closed');
    };
    const line = openWindowLine({
      ...{ handlers, publisher: new Publisher(), snapshot: () => ({}) as Snapshot, send, isOpen: () => true },
      journal: (text) => journal.push(text),
    });
    for (const message of [
      null,
      undefined,
      7,
      'x',
      [],
      {},
      { id: 'a' },
      { id: 1, call: { toString: 1, valueOf: 1 } },
      { id: 2, call: 'list-kinds' },
    ])
      line.receive(message);
    await new Promise((resolve) => setImmediate(resolve));
    expect(journal).toContain('a reply could not be sent: the port is closed');
    line.detach();
  });
});
