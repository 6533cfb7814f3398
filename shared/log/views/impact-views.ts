// A confirmed impact in an incident's row, and in the words of the timeline.
import { counted, msg } from '../../words/words';
import type { ImpactEvents } from '../kinds/impact';
import type { RowSteps } from './row-step';
import { say, type Telling } from './words';

export const IMPACT_STEPS: RowSteps<keyof ImpactEvents> = {
  'incident.impact-set': (row, { data: { by: _by, ...impact } }) => ({ ...row, impact }),
};

export const IMPACT_WORDS: Telling<keyof ImpactEvents> = {
  'incident.impact-set': ({ data }) => {
    const known = [
      data.impactStart === null ? '' : msg`its start`,
      data.mitigatedAt === null ? '' : 'mitigation',
      data.restoredAt === null ? '' : 'restoration',
      data.customersAffected === null ? '' : counted(data.customersAffected, msg`customer`, msg`customers`),
      data.requestsFailed === null ? '' : counted(data.requestsFailed, msg`failed request`, msg`failed requests`),
      data.supportRequests === null ? '' : counted(data.supportRequests, msg`support request`, msg`support requests`),
      data.words,
    ].filter(Boolean);
    return say(msg`Impact confirmed by ${data.by}`, known.join(', ') || msg`taken back`, 'person');
  },
};
