import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { giveBackLeftovers } from '../../../electron/shell/start-leftovers';

const world = vi.hoisted(() => ({ idleSeconds: 0, collected: 0 }));
vi.mock('electron', () => ({ powerMonitor: { getSystemIdleTime: () => world.idleSeconds } }));
vi.mock('../../../electron/collector', () => ({
  ownCollector: () => () => {
    world.collected += 1;
  },
}));

beforeEach(() => {
  vi.useFakeTimers();
  world.idleSeconds = 60;
  world.collected = 0;
});

afterEach(() => {
  vi.useRealTimers();
});

test('what the start left is given back once, when the start is over', () => {
  giveBackLeftovers();
  vi.advanceTimersByTime(11_000);
  expect(world.collected).toBe(0);
  vi.advanceTimersByTime(60_000);
  expect(world.collected).toBe(1);
});

test('somebody at the keys is not made to wait: it is tried again when they rest', () => {
  world.idleSeconds = 0;
  giveBackLeftovers();
  vi.advanceTimersByTime(60_000);
  expect(world.collected).toBe(0);
  world.idleSeconds = 5;
  vi.advanceTimersByTime(12_000);
  expect(world.collected).toBe(1);
});

test('a console that ends calls it off', () => {
  giveBackLeftovers()();
  vi.advanceTimersByTime(60_000);
  expect(world.collected).toBe(0);
});
