// Alerts from an MQTT broker: JSON as the webhook takes it, or plain words of devices, heard in a session that waits for this desk.
import type { Feed } from '../../../shared/feed';
import { mapMessages } from '../push-message';
import { notPolled } from '../push-settings';
import { canary, endCanary } from './canary';
import { FIELDS, type MqttConfig, parseConfig } from './config';
import { check, watch } from './watch';

/** MQTT 3.1.1; tried with mosquitto 2.0. */
export const mqtt: Feed<MqttConfig> = {
  manifest: {
    kind: 'mqtt',
    name: 'MQTT',
    docsUrl: 'https://docs.oasis-open.org/mqtt/mqtt/v3.1.1/mqtt-v3.1.1.html',
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
