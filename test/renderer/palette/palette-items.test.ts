// What the palette offers: the worst open incident first, only acts that make sense, settings only when asked for.
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { PaletteScene } from '../../../renderer/views/palette/palette-items';
import type { FeedHealth } from '../../../shared/contract';
import type { IncidentRow } from '../../../shared/domain/incident';

const row = (number: number, title: string, severity: number, status = 'open', snoozedUntil: number | null = null) =>
  ({ id: `i${number}`, number, title, severity, status, service: 'checkout', startedAt: number, snoozedUntil }) as IncidentRow;

const rows = [row(1, 'Disk full', 4), row(2, 'Errors', 1), row(3, 'Latency', 1, 'acknowledged')];
const scene: PaletteScene = {
  rows: new Map(rows.map((one) => [one.id, one])),
  feeds: [{ feed: 'prod', kind: 'alertmanager', name: 'Production', state: 'ok' } as FeedHealth],
  targets: ['i2'],
};

let items: (query: string, more?: Partial<PaletteScene>) => { id: string; group: string; title: string; detail: string }[];
beforeAll(async () => {
  // The key table reaches for the window's bridge when a command runs; listing needs none of it.
  vi.stubGlobal('window', {});
  const { paletteItems } = await import('../../../renderer/views/palette/palette-items');
  items = (query, more) => paletteItems({ ...scene, ...more }, query);
});

describe('with nothing typed', () => {
  it('lists what needs a person first, worst first', () => {
    expect(
      items('')
        .filter((item) => item.group === 'Incidents')
        .map((item) => item.id),
    ).toEqual(['Incidents:i2', 'Incidents:i1', 'Incidents:i3']);
  });

  it('keeps settings and feeds away', () => {
    expect(new Set(items('').map((item) => item.group))).toEqual(new Set(['Incidents', 'Act', 'Commands']));
  });

  it('offers no act without an incident to act on', () => {
    expect(items('', { targets: [] }).some((item) => item.group === 'Act')).toBe(false);
  });
});

describe('acts', () => {
  const acts = (more?: Partial<PaletteScene>) =>
    items('', more)
      .filter((item) => item.group === 'Act')
      .map((item) => item.title);

  it('are those that make sense as the incident stands', () => {
    expect(acts()).toContain('Acknowledge');
    expect(acts()).not.toContain('Reopen');
    expect(acts({ targets: ['i3'] })).toContain('Unacknowledge');
    expect(acts({ targets: ['i3'] })).not.toContain('Acknowledge');
  });

  it('name what they are about', () => {
    expect(items('acknowledge').find((item) => item.title === 'Acknowledge')?.detail).toBe('INC-2');
    expect(items('acknowledge', { targets: ['i1', 'i2'] }).find((item) => item.title === 'Acknowledge')?.detail).toBe('2 incidents');
  });
});

describe('typed words', () => {
  it('put the group with the best find first', () => {
    expect(items('quiet')[0]).toMatchObject({ group: 'Settings', title: 'Paging' });
    expect(items('production')[0]).toMatchObject({ group: 'Feeds', detail: 'OK' });
    expect(items('inc-3')[0]).toMatchObject({ title: 'Latency' });
  });
});
