// A simulated day without a network and 500 acts, then back: a real HTTP sink, real refusals of the connection in between.
import { describe, expect, it } from 'vitest';
import type { ActRecord } from '../../../shared/domain/act';
import { eventually } from '../../harness/eventually';
import { startMessageSink } from '../../harness/message-sink';
import { aLog } from '../log/a-log';
import { OutboxRig } from './outbox-rig';

const ACTS = 500;
const MINUTE = 60_000;
const INCIDENTS = 25;

describe('an offline day', { timeout: 180_000 }, () => {
  it.each([true, false])('[O5] [O7] ends with all of %s acts delivered or in conflict, none twice', async (isKeyed) => {
    const rig = new OutboxRig(aLog(), { isKeyed });
    let probes = 0;
    rig.target.answer = () => {
      probes += 1;
      return 'unreachable';
    };
    for (let i = 0; i < INCIDENTS; i++) rig.open(`i${i}`, i + 1);
    for (let minute = 0; minute < 24 * 60; minute += 10) {
      for (let n = 0; n < 4; n++) {
        const at = (minute / 10) * 4 + n;
        if (at < ACTS) rig.ask(`a${at}`, `i${at % INCIDENTS}`, { channel: `c${at % 3}`, precondition: { needs: 'unresolved' } });
      }
      if (minute === 600) for (let i = 0; i < 5; i++) rig.person(`i${i}`, { act: 'resolve', why: '' });
      await rig.pass(10 * MINUTE);
    }
    expect(probes).toBeLessThan(3 * 24 * 60);
    const sink = await startMessageSink();
    rig.sendOverHttp(sink.url);
    rig.outbox.wake();
    const isDone = async (): Promise<boolean> => {
      await rig.pass(1000);
      return [...rig.desk.state.acts.values()].every((a) => a.state === 'conflict');
    };
    await eventually('nothing waits any more', isDone, { limitMs: 120_000 });
    await sink.stop();
    const acts = Array.from({ length: ACTS }, (_, i) => rig.record(`a${i}`));
    const of = (state: ActRecord['state']): ActRecord[] => acts.filter((a) => a.state === state);
    expect(of('sent').length + of('conflict').length).toBe(ACTS);
    expect(of('conflict').every((a) => ['i0', 'i1', 'i2', 'i3', 'i4'].includes(a.incident ?? ''))).toBe(true);
    expect(of('conflict')).toHaveLength(ACTS / 5);
    expect(sink.taken).toHaveLength(of('sent').length);
    expect(new Set(sink.taken.map((t) => t.key)).size).toBe(sink.taken.length);
    for (let i = 0; i < INCIDENTS; i++)
      for (let c = 0; c < 3; c++) {
        const mine = acts.filter(
          (a) => a.incident === `i${i}` && a.state === 'sent' && a.content.what === 'message' && a.content.channel === `c${c}`,
        );
        const arrived = sink.taken.filter((t) => mine.some((a) => a.key === t.key)).map((t) => t.key);
        expect(arrived).toEqual(mine.map((a) => a.key));
      }
  });
});
