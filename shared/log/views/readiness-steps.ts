// Drills and reviews of policies in an incident's row: nothing; their events concern the whole desk.
import type { ReadinessEvents } from '../kinds/readiness';
import { keepRow, type RowSteps } from './row-step';

export const READINESS_STEPS: RowSteps<keyof ReadinessEvents> = {
  'drill.started': keepRow,
  'drill.ended': keepRow,
  'drill.scored': keepRow,
  'policy.reviewed': keepRow,
};
