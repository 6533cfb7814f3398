// What a person may set for a feed of probes, and how it is checked.
import { z } from 'zod';
import type { ConfigField, Feed } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { refusedConfig } from '../config-errors';
import { CONNECTION_FIELDS, certificatePair, connectionShape } from '../connection';
import { type Target, targetLine } from './target';

export interface ProbeConfig {
  readonly targets: readonly Target[];
  /** Asked only to know whether this machine has a network when no target answers. */
  readonly witnesses: readonly Target[];
}

function twiceIn(targets: readonly Target[]): string | null {
  return targets.find(({ name }, at) => targets.findIndex((one) => one.name === name) !== at)?.name ?? null;
}

const schema = z
  .strictObject({
    targets: z.array(targetLine).min(1, 'at least one target').max(500, 'at most 500 targets'),
    witnesses: z.array(targetLine).max(10).default([]),
    ...connectionShape,
  })
  .refine(...certificatePair)
  .superRefine(({ targets }, ctx) => {
    const twice = twiceIn(targets);
    if (twice !== null)
      ctx.addIssue({ code: 'custom', path: ['targets'], message: msg`"${twice}" is there twice: give one of them a name=` });
  });

export const parseConfig: Feed<ProbeConfig>['parseConfig'] = (input) => {
  const result = schema.safeParse(input);
  if (result.success) return { ok: true, config: { targets: result.data.targets, witnesses: result.data.witnesses } };
  return refusedConfig(result.error);
};

export const FIELDS: readonly ConfigField[] = [
  {
    name: 'targets',
    label: msg`Targets`,
    hint: msg`One a line: https://shop.example.com/health status=200 body="ok" latency=2s cert=14d for=3 · tcp://db1:5432 severity=error · dns://shop.example.com type=A expect=192.0.2.10`,
    type: 'text-list',
    isRequired: true,
  },
  {
    name: 'witnesses',
    label: msg`Witnesses of the network`,
    hint: msg`Asked only when no target answers, such as tcp://192.0.2.1:443: when they are silent too, it is this machine that is cut off, and no target is told as down.`,
    type: 'text-list',
  },
  ...CONNECTION_FIELDS,
];
