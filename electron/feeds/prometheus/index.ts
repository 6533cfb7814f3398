// Prometheus asked directly: rules of one's own in PromQL, without an Alertmanager. Also Mimir, Thanos and VictoriaMetrics.
import type { Feed } from '../../../shared/feed';
import { FIELDS, type PrometheusConfig, parseConfig } from './config';
import { mapAnswers } from './map';
import { type Cursor, poll } from './poll';
import { preview } from './preview';

/** API: https://prometheus.io/docs/prometheus/latest/querying/api/. It has nothing to acknowledge: that stays in Dogwatch. */
export const prometheus: Feed<PrometheusConfig, Cursor> = {
  manifest: {
    kind: 'prometheus',
    name: 'Prometheus (own rules; also Mimir, Thanos, VictoriaMetrics)',
    docsUrl: 'https://prometheus.io/docs/prometheus/latest/querying/basics/',
    fields: FIELDS,
    capabilities: [],
    slowMs: 5000,
  },
  parseConfig,
  poll,
  map: mapAnswers,
  actions: {},
  preview,
};
