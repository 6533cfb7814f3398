// A place beside the view for the guide; its code is loaded when it is first shown.
import { lazy, Suspense } from 'react';
import { useDesk } from '../store/desk';
import { useGuideStep } from '../store/guide';
import { usePreferences } from '../store/preferences';

const GuidePanel = lazy(() => import('../views/guide/guide-panel').then((module) => ({ default: module.GuidePanel })));

export function GuideSlot() {
  const step = useGuideStep();
  const isFirstRun = usePreferences((state) => state.value?.hasSeenFirstRun === false);
  const isBroken = useDesk((state) => state.recovery !== null);
  if (step === null || isFirstRun || isBroken) return null;
  return (
    <Suspense fallback={null}>
      <GuidePanel step={step} />
    </Suspense>
  );
}
