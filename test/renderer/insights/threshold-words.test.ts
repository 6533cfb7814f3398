import { describe, expect, it } from 'vitest';
import { elsewhere, ownRule, suggestion } from '../../../renderer/views/insights/threshold-words';
import type { RuleNoise } from '../../../shared/insights/noise';

const noise = (over: Partial<RuleNoise> = {}): RuleNoise => ({
  ...{
    rule: 'DiskHot',
    incidents: 4,
    pages: 4,
    share: 1,
    actionable: 1,
    judged: 0,
    calledNoise: 0,
    blips: 0,
    refiresPerDay: 0,
    sleepPages: 0,
  },
  ...over,
});
const feed = (kind: string, rules: unknown) => ({ id: 'f', kind, name: 'f', config: { rules } }) as never;

describe('how a loud rule becomes quieter', () => {
  it('a rule of ours is found by its name; those of other tools, and odd settings, are none', () => {
    const rule = { name: 'DiskHot', query: 'disk > 90' };
    expect(ownRule(feed('prometheus', [{ name: 'Other' }, rule]), 'DiskHot')).toEqual(rule);
    expect(ownRule(feed('logs', [null, 'x', rule]), 'DiskHot')).toEqual(rule);
    for (const none of [feed('alertmanager', [rule]), feed('loki', 'text'), feed('loki', [rule, { name: 'a' }]), undefined])
      expect(ownRule(none, none === undefined ? 'DiskHot' : 'absent')).toBeNull();
    expect(ownRule(feed('alertmanager', [rule]), 'DiskHot')).toBeNull();
  });

  it('its own numbers say what to change', () => {
    expect(suggestion('prometheus', noise({ blips: 3 }))).toBe(
      'It was over by itself in under 5 min 3 times (4 incidents): let it hold “For” 5m before it fires.',
    );
    expect(suggestion('logs', noise({ blips: 1, incidents: 1, actionable: 0, sleepPages: 2 }))).toBe(
      'It was over by itself in under 5 min once (1 incident): raise the count or the window of its threshold. ' +
        'Less than half of its pages led to anything: raise the number that it compares with, and look at the last hour. ' +
        'It woke people: a lower severity would leave it to the morning.',
    );
    expect(suggestion('loki', noise({ actionable: null }))).toBe('Raise the number that it compares with, and look at the last hour.');
  });

  it('for other tools it is told where the limit stands', () => {
    expect(elsewhere('alertmanager')).toContain('rule file of Prometheus');
    expect(elsewhere('webhook')).toContain('in the tool that sends it');
  });
});
