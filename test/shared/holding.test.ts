// Holding rules: what clears within minutes wakes nobody, what stays does.
import { describe, expect, it } from 'vitest';
import { decidePages } from '../../shared/log/decide/pages';
import { holdingRuleFor } from '../../shared/rules/holding';
import { settingsSchema } from '../../shared/settings';
import { Bench, context, sighting, T0 } from './make';

const MINUTE = 60_000;
const settings = settingsSchema.parse({ paging: { holding: [holdingRuleFor('Slow "db"', 5, [])] } });
const slow = { alertname: 'Slow "db"', service: 'shop', severity: 'warning' };

describe('holding rules', () => {
  it('[Z5] an incident that a rule fits pages when it has been open for the minutes, not before', () => {
    const bench = new Bench();
    const first = bench.see([sighting(slow)], context({ settings }));
    const held = first.find((e) => e.kind === 'page.withheld');
    expect(held?.data).toMatchObject({ rule: 'held back', nextAt: T0 + 1000 + 5 * MINUTE });
    expect(bench.commit(decidePages(bench.state, context({ now: T0 + 5 * MINUTE, settings })), T0)).toEqual([]);
    const later = decidePages(bench.state, context({ now: T0 + 1000 + 5 * MINUTE, settings }));
    expect(later.map((d) => d.kind)).toEqual(['page.requested']);
  });

  it('[Z5] others page at once; what breaks through quiet hours breaks through a rule', () => {
    const bench = new Bench();
    const events = bench.see(
      [sighting({ ...slow, alertname: 'Other' }), sighting({ ...slow, severity: 'critical', service: 'a' })],
      context({ settings }),
    );
    expect(events.filter((e) => e.kind === 'page.requested')).toHaveLength(2);
  });

  it('[Z5] for good: it waits in the queue; a rule that is off holds nothing', () => {
    const rule = holdingRuleFor('Slow "db"', 0, []);
    const forGood = settingsSchema.parse({ paging: { holding: [rule] } });
    const bench = new Bench();
    const held = bench.see([sighting(slow)], context({ settings: forGood })).find((e) => e.kind === 'page.withheld');
    expect(held?.data).toMatchObject({ nextAt: null });
    const off = settingsSchema.parse({ paging: { holding: [{ ...rule, isEnabled: false }] } });
    expect(new Bench().see([sighting(slow)], context({ settings: off })).some((e) => e.kind === 'page.requested')).toBe(true);
    expect(holdingRuleFor('Slow "db"', 5, [rule]).name).toBe('hold back Slow "db" 2');
  });
});
