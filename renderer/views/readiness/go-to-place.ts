// From a reason of a score to the place where it is mended.
import type { Place } from '../../../shared/readiness/service-score';
import { msg } from '../../../shared/words/words';
import { openIncidentTab } from '../../store/incident-tab';
import { showRunbook } from '../../store/library';
import { useUi } from '../../store/ui';

export const PLACE_WORDS: Readonly<Record<Place['kind'], string>> = {
  runbook: msg`Open the runbook`,
  incident: msg`Open the incident`,
  runbooks: msg`Go to the runbooks`,
  actions: msg`Go to the actions`,
  drills: msg`Go to the drills`,
  feed: msg`Open the feed`,
  feeds: msg`Go to the feeds`,
  policy: msg`Go to the policy`,
};

/** Id of the element that stands for a place within the view itself. */
export function placeId(place: Extract<Place, { kind: 'policy' | 'drills' }>): string {
  return place.kind === 'drills' ? 'readiness-drills' : `readiness-policy-${place.policy}`;
}

export function goTo(place: Place): void {
  const ui = useUi.getState();
  if (place.kind === 'runbook') showRunbook(place.runbook);
  else if (place.kind === 'incident') {
    ui.showIncident(place.incident);
    openIncidentTab('runbook');
  } else if (place.kind === 'feed') ui.openDialog({ kind: 'feed', feed: place.feed });
  else if (place.kind === 'drills' || place.kind === 'policy') {
    const element = document.getElementById(placeId(place));
    element?.scrollIntoView({ block: 'center' });
    element?.focus();
  } else ui.go(place.kind);
}
