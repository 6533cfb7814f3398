// Every check says how it stands, and never that all is well where it does not know.
import { describe, expect, test } from 'vitest';
import type { DeskStatus, FeedHealth } from '../../../shared/contract';
import type { MachineFacts } from '../../../shared/contract/desk';
import { NOT_TRIED } from '../../../shared/domain/not-tried';
import { type Check, checksOf, type DeskFacts, reportOf } from '../../../shared/troubleshoot/checks';

const feed = (change: Partial<FeedHealth> = {}) =>
  ({ feed: 'main', name: 'Main', isEnabled: true, state: 'ok', why: '', remedy: '', ...change }) as FeedHealth;
const status = (change: Partial<DeskStatus> = {}) =>
  ({ state: 'clear', blindWhy: [], pausedUntil: null, isDemo: false, keyKeeping: 'keychain', ...change }) as DeskStatus;
const machine = (change: Partial<MachineFacts> = {}): MachineFacts => ({
  names: 1,
  unknownNames: [],
  skewsMs: [400],
  freeBytes: 9e9,
  ...change,
});
const facts = (change: Partial<DeskFacts> = {}): DeskFacts => ({
  engine: { connection: 'live', why: '' },
  status: status(),
  feeds: [feed()],
  desktop: { platform: 'linux', isAutostartOn: true, hasTrayHost: true, notifications: { route: 'dbus', why: '' } },
  machine: machine(),
  isSoundOn: true,
  isOnline: true,
  ...change,
});
const of = (checks: readonly Check[], state: Check['state']): string[] => checks.filter((c) => c.state === state).map((c) => c.name);

describe('[O24] checks', () => {
  test('a desk that is well has no trouble', () => {
    const checks = checksOf(facts());
    expect([of(checks, 'trouble'), of(checks, 'unknown'), of(checks, 'off')]).toEqual([[], [], ['Proof of detection', 'Team']]);
  });

  test('what nobody has answered is not known, never well', () => {
    const checks = checksOf(facts({ status: null, desktop: null, machine: null, isSoundOn: null, feeds: [feed({ state: 'starting' })] }));
    expect(of(checks, 'ok')).toEqual(['Network', 'Engine']);
    expect(of(checks, 'unknown')).toContain('Notifications');
  });

  test.each<[string, Partial<DeskFacts>]>([
    ['Network', { isOnline: false }],
    ['Names of servers', { machine: machine({ unknownNames: ['am.example'] }) }],
    ['Clock', { machine: machine({ skewsMs: [-3_600_000, 90_000] }) }],
    ['Disk', { machine: machine({ freeBytes: 40e6 }) }],
    ['Engine', { engine: { connection: 'engine-down', why: 'It ended.' } }],
    ['Feed Main', { feeds: [feed({ state: 'blind', why: 'It answered HTML.', remedy: 'Is a login page in the way?' })] }],
    ['Feeds', { feeds: [] }],
    ['Feeds', { status: status({ isDemo: true }) }],
    ['Desk', { status: status({ state: 'blind', blindWhy: ['The disk is full.'] }) }],
    ['Paging', { status: status({ pausedUntil: 5 }) }],
    ['Proof of detection', { status: status({ proof: { at: 1, failed: ['Main'] } }) }],
    [
      'Team',
      { status: status({ sharing: { state: 'away', why: 'No server answers.', remedy: 'Wait.' } as DeskStatus['sharing'] & object }) },
    ],
    [
      'Notifications',
      { desktop: { platform: 'linux', isAutostartOn: true, hasTrayHost: true, notifications: { route: '', why: 'No daemon.' } } },
    ],
  ])('%s in trouble is said', (name, change) => {
    const checks = checksOf(facts(change));
    expect(of(checks, 'trouble')).toEqual([name]);
    expect(checks.find((c) => c.state === 'trouble')?.what).not.toBe('');
  });

  test('an engine that has not answered yet is not said to be down', () => {
    const checks = checksOf(facts({ engine: { connection: 'connecting', why: '' } }));
    expect([of(checks, 'unknown'), of(checks, 'trouble')]).toEqual([['Engine'], []]);
  });

  test('notifications that nobody tried yet are not known', () => {
    const desktop = { platform: 'linux', isAutostartOn: true, hasTrayHost: true, notifications: { route: 'none', why: NOT_TRIED } };
    const checks = checksOf(facts({ desktop }));
    expect([of(checks, 'unknown'), of(checks, 'trouble')]).toEqual([['Notifications'], []]);
  });

  test('[O32] of several clocks the nearest counts; where none is told, or no room is, that is not known', () => {
    const stateOf = (name: string, change: Partial<MachineFacts>) =>
      checksOf(facts({ machine: machine(change) })).find((check) => check.name === name)?.state;
    expect(stateOf('Clock', { skewsMs: [7_200_000, -2_000] })).toBe('ok');
    expect(stateOf('Clock', { skewsMs: [] })).toBe('unknown');
    expect(stateOf('Disk', { freeBytes: null })).toBe('unknown');
    expect(stateOf('Names of servers', { names: 0 })).toBe('off');
  });

  test('[O32] a desktop without a tray is said, with what shows one', () => {
    const desktop = { platform: 'linux', isAutostartOn: true, hasTrayHost: false, notifications: { route: 'dbus', why: '' } };
    expect(checksOf(facts({ desktop })).find(({ name }) => name === 'Tray')).toMatchObject({
      state: 'off',
      remedy: expect.stringContaining('AppIndicator'),
    });
  });

  test('a blind feed is told once, by its own line', () => {
    const blind = feed({ state: 'blind', why: 'It answered HTML.' });
    const checks = checksOf(facts({ feeds: [blind], status: status({ state: 'blind', blindWhy: ['Main: It answered HTML.'] }) }));
    expect(of(checks, 'trouble')).toEqual(['Feed Main']);
  });

  test('the remedy is of this desktop', () => {
    const remedyOn = (platform: string) =>
      checksOf(facts({ desktop: { platform, isAutostartOn: true, hasTrayHost: true, notifications: { route: '', why: 'Denied.' } } })).find(
        (c) => c.name === 'Notifications',
      )?.remedy;
    expect(new Set(['linux', 'darwin', 'win32', 'freebsd'].map(remedyOn)).size).toBe(4);
  });

  test('the report has every line and no login', () => {
    const why = 'https://robin:hunter2@am.example/ refused';
    const checks = checksOf(facts({ feeds: [feed({ state: 'blind', why })] }));
    const report = reportOf(checks, '1.0');
    expect(report.split('\n')).toHaveLength(checks.length + 1);
    expect(report).toContain('TROUBLE: Feed Main: https://am.example/ refused');
    expect(report).not.toContain('hunter2');
  });
});
