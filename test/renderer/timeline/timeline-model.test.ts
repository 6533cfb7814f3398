import { describe, expect, it } from 'vitest';
import { type Ask, TimelineModel } from '../../../renderer/views/timeline/timeline-model';
import type { TimelineEntry } from '../../../shared/contract';

const entry = (seq: number): TimelineEntry => ({
  seq,
  at: seq,
  kind: 'page.shown',
  actor: 'desk',
  text: `e${seq}`,
  detail: '',
  tone: 'bad',
});

/** An engine with so many entries that answers when it is told to. */
function engine(count: number) {
  const calls: { call: string; args: Record<string, unknown> }[] = [];
  const gates: (() => void)[] = [];
  const desk = { count, isDown: false };
  const ask = (async (call: string, args: Record<string, unknown>) => {
    calls.push({ call, args });
    await new Promise<void>((open) => gates.push(open));
    if (desk.isDown) return { ok: false, error: { kind: 'failed', what: 'gone', remedy: '' } };
    if (call === 'read-entries') return { ok: true, value: { entries: (args.seqs as number[]).map(entry) } };
    const seqs = Array.from({ length: desk.count }, (_, i) => i + 1).filter((seq) => seq > (args.after as number));
    const zeros = seqs.map(() => 0);
    const value = {
      seqs,
      at: seqs,
      happenedAt: seqs,
      kinds: zeros,
      actors: zeros,
      kindNames: ['page.shown'],
      actorNames: ['desk'],
      pinned: [2],
    };
    return { ok: true, value };
  }) as unknown as Ask;
  const release = async (): Promise<void> => {
    for (const open of gates.splice(0)) open();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { ask, calls, release, desk };
}

describe('TimelineModel', () => {
  it('[H2] knows where every entry stands after one answer, then asks only for what came since', async () => {
    const { ask, calls, release, desk } = engine(10);
    const model = new TimelineModel('i1', ask);
    model.seed([entry(9), entry(10)]);
    expect(model.state()).toMatchObject({ isWhole: false, marks: [{ seq: 9 }, { seq: 10 }] });
    void model.refresh();
    await release();
    expect(model.state().marks.map((mark) => mark.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect([...model.state().pinned]).toEqual([2]);
    desk.count = 12;
    void model.refresh();
    await release();
    expect(calls.at(-1)).toEqual({ call: 'open-timeline', args: { id: 'i1', after: 10 } });
    expect(model.state().marks).toHaveLength(12);
  });

  it('a change while an answer is on its way is asked for once more, never twice at once', async () => {
    const { ask, calls, release } = engine(3);
    const model = new TimelineModel('i1', ask);
    void model.refresh();
    void model.refresh();
    void model.refresh();
    expect(calls).toHaveLength(1);
    await release();
    expect(calls).toHaveLength(2);
    await release();
    expect(calls).toHaveLength(2);
  });

  it('words are asked for once, the last wish next, and never what is known', async () => {
    const { ask, calls, release } = engine(1_000);
    const model = new TimelineModel('i1', ask);
    model.seed([entry(1_000)]);
    model.want([1_000]);
    expect(calls).toHaveLength(0);
    model.want([1, 2, 1_000]);
    model.want([300, 301]);
    model.want([500, 501]);
    expect(calls.map(({ args }) => args.seqs)).toEqual([[1, 2]]);
    await release();
    expect(calls.map(({ args }) => args.seqs)).toEqual([
      [1, 2],
      [500, 501],
    ]);
    await release();
    expect([...model.state().entries.keys()]).toEqual([1_000, 1, 2, 500, 501]);
  });

  it('a failure is told and what is known stays; the next answer clears it', async () => {
    const { ask, release, desk } = engine(5);
    const model = new TimelineModel('i1', ask);
    desk.isDown = true;
    model.seed([entry(5)]);
    void model.refresh();
    await release();
    expect(model.state()).toMatchObject({ error: { what: 'gone' }, marks: [{ seq: 5 }] });
    desk.isDown = false;
    void model.refresh();
    await release();
    expect(model.state()).toMatchObject({ error: null, isWhole: true });
  });
});
