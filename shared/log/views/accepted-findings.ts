// What the lint raised and people called fine in one postmortem, folded from its events when somebody opens it.
import type { AcceptedFinding } from '../../domain/postmortem';
import type { EventKind, LogEvent } from '../event';

export const FINDING_KINDS: readonly EventKind[] = ['finding.accepted', 'finding.reopened'];

const keyOf = ({ rule, sentence }: Pick<AcceptedFinding, 'rule' | 'sentence'>): string => `${rule}: ${sentence}`;

/** Those that are fine now, by the first word of it; the later word about the same sentence under the same rule stands. */
export function foldAcceptedFindings(events: readonly LogEvent[]): AcceptedFinding[] {
  const accepted = new Map<string, AcceptedFinding>();
  for (const e of events) {
    if (e.kind === 'finding.accepted') {
      const { findings, by } = e.data;
      for (const finding of findings)
        if (!accepted.has(keyOf(finding))) accepted.set(keyOf(finding), { rule: finding.rule, sentence: finding.sentence, at: e.at, by });
    } else if (e.kind === 'finding.reopened') for (const finding of e.data.findings) accepted.delete(keyOf(finding));
  }
  return [...accepted.values()];
}
