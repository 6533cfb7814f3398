// From a reason of a score to the place where it is mended.
import type { Place } from '../../../shared/readiness/service-score';
import { openIncidentTab } from '../../store/incident-tab';
import { showRunbook } from '../../store/library';
import { useUi } from '../../store/ui';

export const PLACE_WORDS: Readonly<Record<Place['kind'], string>> = {
  runbook: 'Open the runbook',
  incident: 'Open the incident',
  runbooks: 'Go to the runbooks',
  actions: 'Go to the actions',
  drills: 'Go to the drills',
  feed: 'Open the feed',
  feeds: 'Go to the feeds',
  policy: 'Go to the policy',
};

/** Id of the element that stands for a place within the view itself. */
export function placeId(place: Extract<Place, { kind: 'policy' | 'drills' }>): string {
  return place.kind === 'drills' ? 'readiness-drills' : `readiness-policy-${place.policy}`;
}

export function goTo(place: Place): void {
  const ui = useUi.getState();
  if (place.kind === 'runbook') showRunbook(place.runbook);
  else if (place.kind === 'incident') {
    openIncidentTab('runbook');
    ui.showIncident(place.incident);
  } else if (place.kind === 'feed') ui.openDialog({ kind: 'feed', feed: place.feed });
  else if (place.kind === 'drills' || place.kind === 'policy') {
    const element = document.getElementById(placeId(place));
    element?.scrollIntoView({ block: 'center' });
    element?.focus();
  } else ui.go(place.kind);
}
