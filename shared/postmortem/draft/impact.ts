// The impact in numbers as a person confirmed them, and what brought relief.
import { NO_IMPACT } from '../../domain/impact';
import { foldRunbookWork } from '../../log/views/runbook';
import { escapeCut } from './escape';
import type { Material } from './input';
import { WORDS_FOR_NOTHING } from './words';

const MOST_STEPS = 30;

export function impactList({ row, clock }: Material): string {
  const impact = row.impact ?? NO_IMPACT;
  const moment = (at: number | null, unknown: string): string => (at === null ? unknown : `${clock.day(at)} ${clock.time(at).slice(-8)}`);
  const count = (n: number | null): string => (n === null ? WORDS_FOR_NOTHING.count : n.toLocaleString('en'));
  return [
    `- Began: ${moment(impact.impactStart, WORDS_FOR_NOTHING.impactStart)}`,
    `- Restored: ${moment(impact.restoredAt, WORDS_FOR_NOTHING.restored)}`,
    `- Customers affected: ${count(impact.customersAffected)}`,
    `- Requests failed: ${count(impact.requestsFailed)}`,
    `- Support requests: ${count(impact.supportRequests)}`,
    ...(impact.words === '' ? [] : [`- Noticed by users: ${escapeCut(impact.words, 1000)}`]),
  ].join('\n');
}

/** Confirmed moments, and the steps of runbooks that were done: facts, not what they were worth. */
export function mitigationList({ row, events, clock }: Material): string {
  const { mitigatedAt, restoredAt } = row.impact ?? NO_IMPACT;
  const done = Object.values(foldRunbookWork(events).progress).flatMap(({ title, steps }) =>
    Object.values(steps).flatMap((step) =>
      step.state === 'done' && step.markedAt !== null ? [{ at: step.markedAt, step: step.title, title }] : [],
    ),
  );
  done.sort((a, b) => a.at - b.at);
  return [
    `- Mitigated: ${mitigatedAt === null ? WORDS_FOR_NOTHING.mitigated : clock.time(mitigatedAt)}`,
    `- Restored: ${restoredAt === null ? WORDS_FOR_NOTHING.restored : clock.time(restoredAt)}`,
    ...done
      .slice(0, MOST_STEPS)
      .map(({ at, step, title }) => `- ${clock.time(at)}: “${escapeCut(step, 160)}” of the runbook “${escapeCut(title, 120)}”`),
    ...(done.length > MOST_STEPS ? [`- and ${done.length - MOST_STEPS} more steps`] : []),
  ].join('\n');
}
