// What the tray, a notification or a deep link asks the window to show.
import type { ShellPush } from '../../shared/contract';
import { openTimelineEntry } from './incident-tab';
import { savePreferences, usePreferences } from './preferences';
import { useUi } from './ui';

/** News of the engine itself are the bridge's business. */
export function takeShellPush(push: ShellPush): void {
  // Whoever is led somewhere is past the welcome.
  if (push.push !== 'engine' && usePreferences.getState().value?.hasSeenFirstRun === false) void savePreferences({ hasSeenFirstRun: true });
  if (push.push === 'open-incident') {
    useUi.getState().showIncident(push.id);
    if (push.event !== undefined) openTimelineEntry(push.id, push.event);
  }
  if (push.push === 'troubleshoot') useUi.getState().openDialog({ kind: 'troubleshoot' });
  if (push.push === 'report') useUi.getState().openDialog({ kind: 'report', line: '' });
  else if (push.push === 'go') useUi.getState().go(push.view);
}
