// The view that is on; a view that fails says so and leaves the frame usable.
import { lazy, Suspense } from 'react';
import { usePreferences } from '../store/preferences';
import { useUi, type View } from '../store/ui';
import { SkeletonRows } from '../ui/skeleton-rows';
import { QueueView } from '../views/queue/queue-view';
import { ViewGuard } from './view-guard';

const FeedsView = lazy(() => import('../views/feeds/feeds-view').then((module) => ({ default: module.FeedsView })));
const OnCallView = lazy(() => import('../views/on-call/on-call-view').then((module) => ({ default: module.OnCallView })));
const SettingsView = lazy(() => import('../views/settings/settings-view').then((module) => ({ default: module.SettingsView })));
const FirstRun = lazy(() => import('../views/first-run/first-run').then((module) => ({ default: module.FirstRun })));

const NAMES: Readonly<Record<View, string>> = { queue: 'Queue', feeds: 'Feeds', 'on-call': 'On call', settings: 'Settings' };

export function MainArea() {
  const view = useUi((state) => state.view);
  const isFirstRun = usePreferences((state) => state.value?.hasSeenFirstRun === false);
  return (
    <main className="main" aria-label={isFirstRun ? 'Welcome' : NAMES[view]}>
      <ViewGuard key={view}>
        <Suspense fallback={<SkeletonRows />}>{isFirstRun ? <FirstRun /> : <Current view={view} />}</Suspense>
      </ViewGuard>
    </main>
  );
}

function Current({ view }: { view: View }) {
  if (view === 'feeds') return <FeedsView />;
  if (view === 'on-call') return <OnCallView />;
  if (view === 'settings') return <SettingsView />;
  return <QueueView />;
}
