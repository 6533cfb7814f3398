// Rules that a merge or a split by hand proposes do what the hand did, the next time.
import { describe, expect, it } from 'vitest';
import { apartRule, togetherRule } from '../../../shared/rules/teach';
import { settingsSchema } from '../../../shared/settings';
import type { CorrelationRule } from '../../../shared/settings/correlation';
import { Bench, context, sighting } from '../make';

const incidentsUnder = (rule: CorrelationRule | null, ...labels: Record<string, string>[]) => {
  const settings = settingsSchema.parse({ correlation: { rules: rule ? [rule] : [] } });
  const bench = new Bench();
  bench.see(
    labels.map((l) => sighting(l)),
    context({ settings }),
  );
  return bench.state.incidents.size;
};

describe('what a hand teaches', () => {
  it('[K6] a merge: both kinds of alert are one incident the next time', () => {
    const full = { alertname: 'QueueFull', service: 'mailer' };
    const lag = { alertname: 'ConsumerLag', service: 'kafka' };
    const rule = togetherRule({ title: 'QueueFull', labels: full }, { title: 'ConsumerLag', labels: lag }, ['QueueFull with ConsumerLag']);
    expect(rule?.name).toBe('QueueFull with ConsumerLag 2');
    expect([incidentsUnder(null, full, lag), incidentsUnder(rule, full, lag)]).toEqual([2, 1]);
  });

  it('[K6] a split: by a lasting label that all that left share and none that stayed has', () => {
    const canary = { alertname: 'HighErrors', service: 'checkout', track: 'canary', pod: 'c1' };
    const stable = { alertname: 'HighErrors', service: 'checkout', track: 'stable', pod: 's1' };
    const rule = apartRule([sighting(canary)], [sighting(stable)], []);
    expect(rule?.these).toEqual(['track="canary"']);
    expect([incidentsUnder(null, canary, stable), incidentsUnder(rule, canary, stable)]).toEqual([1, 2]);
  });

  it('[K6] nothing is proposed where nothing tells them apart, or no label is there to hold on to', () => {
    const same = { alertname: 'HighErrors', service: 'checkout' };
    expect(apartRule([sighting(same)], [sighting(same, { key: 'other' })], [])).toBeNull();
    expect(togetherRule({ title: 'A', labels: {} }, { title: 'B', labels: same }, [])).toBeNull();
  });
});
