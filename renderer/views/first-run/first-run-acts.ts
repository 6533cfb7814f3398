// What the first screen and the banner of the demo lead to.

import { openGuide } from '../../store/guide';
import { savePreferences } from '../../store/preferences';
import { useUi } from '../../store/ui';
import { tellError } from '../../ui/toasts';
import { showImport } from '../settings/settings-place';

/** The first screen does not come again, on this machine. */
export async function endFirstRun(): Promise<void> {
  const error = await savePreferences({ hasSeenFirstRun: true });
  if (error) tellError(error);
}

/** The guide opens beside the queue. */
export function guideMe(): void {
  void endFirstRun();
  void openGuide();
}

/** Opens the form for a first own feed, beside the feeds there are. */
export function connectMine(): void {
  void endFirstRun();
  useUi.getState().go('feeds');
  useUi.getState().openDialog({ kind: 'feed', feed: null });
}

/** What another tool was told already need not be typed again. */
export function importMine(): void {
  void endFirstRun();
  showImport();
}
