// The view that is on; a view that fails says so and leaves the frame usable.
import { lazy, Suspense } from 'react';
import { msg } from '../../shared/words/words';
import { useDesk } from '../store/desk';
import { usePreferences } from '../store/preferences';
import { useUi, type View } from '../store/ui';
import { SkeletonRows } from '../ui/skeleton-rows';
import { QueueView } from '../views/queue/queue-view';
import { ViewGuard } from './view-guard';

const FeedsView = lazy(() => import('../views/feeds/feeds-view').then((module) => ({ default: module.FeedsView })));
const ActionsView = lazy(() => import('../views/actions/actions-view').then((module) => ({ default: module.ActionsView })));
const InsightsView = lazy(() => import('../views/insights/insights-view').then((module) => ({ default: module.InsightsView })));
const OutboxView = lazy(() => import('../views/outbox/outbox-view').then((module) => ({ default: module.OutboxView })));
const PostmortemsView = lazy(() => import('../views/postmortems/postmortems-view').then((module) => ({ default: module.PostmortemsView })));
const ReadinessView = lazy(() => import('../views/readiness/readiness-view').then((module) => ({ default: module.ReadinessView })));
const RunbooksView = lazy(() => import('../views/runbook/runbooks-view').then((module) => ({ default: module.RunbooksView })));
const ShiftView = lazy(() => import('../views/shift/shift-view').then((module) => ({ default: module.ShiftView })));
const OnCallView = lazy(() => import('../views/on-call/on-call-view').then((module) => ({ default: module.OnCallView })));
const SettingsView = lazy(() => import('../views/settings/settings-view').then((module) => ({ default: module.SettingsView })));
const RecoveryView = lazy(() => import('../views/recovery/recovery-view').then((module) => ({ default: module.RecoveryView })));
const FirstRun = lazy(() => import('../views/first-run/first-run').then((module) => ({ default: module.FirstRun })));

const NAMES: Readonly<Record<View, string>> = {
  queue: msg`Queue`,
  runbooks: msg`Runbooks`,
  postmortems: msg`Postmortems`,
  'on-call': msg`On call`,
  shift: msg`Shift`,
  actions: msg`Actions`,
  insights: msg`Insights`,
  readiness: msg`Readiness`,
  feeds: msg`Feeds`,
  outbox: msg`Outbox`,
  settings: msg`Settings`,
};

export function MainArea() {
  const view = useUi((state) => state.view);
  const isFirstRun = usePreferences((state) => state.value?.hasSeenFirstRun === false);
  const recovery = useDesk((state) => state.recovery);
  if (recovery)
    return (
      <main className="main" aria-label={msg`The log can’t be opened`}>
        <ViewGuard key="recovery">
          <Suspense fallback={<SkeletonRows />}>
            <RecoveryView recovery={recovery} />
          </Suspense>
        </ViewGuard>
      </main>
    );
  return (
    <main className="main" aria-label={isFirstRun ? msg`Welcome` : NAMES[view]}>
      <ViewGuard key={view}>
        <Suspense fallback={<SkeletonRows />}>{isFirstRun ? <FirstRun /> : <Current view={view} />}</Suspense>
      </ViewGuard>
    </main>
  );
}

function Current({ view }: { view: View }) {
  if (view === 'runbooks') return <RunbooksView />;
  if (view === 'postmortems') return <PostmortemsView />;
  if (view === 'feeds') return <FeedsView />;
  if (view === 'outbox') return <OutboxView />;
  if (view === 'actions') return <ActionsView />;
  if (view === 'insights') return <InsightsView />;
  if (view === 'readiness') return <ReadinessView />;
  if (view === 'shift') return <ShiftView />;
  if (view === 'on-call') return <OnCallView />;
  if (view === 'settings') return <SettingsView />;
  return <QueueView />;
}
