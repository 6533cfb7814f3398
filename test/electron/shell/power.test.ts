// Waking is told once, whichever of powerMonitor and the clock noticed it. Only Electron is stood in for; the real one is in test/e2e.
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type PowerNews, watchPower } from '../../../electron/shell/power';

const electron = vi.hoisted(() => ({ powerMonitor: null as unknown as EventEmitter, isOnline: true }));
vi.mock('electron', () => ({
  get powerMonitor() {
    return electron.powerMonitor;
  },
  net: { isOnline: () => electron.isOnline },
}));

let told: PowerNews[];
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
  electron.powerMonitor = new EventEmitter();
  electron.isOnline = true;
  told = [];
  stop = watchPower((what) => told.push(what));
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

/** The machine does not run for so long: no timer fires, the wall clock goes on. */
const sleep = (ms: number): void => void vi.setSystemTime(Date.now() + ms);

test('a sleep that powerMonitor tells and the clock shows is one waking', () => {
  electron.powerMonitor.emit('suspend');
  sleep(3_600_000);
  electron.powerMonitor.emit('resume');
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual(['suspend', 'resume']);
});

test('a sleep that powerMonitor missed shows at the next tick', () => {
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([]);
  sleep(60_000);
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual(['resume']);
});

test('unlocking the screen looks at once', () => {
  sleep(60_000);
  electron.powerMonitor.emit('unlock-screen');
  expect(told).toEqual(['resume']);
});

test('a second sleep soon after is told again', () => {
  electron.powerMonitor.emit('resume');
  vi.advanceTimersByTime(15_000);
  electron.powerMonitor.emit('resume');
  expect(told).toEqual(['resume', 'resume']);
});

test('a late tick of a busy machine is no sleep', () => {
  vi.advanceTimersByTime(5_000);
  sleep(10_000);
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual([]);
});

test('a network that comes back is told, one that goes is not', () => {
  electron.isOnline = false;
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual([]);
  electron.isOnline = true;
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual(['online']);
});

test('after the end nothing is told and nothing listens', () => {
  stop();
  electron.powerMonitor.emit('suspend');
  sleep(60_000);
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([]);
  expect(electron.powerMonitor.eventNames().filter((name) => electron.powerMonitor.listenerCount(name) > 0)).toEqual([]);
});
