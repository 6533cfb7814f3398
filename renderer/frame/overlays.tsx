// Dialogs and the palette over whatever view is on; their code is loaded when the first one opens.
import { lazy, Suspense, useEffect } from 'react';
import { useUi } from '../store/ui';
import { ViewGuard } from './view-guard';

const importPalette = () => import('../views/palette/palette');
const Palette = lazy(() => importPalette().then((module) => ({ default: module.Palette })));
const ConceptsDialog = lazy(() => import('../views/help/concepts-dialog').then((module) => ({ default: module.ConceptsDialog })));
const HelpDialog = lazy(() => import('../views/help/help-dialog').then((module) => ({ default: module.HelpDialog })));
const ReportDialog = lazy(() => import('../views/report/report-dialog').then((module) => ({ default: module.ReportDialog })));
const TroubleshootDialog = lazy(() =>
  import('../views/troubleshoot/troubleshoot-dialog').then((module) => ({ default: module.TroubleshootDialog })),
);
const IncidentDialogs = lazy(() => import('../views/incident/dialogs').then((module) => ({ default: module.IncidentDialogs })));

/** People type on right after Ctrl K: once the start is over the palette's code waits for them, not they for it. */
const PALETTE_AFTER_MS = 1_500;

const INCIDENT_DIALOGS: ReadonlySet<string> = new Set([
  'silence',
  'source',
  'merge',
  'severity',
  'snooze',
  'restrict',
  'new-runbook',
  'role',
  'duties',
  'teach',
]);

/** The dialog of a feed belongs to the feeds view. */
export function Overlays() {
  const kind = useUi((state) => state.dialog?.kind);
  const reported = useUi((state) => (state.dialog?.kind === 'report' ? state.dialog.line : ''));
  const isPaletteOpen = useUi((state) => state.isPaletteOpen);
  useEffect(() => {
    const timer = setTimeout(() => void importPalette(), PALETTE_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <ViewGuard key={`${kind}${isPaletteOpen}`}>
      <Suspense fallback={null}>
        {isPaletteOpen && <Palette />}
        {kind === 'help' && <HelpDialog />}
        {kind === 'concepts' && <ConceptsDialog />}
        {kind === 'troubleshoot' && <TroubleshootDialog onClose={useUi.getState().closeDialog} />}
        {kind === 'report' && <ReportDialog line={reported} onClose={useUi.getState().closeDialog} />}
        {kind !== undefined && INCIDENT_DIALOGS.has(kind) && <IncidentDialogs />}
      </Suspense>
    </ViewGuard>
  );
}
