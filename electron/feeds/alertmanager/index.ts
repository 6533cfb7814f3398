// Prometheus Alertmanager, API v2; also Mimir and Cortex, which serve the same API under a path and for a tenant.
import type { Feed } from '../../../shared/feed';
import { actions } from './actions';
import { type AlertmanagerConfig, FIELDS, parseConfig } from './config';
import { mapAlerts } from './map';
import type { Cursor } from './memory';
import { poll } from './poll';

/** API: github.com/prometheus/alertmanager, api/v2/openapi.yaml. */
export const alertmanager: Feed<AlertmanagerConfig, Cursor> = {
  manifest: {
    kind: 'alertmanager',
    name: 'Alertmanager (also Mimir, Cortex)',
    docsUrl: 'https://prometheus.io/docs/alerting/latest/alertmanager/',
    fields: FIELDS,
    capabilities: ['ack', 'unack', 'silence', 'unsilence', 'list-silences', 'canary'],
    slowMs: 5000,
  },
  parseConfig,
  poll,
  map: mapAlerts,
  actions,
};
