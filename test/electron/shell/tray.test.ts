import { describe, expect, test } from 'vitest';
import { type TrayItem, trayMenu } from '../../../electron/shell/tray-menu';
import { type TrayFacts, trayState } from '../../../electron/shell/tray-state';
import type { DeskStatus } from '../../../shared/contract';

const status: DeskStatus = {
  state: 'clear',
  blindWhy: [],
  worst: null,
  openCount: 0,
  unacknowledgedCount: 0,
  feedCount: 3,
  pausedUntil: null,
  isDemo: false,
  settingsFrom: null,
  keyKeeping: 'keychain',
  pendingWrites: 0,
  absence: null,
};
const facts = (change: Partial<DeskStatus> = {}, rest: Partial<TrayFacts> = {}): TrayFacts => ({
  engine: { state: 'up', why: '' },
  desk: { status: { ...status, ...change }, top: [], feeds: [{ feed: 'am', name: 'Prod', state: 'ok', why: '' }] },
  notifierWhy: '',
  isPresenting: false,
  isLocked: false,
  ...rest,
});
const readAt = { now: Date.parse('2026-11-22T12:00:00Z'), timeZone: 'UTC' };
const labels = (items: readonly TrayItem[]): string[] => items.map((item) => ('label' in item ? item.label : '---'));

describe('the tray is honest', () => {
  test('clear and problems say what is watched', () => {
    expect(trayState(facts())).toEqual({ shape: 'clear', severity: null, count: 0, tooltip: 'Watching 3 feeds, all clear' });
    expect(trayState(facts({ state: 'problems', worst: 2, openCount: 2 }))).toEqual({
      shape: 'problems',
      severity: 2,
      count: 2,
      tooltip: 'Watching 3 feeds, 2 problems',
    });
    expect(trayState(facts({ feedCount: 1, pausedUntil: 5 })).tooltip).toBe('Watching 1 feed, all clear, paging paused');
    const now = 1_000_000;
    const told = (at: number | null, failed: string[] = []) => trayState(facts({ feedCount: 1, proof: { at, failed } }), now).tooltip;
    expect(told(now - 4 * 60_000)).toBe('Watching 1 feed, all clear, last proved 4 min ago');
    expect(told(null)).toBe('Watching 1 feed, all clear, not proved yet');
    expect(told(now, ['Main', 'Hook'])).toBe('Watching 1 feed, all clear, proof failed: Main (+1)');
  });

  test('never clear before the engine said so, while it is away, or while pages can’t be shown', () => {
    expect(trayState(facts({}, { desk: null })).shape).toBe('blind');
    for (const engine of [
      { state: 'starting', why: '' },
      { state: 'down', why: 'It died.' },
      {
        state: 'failed',
        why: 'Wrong key.',
        recovery: { kind: 'wrong-key', what: 'Wrong key.', remedy: '', backups: [], canStartEmpty: true },
      },
      { state: 'stopped', why: '' },
    ] as const) {
      expect(trayState(facts({}, { engine })).shape).toBe('blind');
    }
    expect(trayState(facts({}, { notifierWhy: 'no daemon' })).tooltip).toBe('Dogwatch is blind: no daemon');
  });

  test('blind with known problems tells both', () => {
    expect(trayState(facts({ state: 'blind', blindWhy: ['Prod: login page'], openCount: 4, worst: 1 })).tooltip).toBe(
      'Dogwatch is blind: Prod: login page (4 problems known)',
    );
  });
});

describe('the tray menu', () => {
  const top = Array.from({ length: 7 }, (_, i) => ({
    id: `inc-${i}`,
    number: i + 1,
    title: `Disk\u202E full & <b>${'x'.repeat(100)}`,
    severity: 2 as const,
    status: 'open' as const,
    isRestricted: i === 1,
  }));

  test('holds the worst five with their acts, feeds, pause, open and quit', () => {
    const desk = facts().desk;
    const menu = trayMenu({ ...facts(), desk: desk && { ...desk, top } }, String, readAt);
    expect(menu.filter((item) => item.kind === 'submenu')).toHaveLength(5);
    const first = menu.find((item) => item.kind === 'submenu');
    expect(first?.kind === 'submenu' && labels(first.items)).toEqual(['Acknowledge', 'Snooze 15 min', 'Open']);
    expect(first?.label).toMatch(/^SEV2 INC-1 Disk full & <b>x+…$/);
    expect(labels(menu)).toEqual(expect.arrayContaining(['Pause paging for 15 min', 'Prod: ok', 'Open Dogwatch', 'Quit']));
  });

  test('[H8] marks what is restricted with a lock', () => {
    const desk = facts().desk;
    const menu = trayMenu({ ...facts(), desk: desk && { ...desk, top } }, String, readAt);
    expect(labels(menu).filter((label) => label.includes('🔒'))).toEqual([expect.stringMatching(/^🔒 SEV2 INC-2 /)]);
  });

  test('a paused desk offers to resume; without an engine only open and quit remain', () => {
    expect(labels(trayMenu(facts({ pausedUntil: 7 }), () => '14:05', readAt))).toContain('Resume paging (paused until 14:05)');
    const down = trayMenu(facts({}, { engine: { state: 'down', why: 'It died.' } }), String, readAt);
    expect(labels(down)).toEqual(['Dogwatch is blind: It died.', '---', 'Why am I blind?', 'Open Dogwatch', 'Quit']);
  });

  test('[D23] says who is on call, of three schedules at most, and nothing while the engine is down', () => {
    const shift = { person: 'robin', name: 'Robin', from: 0, to: Date.parse('2026-11-23T09:00:00Z') };
    const one = {
      schedule: 'a',
      name: 'First',
      state: 'known',
      why: '',
      remedy: '',
      timeZone: 'UTC',
      asOf: 1,
      now: [shift],
      next: [],
    } as const;
    const menu = (count: number) => labels(trayMenu(facts({ onCall: Array.from({ length: count }, () => one) }), String, readAt));
    expect(menu(1)[1]).toBe('On call: Robin until Mon 09:00');
    expect(menu(5).slice(1, 5)).toEqual([
      ...Array.from({ length: 3 }, () => 'On call: First: Robin until Mon 09:00'),
      'On call: 2 more schedules',
    ]);
    expect(menu(0).join()).not.toContain('On call');
    const down = trayMenu(facts({ onCall: [one] }, { engine: { state: 'down', why: 'It died.' } }), String, readAt);
    expect(labels(down).join()).not.toContain('On call');
  });
});

test('[K14] locked, tray and menu hold counts and nothing of incidents, feeds or people', () => {
  const top = [
    { id: 'a', number: 7, title: 'DiskFilling on payments', severity: 1, status: 'open', isRestricted: false, isDrill: false },
  ] as const;
  const desk = {
    status: { ...status, state: 'problems' as const, worst: 1 as const, openCount: 1 },
    top,
    feeds: [{ feed: 'am', name: 'Prod', state: 'ok' as const, why: '' }],
  };
  const locked = facts({}, { desk, isLocked: true });
  expect(labels(trayMenu(locked, () => '10:00', readAt))).toEqual(['Watching 3 feeds, 1 problem', '---', 'Unlock…', 'Quit']);
  const blind = facts({}, { desk: { ...desk, status: { ...desk.status, state: 'blind', blindWhy: ['Prod is silent'] } }, isLocked: true });
  expect(labels(trayMenu(blind, () => '10:00', readAt))[0]).toBe('Dogwatch is blind (1 problem known)');
  expect(trayState(blind, readAt.now).tooltip).not.toContain('Prod');
});
