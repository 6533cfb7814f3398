// Proves that a rule of a real Prometheus fires into a real Alertmanager, and stops.
import { expect, test } from 'vitest';
import { startAlertmanager } from './alertmanager';
import { eventually } from './eventually';
import { startPrometheus } from './prometheus';

test.skipIf(process.platform !== 'linux')('a rule fires into the Alertmanager and resolves', { timeout: 40_000 }, async () => {
  const alertmanager = await startAlertmanager();
  const prometheus = await startPrometheus(alertmanager.url);
  try {
    prometheus.set('checkout', 97);
    await eventually('the alert arrives', async () => (await alertmanager.alerts()).some((alert) => alert.labels.service === 'checkout'), {
      limitMs: 20_000,
    });
    expect(await prometheus.firing()).toEqual(['checkout']);
    prometheus.set('checkout', 12);
    await eventually('it resolves', async () => (await alertmanager.alerts()).length === 0, { limitMs: 15_000 });
  } finally {
    await prometheus.stop();
    await alertmanager.stop();
  }
});
