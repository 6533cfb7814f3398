// The place beside a step for what can be done with it beyond marking it; whoever fills it knows which incident and text it is about.
import type { ReactNode } from 'react';
import type { RunbookDocument, RunbookStep } from '../../../shared/domain/runbook';

/** Where a step stands: `incident` null outside of one (a look into the library). */
export interface StepPlace {
  readonly incident: string | null;
  readonly document: RunbookDocument;
  readonly step: RunbookStep;
  /** Is the position at this step? */
  readonly isCurrent: boolean;
}

/** Drawn under the step's text; null for steps that have nothing more. */
export type StepActions = (place: StepPlace) => ReactNode;
