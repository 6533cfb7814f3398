// A place where tools send their alerts by HTTP: Alertmanager, Grafana, whatever pages PagerDuty, and scripts with plain JSON.
import type { Feed } from '../../../shared/feed';
import { mapMessages } from '../push-message';
import { notPolled } from '../push-settings';
import { canary, endCanary } from './canary';
import { FIELDS, parseConfig, type WebhookConfig } from './config';
import { check, watch } from './watch';

/** Shapes: `push-alertmanager.ts`, `push-pagerduty.ts`, `push-plain.ts`; tried with Alertmanager 0.25. */
export const webhook: Feed<WebhookConfig> = {
  manifest: {
    kind: 'webhook',
    name: 'Webhook',
    docsUrl: 'https://prometheus.io/docs/alerting/latest/configuration/#webhook_config',
    fields: FIELDS,
    capabilities: ['canary'],
    slowMs: 1000,
    isPushed: true,
  },
  parseConfig,
  poll: notPolled,
  check,
  watch,
  map: mapMessages,
  actions: { canary, endCanary },
};
