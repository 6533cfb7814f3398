// A confirmed impact in an incident's row, and in the words of the timeline.
import type { ImpactEvents } from '../kinds/impact';
import type { RowSteps } from './row-step';
import { plural, say, type Telling } from './words';

export const IMPACT_STEPS: RowSteps<keyof ImpactEvents> = {
  'incident.impact-set': (row, { data: { by: _by, ...impact } }) => ({ ...row, impact }),
};

export const IMPACT_WORDS: Telling<keyof ImpactEvents> = {
  'incident.impact-set': ({ data }) => {
    const known = [
      data.impactStart === null ? '' : 'its start',
      data.mitigatedAt === null ? '' : 'mitigation',
      data.restoredAt === null ? '' : 'restoration',
      data.customersAffected === null ? '' : plural(data.customersAffected, 'customer'),
      data.requestsFailed === null ? '' : plural(data.requestsFailed, 'failed request'),
      data.supportRequests === null ? '' : plural(data.supportRequests, 'support request'),
      data.words,
    ].filter(Boolean);
    return say(`Impact confirmed by ${data.by}`, known.join(', ') || 'taken back', 'person');
  },
};
