// Action items in an incident's row: nothing; the board folds them by itself.
import type { ActionEvents } from '../kinds/actions';
import { keepRow, type RowSteps } from './row-step';

export const ACTION_STEPS: RowSteps<keyof ActionEvents> = {
  'action.recorded': keepRow,
  'action.changed': keepRow,
  'action.state': keepRow,
  'action.removed': keepRow,
  'action.ticket-linked': keepRow,
  'action.ticket-seen': keepRow,
  'action.guard-set': keepRow,
  'action.guard-seen': keepRow,
};
