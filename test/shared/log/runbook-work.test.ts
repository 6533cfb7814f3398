import { expect, test } from 'vitest';
import type { Draft, LogEvent } from '../../../shared/log/event';
import { foldRunbookWork } from '../../../shared/log/views/runbook';

let at = 0;
function event(draft: Pick<Draft, 'kind' | 'data'>): LogEvent {
  at += 1000;
  return { ...draft, incident: 'i', actor: 'person:eva', seq: at, id: String(at), hlc: '', device: 'd', v: 1, prev: '', at } as LogEvent;
}

test('[R8] position, marks, notes and times come from the log', () => {
  at = 0;
  const runbook = 'ops/node.md';
  const work = foldRunbookWork([
    event({ kind: 'runbook.opened', data: { runbook, title: 'Node', version: 'v1', by: 'eva' } }),
    event({ kind: 'runbook.moved', data: { runbook, step: 'a/b', by: 'eva' } }),
    event({ kind: 'runbook.step-marked', data: { runbook, step: 'a/b', stepTitle: 'B', to: 'failed', by: 'eva' } }),
    event({ kind: 'runbook.step-noted', data: { runbook, step: 'a/b', stepTitle: 'B', text: 'no such pod', by: 'ben' } }),
    event({ kind: 'runbook.moved', data: { runbook, step: 'a/c', by: 'eva' } }),
    event({ kind: 'runbook.left', data: { runbook, openMs: 4000, by: 'eva' } }),
    event({ kind: 'runbook.remarked', data: { runbook, step: null, text: 'name the pod', by: 'eva' } }),
  ]);
  expect(work.current).toBe(runbook);
  expect(work.progress[runbook]).toMatchObject({ version: 'v1', firstOpenedAt: 1000, openMs: 4000, position: 'a/c' });
  expect(work.progress[runbook]?.steps['a/b']).toEqual({
    title: 'B',
    state: 'failed',
    arrivedAt: 2000,
    markedAt: 3000,
    markedBy: 'eva',
    notes: [{ text: 'no such pod', by: 'ben', at: 4000 }],
  });
  expect(work.progress[runbook]?.remarks).toMatchObject([{ step: null, text: 'name the pod' }]);
});

test('[R8] taking a runbook off leaves the one before it', () => {
  const attach = (runbook: string) =>
    event({ kind: 'runbook.attached', data: { runbook, title: runbook, why: 'w', isByHand: true, by: 'eva' } });
  const both = [attach('a'), attach('b')];
  expect(foldRunbookWork(both).current).toBe('b');
  const one = foldRunbookWork([...both, event({ kind: 'runbook.detached', data: { runbook: 'b', by: 'eva' } })]);
  expect([one.current, one.attached.map((a) => a.runbook)]).toEqual(['a', ['a']]);
});

test('[R8] ids such as __proto__ are ids like others', () => {
  const runbook = '__proto__';
  const work = foldRunbookWork([
    event({ kind: 'runbook.step-marked', data: { runbook, step: 'constructor', stepTitle: 'x', to: 'done', by: 'eva' } }),
  ]);
  expect(Object.hasOwn(work.progress, 'toString')).toBe(false);
});
