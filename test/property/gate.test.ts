// Whatever comes in over stdin or a window's port, the gates of engine and shell answer with words and what is behind them lives.
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { answer, type Handlers } from '../../electron/engine/gate';
import { Publisher } from '../../electron/engine/publisher';
import { openWindowLine } from '../../electron/engine/window-line';
import { makeGate, type ShellHandlers } from '../../electron/shell/ipc';
import { engineCalls, type ShellCall, type Snapshot, shellCalls } from '../../shared/contract';

vi.mock('electron', () => ({ ipcMain: { handle: () => undefined, on: () => undefined } }));

const handlers = Object.fromEntries(
  Object.keys(engineCalls).map((call) => [call, () => ({ ok: true, value: call })]),
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

type Schemas = Readonly<Record<string, { readonly shape?: object; safeParse(value: unknown): { readonly success: boolean } }>>;

/** Fields of a call's arguments; those of unions are not known. */
const fieldsOf = (schemas: Schemas, call: string): string[] => Object.keys(schemas[call]?.shape ?? {});

/** A call of the contract with arguments that have its own fields, filled with anything. */
function nearMisses(schemas: Schemas): fc.Arbitrary<readonly [call: string, args: unknown]> {
  const value = fc.oneof(
    odd,
    fc.anything({ maxDepth: 2 }),
    fc.constantFrom<unknown>('a', 'inc-1', 'x'.repeat(10_000), 0, 1, -1, 1e308, true, false),
  );
  return fc
    .constantFrom(...Object.keys(schemas))
    .chain((call) =>
      fc.tuple(
        fc.constant(call),
        fc.dictionary(fc.constantFrom(...fieldsOf(schemas, call), '__proto__', 'constructor', 'more'), value, { maxKeys: 6 }),
      ),
    );
}

describe('gate', () => {
  it('[D54] answers near misses of every call of engine and shell; what gets through has the shape of its schema', async () => {
    const seen: (readonly [schemas: Schemas, call: string, args: unknown])[] = [];
    const asked = new Map<string, number>();
    const hear = (schemas: Schemas, call: string) => (args: unknown) => {
      seen.push([schemas, call, args]);
      return { ok: true, value: null };
    };
    const listening = (schemas: Schemas) => Object.fromEntries(Object.keys(schemas).map((call) => [call, hear(schemas, call)]));
    const engine = listening(engineCalls as Schemas) as unknown as Handlers;
    const shell = makeGate(listening(shellCalls as Schemas) as unknown as ShellHandlers);
    const silent = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
    const asking = (schemas: Schemas, ask: (call: string, args: unknown) => Promise<{ ok: boolean }>) =>
      fc.assert(
        fc.asyncProperty(nearMisses(schemas), async ([call, args]) => {
          asked.set(call, (asked.get(call) ?? 0) + 1);
          const reply = (await ask(call, args)) as { ok: boolean; error?: { what: string } };
          if (!reply.ok) expect(reply.error?.what).not.toBe('');
        }),
        { numRuns: 100 * Object.keys(schemas).length },
      );
    await asking(engineCalls as Schemas, (call, args) => answer(engine, call, args, quiet));
    await asking(shellCalls as Schemas, (call, args) => shell.answer(call as ShellCall, args));
    silent.mockRestore();
    expect([...Object.keys(engineCalls), ...Object.keys(shellCalls)].filter((call) => (asked.get(call) ?? 0) < 20)).toEqual([]);
    expect(seen.length).toBeGreaterThan(100);
    for (const [schemas, call, args] of seen) {
      expect([call, schemas[call]?.safeParse(args).success]).toEqual([call, true]);
      expect([call, Object.keys(args as object).filter((name) => name === '__proto__' || name === 'more')]).toEqual([call, []]);
    }
  }, 60_000);

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
