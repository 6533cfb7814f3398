// Alerts from NATS: a JetStream stream, whose durable consumer keeps what was sent while the console was away, or a plain subject.
import type { Feed } from '../../../shared/feed';
import { mapMessages } from '../push-message';
import { notPolled } from '../push-settings';
import { canary, endCanary } from './canary';
import { FIELDS, type NatsConfig, parseConfig } from './config';
import { check, watch } from './watch';

/** Messages are those of the webhook, as JSON; tried with nats-server 2.9. */
export const nats: Feed<NatsConfig> = {
  manifest: {
    kind: 'nats',
    name: 'NATS',
    docsUrl: 'https://docs.nats.io/nats-concepts/jetstream/consumers',
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
