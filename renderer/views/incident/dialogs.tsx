// Renders whichever dialog about incidents is open; the frame loads this file when the first one is.
import { useUi } from '../../store/ui';
import { MergeDialog } from './merge-dialog';
import { RestrictDialog } from './restrict-dialog';
import { SeverityDialog } from './severity-dialog';
import { SilenceDialog } from './silence-dialog';
import { SnoozeDialog } from './snooze-dialog';

export function IncidentDialogs() {
  const dialog = useUi((s) => s.dialog);
  const onClose = useUi((s) => s.closeDialog);
  switch (dialog?.kind) {
    case 'silence':
      return <SilenceDialog key={dialog.incident} id={dialog.incident} onClose={onClose} />;
    case 'snooze':
      return <SnoozeDialog ids={dialog.incidents} onClose={onClose} />;
    case 'severity':
      return <SeverityDialog ids={dialog.incidents} onClose={onClose} />;
    case 'restrict':
      return <RestrictDialog ids={dialog.incidents} onClose={onClose} />;
    case 'merge':
      return <MergeDialog ids={dialog.incidents} onClose={onClose} />;
    default:
      return null;
  }
}
