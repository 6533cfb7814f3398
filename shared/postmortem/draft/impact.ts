// The impact in numbers as a person confirmed them, and what brought relief.
import { NO_IMPACT } from '../../domain/impact';
import { foldRunbookWork } from '../../log/views/runbook';
import { escapeCut } from './escape';
import type { Material } from './input';
import { timeLink } from './time-link';
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
  const confirmed = events.findLast(({ kind }) => kind === 'incident.impact-set');
  const moment = (at: number | null, unknown: string): string =>
    at === null || !confirmed ? unknown : timeLink(at, row.number, confirmed.id, clock);
  const titles = new Map(Object.values(foldRunbookWork(events).progress).map(({ runbook, title }) => [runbook, title]));
  const done = events.flatMap((e) => (e.kind === 'runbook.step-marked' && e.data.to === 'done' ? [e] : []));
  const line = ({ at, id, data }: (typeof done)[number]): string =>
    `- ${timeLink(at, row.number, id, clock)}: “${escapeCut(data.stepTitle || data.step, 160)}” of the runbook “${escapeCut(titles.get(data.runbook) ?? '', 120)}”`;
  return [
    `- Mitigated: ${moment(mitigatedAt, WORDS_FOR_NOTHING.mitigated)}`,
    `- Restored: ${moment(restoredAt, WORDS_FOR_NOTHING.restored)}`,
    ...done.slice(0, MOST_STEPS).map(line),
    ...(done.length > MOST_STEPS ? [`- and ${done.length - MOST_STEPS} more steps`] : []),
  ].join('\n');
}
