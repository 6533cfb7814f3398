// Renders whichever dialog about incidents is open; the frame loads this file when the first one is.
import { useUi } from '../../store/ui';
import { RoleDialog } from '../roles/role-dialog';
import { UnfinishedDialog } from '../roles/unfinished-dialog';
import { NewRunbookDialog } from '../runbook/new-runbook-dialog';
import { SourceDialog } from '../source/source-dialog';
import { MergeDialog } from './merge-dialog';
import { RestrictDialog } from './restrict-dialog';
import { SeverityDialog } from './severity-dialog';
import { SilenceDialog } from './silence-dialog';
import { SnoozeDialog } from './snooze-dialog';
import { TeachDialog } from './teach-dialog';

export function IncidentDialogs() {
  const dialog = useUi((s) => s.dialog);
  const onClose = useUi((s) => s.closeDialog);
  switch (dialog?.kind) {
    case 'silence':
      return <SilenceDialog key={dialog.incident} id={dialog.incident} ticketFor={dialog.ticketFor ?? null} onClose={onClose} />;
    case 'source':
      return (
        <SourceDialog
          key={`${dialog.incident} ${dialog.does} ${dialog.only?.key ?? ''}`}
          incident={dialog.incident}
          does={dialog.does}
          only={dialog.only}
          onClose={onClose}
        />
      );
    case 'snooze':
      return <SnoozeDialog ids={dialog.incidents} onClose={onClose} />;
    case 'severity':
      return <SeverityDialog ids={dialog.incidents} onClose={onClose} />;
    case 'restrict':
      return <RestrictDialog ids={dialog.incidents} onClose={onClose} />;
    case 'merge':
      return <MergeDialog ids={dialog.incidents} onClose={onClose} />;
    case 'teach':
      return <TeachDialog rule={dialog.rule} onClose={onClose} />;
    case 'new-runbook':
      return <NewRunbookDialog key={dialog.incident} incident={dialog.incident} onClose={onClose} />;
    case 'role':
      return <RoleDialog key={dialog.incident} incident={dialog.incident} role={dialog.role} onClose={onClose} />;
    case 'duties':
      return <UnfinishedDialog ids={dialog.incidents} onward={dialog.onward} duties={dialog.duties} onClose={onClose} />;
    default:
      return null;
  }
}
