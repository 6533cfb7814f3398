// The measures of one incident with how each is counted; an unknown one says what to confirm.
import { type Duration, incidentDurations, lengthWords } from '../../rules/incident-times';
import type { Material } from './input';

export function durationWords(duration: Duration): string {
  return 'ms' in duration ? lengthWords(duration.ms) : `unknown: ${duration.unknown} (confirm ${duration.confirm})`;
}

export function durationsTable({ times, clock }: Material): string {
  const { toDetect, toAcknowledge, toResolve, toRecover } = incidentDurations(times);
  const span = (from: number | null, to: number | null): string =>
    from === null || to === null ? '' : `, ${clock.time(from)} to ${clock.time(to)}`;
  const { impactStart, detected, firstAck, resolved, restored } = times;
  return [
    '| Measure | Length | From, to |',
    '| --- | --- | --- |',
    `| Time to detect | ${durationWords(toDetect)} | start of impact, detected here${span(impactStart, detected)} |`,
    `| Time to acknowledge | ${durationWords(toAcknowledge)} | detected, first acknowledgement by a person${span(detected, firstAck)} |`,
    `| Time to resolve | ${durationWords(toResolve)} | detected, resolved${span(detected, resolved)} |`,
    `| Time to recover | ${durationWords(toRecover)} | start of impact, restored${span(impactStart, restored)} |`,
  ].join('\n');
}
