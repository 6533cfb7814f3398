// PagerDuty by its REST API v2, in the US or the EU service region.
import type { Feed } from '../../../shared/feed';
import { actions } from './actions';
import { FIELDS, type PagerDutyConfig, parseConfig } from './config';
import { mapIncidents } from './map';
import { type Cursor, poll } from './poll';

/** API: https://developer.pagerduty.com/api-reference. Written from its documentation and tested against a fake. */
export const pagerduty: Feed<PagerDutyConfig, Cursor> = {
  manifest: {
    kind: 'pagerduty',
    name: 'PagerDuty',
    docsUrl: 'https://support.pagerduty.com/main/docs/api-access-keys',
    fields: FIELDS,
    capabilities: ['ack', 'unack', 'resolve', 'snooze', 'note'],
    slowMs: 10_000,
  },
  parseConfig,
  poll,
  map: mapIncidents,
  actions,
};
