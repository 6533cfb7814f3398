// Whatever the network, people and power cuts do, in any order: every act ends once, and nothing is double in silence.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isActOpen } from '../../shared/log/views/acts';
import { type Answer, OutboxRig } from '../electron/engine/outbox-rig';
import { aLog } from '../electron/log/a-log';

const INCIDENTS = ['i', 'k'];
type Op =
  | { readonly op: 'ask'; readonly which: number; readonly isAwaiting: boolean; readonly needs: 'nothing' | 'unresolved' | 'same-run' }
  | { readonly op: 'network'; readonly answer: Answer }
  | { readonly op: 'person'; readonly which: number; readonly act: 'acknowledge' | 'unacknowledge' | 'resolve' | 'reopen' }
  | { readonly op: 'confirm' | 'drop'; readonly which: number }
  | { readonly op: 'pass'; readonly minutes: number }
  | { readonly op: 'kill' | 'wake' | 'settle' };

const answer = fc.constantFrom<Answer[]>(
  ...(['ok', 'ok', 'unreachable', 'lost-before', 'lost-after', 'server', 'refused', 'busy', 'never-before', 'never-after'] as const),
);
const anyOp: fc.Arbitrary<Op> = fc.oneof(
  fc.record({
    op: fc.constant('ask' as const),
    which: fc.nat(1),
    isAwaiting: fc.boolean(),
    needs: fc.constantFrom('nothing' as const, 'unresolved' as const, 'same-run' as const),
  }),
  fc.record({ op: fc.constant('network' as const), answer }),
  fc.record({
    op: fc.constant('person' as const),
    which: fc.nat(1),
    act: fc.constantFrom('acknowledge' as const, 'unacknowledge' as const, 'resolve' as const, 'reopen' as const),
  }),
  fc.record({ op: fc.constantFrom('confirm' as const, 'drop' as const), which: fc.nat(20) }),
  fc.record({ op: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 300 }) }),
  fc.record({ op: fc.constantFrom('kill' as const, 'wake' as const, 'settle' as const) }),
);

async function step(rig: OutboxRig, op: Op, acts: string[]): Promise<OutboxRig> {
  switch (op.op) {
    case 'ask': {
      const incident = INCIDENTS[op.which] ?? null;
      const run = rig.desk.state.incidents.get(incident ?? '')?.row.paging.run ?? 0;
      const precondition = op.needs === 'same-run' ? { needs: op.needs, run } : { needs: op.needs };
      acts.push(`a${acts.length}`);
      rig.ask(`a${acts.length - 1}`, incident, { isAwaiting: op.isAwaiting, precondition });
      return rig;
    }
    case 'network':
      rig.target.answer = () => op.answer;
      return rig;
    case 'person':
      rig.person(INCIDENTS[op.which] ?? '', op.act === 'acknowledge' ? { act: op.act, via: 'test' } : { act: op.act, why: '' });
      return rig;
    case 'confirm':
      rig.confirm(`a${op.which}`);
      return rig;
    case 'drop':
      rig.drop(`a${op.which}`);
      return rig;
    case 'pass':
      await rig.pass(op.minutes * 60_000);
      return rig;
    case 'kill':
      return rig.kill();
    case 'wake':
      rig.outbox.wake();
      return rig;
    case 'settle':
      await rig.settle();
      return rig;
  }
}

/** Runs a history, then gives the network back for long enough. */
async function run(ops: readonly Op[], isKeyed: boolean): Promise<{ rig: OutboxRig; acts: string[] }> {
  let rig = new OutboxRig(aLog(), { isKeyed });
  INCIDENTS.forEach((id, n) => {
    rig.open(id, n + 1);
  });
  const acts: string[] = [];
  for (const op of ops) rig = await step(rig, op, acts);
  rig = rig.kill();
  rig.target.answer = () => 'ok';
  for (let i = 0; i < 12; i++) await rig.pass(6 * 60_000);
  for (let i = 0; i < acts.length; i++) await rig.settle();
  return { rig, acts };
}

const history = fc.array(anyOp, { maxLength: 30 });

describe('the outbox', { timeout: 120_000 }, () => {
  it.each([true, false])('[O7] [O4] ends each act once, and nothing is double in silence (target with key: %s)', async (isKeyed) => {
    await fc.assert(
      fc.asyncProperty(history, async (ops) => {
        const { rig, acts } = await run(ops, isKeyed);
        for (const id of acts) {
          const act = rig.record(id);
          const effects = rig.target.effects(act.key, isKeyed);
          expect(['sent', 'dropped', 'expired', 'failed', 'conflict', 'awaiting']).toContain(act.state);
          if (act.state === 'sent') expect(effects).toBeGreaterThan(0);
          if (act.state === 'awaiting') expect(effects).toBe(0);
          if (isKeyed) expect(effects).toBeLessThanOrEqual(1);
          else if (effects > 1) expect(act.mayBeDouble || act.mayHaveArrived).toBe(true);
          if (effects > 0 && act.state !== 'sent') expect(act.mayHaveArrived).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('[O1] [L1] is in memory and in the table what its events say, after any history', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (ops) => {
        const { rig } = await run(ops, true);
        const next = rig.kill();
        expect(next.desk.state.acts).toEqual(rig.desk.state.acts);
        expect([...rig.desk.state.acts.values()].every(isActOpen)).toBe(true);
        const inRows = [...rig.desk.state.incidents.values()].flatMap((i) => i.row.acts.map((a) => a.id)).sort();
        expect(inRows).toEqual([...rig.desk.state.acts.keys()].sort());
      }),
      { numRuns: 30 },
    );
  });
});
