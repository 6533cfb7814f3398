// Grafana alerting: its own Alertmanager, or one that it has as a data source, and the states of its rules.
import type { Feed } from '../../../shared/feed';
import { actions } from './actions';
import { FIELDS, type GrafanaConfig, parseConfig } from './config';
import { mapGrafana } from './map';
import { type Cursor, poll } from './poll';

/** API: pkg/services/ngalert/api in Grafana's source. Written from it and tested against a fake in front of a real Alertmanager. */
export const grafana: Feed<GrafanaConfig, Cursor> = {
  manifest: {
    kind: 'grafana',
    name: 'Grafana alerting',
    docsUrl: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
    fields: FIELDS,
    capabilities: ['ack', 'unack', 'silence', 'unsilence', 'list-silences'],
    slowMs: 5000,
  },
  parseConfig,
  poll,
  map: mapGrafana,
  actions,
};
