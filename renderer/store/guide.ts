// Where the guide to the first page stands. The shell keeps it, so that it goes on where it was left.
import { savePreferences, usePreferences } from './preferences';

export const GUIDE_STEPS = ['find', 'test', 'alerts', 'send', 'hear', 'done'] as const;
export type GuideStep = (typeof GUIDE_STEPS)[number];

/** Null while the guide is not shown. */
export function useGuideStep(): GuideStep | null {
  const at = usePreferences((state) => state.value?.guideStep ?? 0);
  return GUIDE_STEPS[at - 1] ?? null;
}

export async function showGuideStep(step: GuideStep): Promise<void> {
  await savePreferences({ guideStep: GUIDE_STEPS.indexOf(step) + 1 });
}

/** From its beginning, or goes on where it is. */
export async function openGuide(): Promise<void> {
  if ((usePreferences.getState().value?.guideStep ?? 0) === 0) await showGuideStep('find');
}

export async function closeGuide(): Promise<void> {
  await savePreferences({ guideStep: 0 });
}
