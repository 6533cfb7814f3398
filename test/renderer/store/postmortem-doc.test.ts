// The window's end of a postmortem against an engine that fails, forgets answers and restarts: "saved" is never a lie, and in the end
// both sides have all of it.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { type Ask, BoundPostmortem } from '../../../renderer/store/postmortem-doc';
import type { Postmortem, PostmortemStatus } from '../../../shared/domain/postmortem';

const postmortem = (status: PostmortemStatus): Postmortem => ({
  ...{ incident: 'i', postmortem: 'pm-i', title: '', template: '', status, startedAt: 1, startedBy: 'A', authors: [], editedAt: 1 },
  ...{ editedBy: 'A', movedAt: 1, movedBy: 'A', movedWhy: '', places: [], openComments: 0 },
});
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
const base64 = (update: Uint8Array): string => Buffer.from(update).toString('base64');
const AWAY = { ok: false, error: { kind: 'not-ready', what: 'The engine is not running.', remedy: 'It is being restarted.' } } as const;

/** An engine with one document. `mood` decides the fate of the next call. */
class FakeEngine {
  doc = new Y.Doc();
  mood: () => 'well' | 'away' | 'answer-lost' = () => 'well';
  status: PostmortemStatus = 'draft';
  edits: number[] = [];

  ask = (async (call: string, args: { known?: string | null; update?: string }) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    const mood = this.mood();
    if (mood === 'away') return AWAY;
    const value = call === 'open-postmortem' ? this.open(args.known ?? null) : this.edit(args.update ?? '');
    return mood === 'answer-lost' ? AWAY : { ok: true, value };
  }) as unknown as Ask;

  get text(): string {
    return this.doc.getText('text').toString();
  }

  private open(known: string | null) {
    const update = known === null ? Y.encodeStateAsUpdate(this.doc) : Y.encodeStateAsUpdate(this.doc, bytes(known));
    return { postmortem: postmortem(this.status), update: base64(update), known: base64(Y.encodeStateVector(this.doc)) };
  }

  private edit(update: string) {
    this.edits.push(Date.now());
    Y.applyUpdate(this.doc, bytes(update));
    return { seq: this.edits.length };
  }
}

async function opened(engine: FakeEngine): Promise<BoundPostmortem> {
  const bound = new BoundPostmortem('i', engine.ask);
  await vi.advanceTimersByTimeAsync(10);
  return bound;
}

describe('[M12] a postmortem in the window', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('opens with what the engine has, and asks for nothing twice', async () => {
    const engine = new FakeEngine();
    engine.doc.getText('text').insert(0, 'Hello');
    const bound = await opened(engine);
    expect(bound.state()).toMatchObject({ phase: 'open', isReadOnly: false, save: { words: 'Saved' } });
    expect(bound.text.toString()).toBe('Hello');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(engine.edits).toEqual([]);
  });

  it('sends a pause after 50 ms, and steady typing at least every 250 ms', async () => {
    const engine = new FakeEngine();
    const bound = await opened(engine);
    const from = Date.now();
    bound.text.insert(0, 'a');
    expect(bound.state().save.words).toBe('Saving…');
    await vi.advanceTimersByTimeAsync(49);
    expect(engine.edits).toEqual([]);
    await vi.advanceTimersByTimeAsync(20);
    expect(engine.edits.map((at) => at - from)).toEqual([55]);
    expect(bound.state().save.words).toBe('Saved');
    const steady = Date.now();
    for (let n = 0; n < 40; n++) {
      bound.text.insert(0, 'b');
      await vi.advanceTimersByTimeAsync(25);
    }
    await vi.advanceTimersByTimeAsync(100);
    const times = engine.edits.slice(1).map((at) => at - steady);
    expect(times[0]).toBeLessThanOrEqual(260);
    for (const [n, at] of times.entries()) expect(at - (times[n - 1] ?? 0)).toBeLessThanOrEqual(285);
    expect(engine.text).toBe(bound.text.toString());
  });

  it('says what is not saved, keeps it, and sends it when the engine is back', async () => {
    const engine = new FakeEngine();
    const bound = await opened(engine);
    engine.mood = () => 'away';
    bound.text.insert(0, 'Written while away');
    await vi.advanceTimersByTimeAsync(100);
    expect(bound.state().save).toMatchObject({
      state: 'not-saved',
      words: expect.stringMatching(/^Not saved: The engine is not running\..*waits here\.$/),
    });
    engine.mood = () => 'well';
    engine.doc.getText('text').insert(0, 'Others wrote; ');
    bound.reconnected();
    await vi.advanceTimersByTimeAsync(50);
    expect(bound.state().save.words).toBe('Saved');
    expect(bound.text.toString()).toContain('Others wrote; ');
    expect(engine.text).toBe(bound.text.toString());
  });

  it('tells why it can’t be opened, and tries again', async () => {
    const engine = new FakeEngine();
    engine.mood = () => 'away';
    const bound = await opened(engine);
    expect(bound.state()).toMatchObject({ phase: 'failed', isReadOnly: true, error: { what: 'The engine is not running.' } });
    engine.mood = () => 'well';
    bound.retry();
    await vi.advanceTimersByTimeAsync(10);
    expect(bound.state()).toMatchObject({ phase: 'open', error: null });
  });

  it('takes no edit once it is approved', async () => {
    const engine = new FakeEngine();
    const bound = await opened(engine);
    bound.take({ push: 'postmortem-changed', incident: 'i', postmortem: postmortem('approved') });
    expect(bound.state().isReadOnly).toBe(true);
  });

  it('compares both sides also when the line came back while an edit was on its way', async () => {
    const engine = new FakeEngine();
    const bound = await opened(engine);
    bound.text.insert(0, 'mine');
    engine.doc.getText('text').insert(0, 'theirs ');
    await vi.advanceTimersByTimeAsync(50);
    bound.reconnected();
    await vi.advanceTimersByTimeAsync(100);
    expect(bound.text.toString()).toContain('theirs');
    expect(bound.state().save.state).toBe('saved');
  });

  it('never says saved of what the engine lacks, and ends with both sides equal', async () => {
    const step = fc.record({
      insert: fc.string({ minLength: 1, maxLength: 6 }),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      waitMs: fc.nat({ max: 400 }),
      mood: fc.constantFrom('well', 'well', 'away', 'answer-lost' as const),
      other: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const engine = new FakeEngine();
        const bound = await opened(engine);
        for (const { insert, at, waitMs, mood, other } of steps) {
          engine.mood = () => mood as 'well';
          bound.text.insert(Math.floor(at * bound.text.length), insert);
          if (other) engine.doc.getText('text').insert(0, '*');
          await vi.advanceTimersByTimeAsync(waitMs);
          const lacks = Y.decodeUpdate(Y.encodeStateAsUpdate(bound.text.doc as Y.Doc, Y.encodeStateVector(engine.doc))).structs.length > 0;
          if (bound.state().save.state === 'saved') expect(lacks).toBe(false);
        }
        engine.mood = () => 'well';
        bound.reconnected();
        await vi.advanceTimersByTimeAsync(5_000);
        expect(bound.state().save.state).toBe('saved');
        expect(engine.text).toBe(bound.text.toString());
        bound.end();
      }),
      { numRuns: 60 },
    );
  });
});
