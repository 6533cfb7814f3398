// The event by which a person says whether an incident was worth their attention; the last one counts.
import type { Verdict } from '../../domain/judgement';

export interface JudgementEvents {
  'incident.judged': { verdict: Verdict; by: string };
}
