// Calls whose code waits in a room of its own (room.ts), by name: the contract's schemas, which know them too, are read with the first
// call that has arguments and not before the first look at the queue.
import type { backupCalls } from '../../shared/contract/backups';
import type { feedCalls } from '../../shared/contract/feeds';
import type { importCalls } from '../../shared/contract/imports';
import type { policyCalls } from '../../shared/contract/policies';
import type { publishCalls } from '../../shared/contract/publish';
import type { readinessCalls } from '../../shared/contract/readiness';
import type { recorderCalls } from '../../shared/contract/recorder';
import type { replayCalls } from '../../shared/contract/replay';
import type { runbookCalls } from '../../shared/contract/runbooks';
import type { runCalls } from '../../shared/contract/runs';
import type { scheduleCalls } from '../../shared/contract/schedules';
import type { sharingCalls } from '../../shared/contract/sharing';
import type { shiftCalls } from '../../shared/contract/shift';

/** A record, so that a call which the contract gains or loses does not compile here. */
type Names<Schemas> = Readonly<Record<keyof Schemas, true>>;

export const RUNBOOK_CALLS: Names<typeof runbookCalls> = {
  'list-runbooks': true,
  'list-runbook-sources': true,
  'refresh-runbooks': true,
  'get-runbook': true,
  'list-remarks': true,
  'attach-runbook': true,
  'detach-runbook': true,
  'open-runbook': true,
  'leave-runbook': true,
  'move-in-runbook': true,
  'mark-step': true,
  'note-step': true,
  'remark-runbook': true,
  'draft-runbook': true,
  'create-runbook': true,
};

export const RUN_CALLS: Names<typeof runCalls> = {
  'plan-run': true,
  'run-step': true,
  'cancel-run': true,
  'type-into-run': true,
  'resize-run': true,
  'get-run': true,
  'approve-step': true,
};

export const READINESS_CALLS: Names<typeof readinessCalls> = {
  'get-readiness': true,
  'start-drill': true,
  'end-drill': true,
};

export const SCHEDULE_CALLS: Names<typeof scheduleCalls> = {
  'list-on-call': true,
  'refresh-schedule': true,
  'test-schedule': true,
  'save-schedule': true,
  'remove-schedule': true,
};

export const SHIFT_CALLS: Names<typeof shiftCalls> = {
  'preview-shift': true,
  'seal-shift': true,
  'record-handover': true,
  'open-shift': true,
  'get-shift': true,
  'take-over-shift': true,
  'put-shift-away': true,
};

export const IMPORT_CALLS: Names<typeof importCalls> = {
  'preview-import': true,
  'take-import': true,
  'preview-pagerduty': true,
  'take-pagerduty': true,
};

export const POLICY_CALLS: Names<typeof policyCalls> = {
  'list-policies': true,
  'review-policy': true,
  'score-services': true,
};

export const PUBLISH_CALLS: Names<typeof publishCalls> = {
  'list-publish-kinds': true,
  'save-publish-target': true,
  'remove-publish-target': true,
  'export-postmortem': true,
  'preview-publish': true,
  'publish-postmortem': true,
  'preview-summary': true,
  'send-summary': true,
};

export const REPLAY_CALLS: Names<typeof replayCalls> = {
  'replay-rules': true,
  'cancel-replay': true,
};

export const PRESET_CALLS: Names<Pick<typeof feedCalls, 'try-preset' | 'forget-answer'>> = {
  'try-preset': true,
  'forget-answer': true,
};

export const SHARING_CALLS: Names<typeof sharingCalls> = {
  'get-sharing': true,
  'found-space': true,
  'join-space': true,
  'admit-desk': true,
  'remove-desk': true,
  'save-sharing-secrets': true,
  'be-in-postmortem': true,
  'leave-postmortem': true,
  'get-readers': true,
};

export const RECORDER_CALLS: Names<typeof recorderCalls> = {
  'list-recordings': true,
  'read-recording': true,
  'try-snapshot': true,
};

export const BACKUP_CALLS: Names<typeof backupCalls> = {
  'list-backups': true,
  'back-up-now': true,
};
