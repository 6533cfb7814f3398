// Every drawer of the vault has a destination; a file that changes one empties the drawer.
import { describe, expect, it } from 'vitest';
import { leftDrawers, whoseDrawers } from '../../../electron/engine/left-drawers';
import { type Settings, settingsSchema } from '../../../shared/settings';

const input = {
  feeds: [{ id: 'main', kind: 'alertmanager', name: 'Main', config: { urls: ['https://am.example'], timeoutSeconds: 5 } }],
  channels: [{ id: 'ops', kind: 'email', name: 'Ops', config: { host: 'mail.example', to: ['a@example.org'] } }],
  trackers: [{ id: 'hub', kind: 'github', name: 'Hub', config: { repository: 'acme/shop', baseUrl: 'https://api.github.com' } }],
  schedules: [{ id: 'duty', name: 'Duty', from: { kind: 'pagerduty', schedule: 'P1', baseUrl: 'https://api.pagerduty.com' } }],
  publish: [{ id: 'wiki', kind: 'confluence', name: 'Wiki', config: { baseUrl: 'https://acme.atlassian.net', user: 'a', space: 'OPS' } }],
  sharing: { servers: ['nats://nats.example:4222'], username: 'desk' },
};
const before = settingsSchema.parse(input);
const ALL = ['main', 'channel:ops', 'tracker:hub', 'publish:wiki', 'schedule:duty', 'sharing'];

/** The settings with `from` replaced by `to` wherever it stands. */
const changed = (from: string, to: string): Settings => settingsSchema.parse(JSON.parse(JSON.stringify(before).replaceAll(from, to)));

describe('[D51] drawers of the vault', () => {
  it('stay while nothing leads elsewhere', () => {
    const calmer = changed('"timeoutSeconds":5', '"timeoutSeconds":50');
    expect(leftDrawers(before, { ...calmer, paging: { ...calmer.paging, minSeverity: 2 } })).toEqual([]);
  });

  it.each([
    ['main', 'https://am.example', 'https://evil.example'],
    ['main', '"urls":', '"isTlsUnchecked":true,"urls":'],
    ['main', '"urls":', '"proxyUrl":"http://evil.example","urls":'],
    ['main', '"kind":"alertmanager"', '"kind":"icinga"'],
    ['main', '"id":"main"', '"id":"other"'],
    ['channel:ops', 'mail.example', 'mail.evil.example'],
    ['tracker:hub', 'https://api.github.com', 'https://evil.example'],
    ['schedule:duty', 'https://api.pagerduty.com', 'https://evil.example'],
    ['publish:wiki', 'https://acme.atlassian.net', 'https://evil.example'],
    ['sharing', 'nats://nats.example', 'nats://evil.example'],
  ])('%s is emptied by %s becoming %s', (drawer, from, to) => {
    expect(leftDrawers(before, changed(from, to))).toEqual([drawer]);
  });

  it('go with what is gone, and belong to somebody each', () => {
    expect(leftDrawers(before, settingsSchema.parse({})).sort()).toEqual([...ALL].sort());
    const { feeds, channels, others } = whoseDrawers(before, ALL);
    expect([...feeds, ...channels, ...others]).toEqual([
      ...['main', 'ops', 'the tracker hub', 'the schedule duty', 'the place wiki for postmortems', 'sharing'],
    ]);
  });
});
