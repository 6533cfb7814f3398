// Runbooks and evidence in an incident's row: hardly anything; their own views fold the rest on demand.
import type { EvidenceEvents } from '../kinds/evidence';
import type { RunbookEvents } from '../kinds/runbooks';
import { keepRow, type RowSteps } from './row-step';

export const RUNBOOK_STEPS: RowSteps<keyof RunbookEvents> = {
  'runbook.attached': keepRow,
  'runbook.detached': keepRow,
  'runbook.opened': keepRow,
  'runbook.left': keepRow,
  'runbook.moved': keepRow,
  'runbook.step-marked': keepRow,
  'runbook.step-noted': keepRow,
  'runbook.remarked': keepRow,
  'run.approved': keepRow,
  'run.started': keepRow,
  'run.finished': keepRow,
};

export const EVIDENCE_STEPS: RowSteps<keyof EvidenceEvents> = {
  'attachment.added': keepRow,
  'entry.pinned': keepRow,
  'evidence.exported': keepRow,
  'incident.restricted': (row, e) => ({ ...row, isRestricted: e.data.isRestricted, members: e.data.members }),
};
