// Opsgenie, and Jira Service Management Operations, which takes its place.
import type { Feed } from '../../../shared/feed';
import { actions } from './actions';
import { FIELDS, type OpsgenieConfig, parseConfig } from './config';
import { mapAlerts } from './map';
import { type Cursor, poll } from './poll';

/** APIs: https://docs.opsgenie.com/docs/alert-api and developer.atlassian.com/cloud/jira/service-desk-ops. Written from them, tested against a fake. */
export const opsgenie: Feed<OpsgenieConfig, Cursor> = {
  manifest: {
    kind: 'opsgenie',
    name: 'Opsgenie (also Jira Service Management)',
    docsUrl: 'https://support.atlassian.com/opsgenie/docs/create-a-default-api-integration/',
    fields: FIELDS,
    capabilities: ['ack', 'unack', 'resolve', 'snooze', 'note'],
    slowMs: 10_000,
  },
  parseConfig,
  poll,
  map: mapAlerts,
  actions,
};
