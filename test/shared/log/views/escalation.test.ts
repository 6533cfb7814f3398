// The story of an escalation, folded from an incident's events.
import { expect, it } from 'vitest';
import type { Draft } from '../../../../shared/log/event';
import { foldEscalation } from '../../../../shared/log/views/escalation';
import { Bench, T0 } from '../../make';

const of = { incident: 'i1', actor: 'rules' } as const;
const begun: Draft = { ...of, kind: 'escalation.begun', data: { policy: 'grave', why: '', nextAt: T0 + 1 } };
const stepped = (step: number, to: string): Draft => ({
  ...of,
  kind: 'escalation.stepped',
  data: { policy: 'grave', step, does: 'tell-person', to, why: `step ${step}`, trace: [], nextAt: null },
});
const acknowledged: Draft = { ...of, kind: 'incident.acknowledged', data: { by: 'Robin', via: 'window' } };

const fold = (drafts: readonly Draft[]) => foldEscalation(new Bench().seal(drafts, T0));

it('is null until a policy begins', () => {
  expect(fold([acknowledged])).toBeNull();
});

it('keeps who was told when, and goes on', () => {
  const story = fold([begun, stepped(1, 'Ana'), stepped(2, '')]);
  expect(story).toMatchObject({ policy: 'grave', begunAt: T0, ended: null });
  expect(story?.steps.map(({ step, to, at }) => [step, to, at])).toEqual([
    [1, 'Ana', T0],
    [2, '', T0],
  ]);
});

it.each<[Draft, string]>([
  [acknowledged, 'Robin has it'],
  [{ ...of, kind: 'incident.snoozed', data: { until: T0, by: 'Robin', via: 'window' } }, 'Robin snoozed it'],
  [{ ...of, kind: 'incident.resolved', data: { why: '', isAutomatic: true } }, 'resolved by itself'],
  [{ ...of, kind: 'incident.resolved', data: { why: '', isAutomatic: false } }, 'resolved'],
  [{ ...of, kind: 'incident.closed', data: { why: '', isAutomatic: false } }, 'closed'],
  [{ ...of, kind: 'incident.merged', data: { into: 'i2', intoNumber: 2, by: 'Robin' } }, 'merged into INC-2'],
])('[E3] ends with $kind', (end, why) => {
  expect(fold([begun, stepped(1, 'Ana'), end, stepped(2, 'Bo')])).toMatchObject({ ended: { at: T0, why }, steps: [{ to: 'Ana' }] });
});

it('[E3] a new run is a new story', () => {
  expect(fold([begun, stepped(1, 'Ana'), acknowledged, begun])).toMatchObject({ steps: [], ended: null });
});
