// Grafana Loki: rules of one's own in LogQL, over numbers or over counted lines. Written from its documentation.
import type { Feed } from '../../../shared/feed';
import { FIELDS, type LokiConfig, parseConfig } from './config';
import { mapAnswers } from './map';
import { type Cursor, poll } from './poll';
import { preview } from './preview';

/** API: https://grafana.com/docs/loki/latest/reference/loki-http-api/. It has nothing to acknowledge: that stays in Dogwatch. */
export const loki: Feed<LokiConfig, Cursor> = {
  manifest: {
    kind: 'loki',
    name: 'Grafana Loki',
    docsUrl: 'https://grafana.com/docs/loki/latest/query/',
    fields: FIELDS,
    capabilities: [],
    slowMs: 10_000,
  },
  parseConfig,
  poll,
  map: mapAnswers,
  actions: {},
  preview,
};
