import { describe, expect, it } from 'vitest';
import { HeapKeeper, ownHeap } from '../../../electron/engine/heap-keeper';

const MB = 1_000_000;

function keeperAt(start: { now: number; size: number; leaves: number }) {
  const world = { ...start, collected: 0, outside: 3 * MB, swept: 0 };
  const keeper = new HeapKeeper({
    now: () => world.now,
    heapBytes: () => world.size,
    collect: () => {
      world.collected += 1;
      world.size = world.leaves;
    },
    outsideBytes: () => world.outside,
    sweep: () => {
      world.swept += 1;
    },
  });
  return { world, keeper };
}

describe('HeapKeeper', () => {
  it('trims what the start left behind, once it is quiet', () => {
    const { world, keeper } = keeperAt({ now: 0, size: 36 * MB, leaves: 16 * MB });
    keeper.quiet();
    expect(world.collected).toBe(0);
    keeper.quiet();
    keeper.quiet();
    expect(world.collected).toBe(1);
  });

  it('never trims while commits go on', () => {
    const { world, keeper } = keeperAt({ now: 0, size: 36 * MB, leaves: 16 * MB });
    for (let n = 0; n < 5; n++) {
      keeper.busy();
      keeper.quiet();
    }
    expect(world.collected).toBe(0);
  });

  it('trims again only after enough growth and enough time', () => {
    const { world, keeper } = keeperAt({ now: 0, size: 36 * MB, leaves: 16 * MB });
    keeper.quiet();
    keeper.quiet();
    world.size = 27 * MB;
    world.now = 500_000;
    keeper.quiet();
    expect(world.collected).toBe(1);
    world.size = 60 * MB;
    keeper.quiet();
    expect(world.collected).toBe(2);
    world.size = 90 * MB;
    world.now += 60_000;
    keeper.quiet();
    expect(world.collected).toBe(2);
    world.now += 60_000;
    keeper.quiet();
    expect(world.collected).toBe(3);
  });

  it('sweeps the answers of many polls away, and only when there are some', () => {
    const { world, keeper } = keeperAt({ now: 0, size: 16 * MB, leaves: 16 * MB });
    keeper.quiet();
    keeper.quiet();
    keeper.quiet();
    world.outside = 4 * MB;
    keeper.quiet();
    expect(world.swept).toBe(0);
    world.outside = 5 * MB;
    keeper.quiet();
    expect(world.swept).toBe(1);
    world.outside = 3 * MB;
    keeper.quiet();
    keeper.busy();
    world.outside = 9 * MB;
    keeper.quiet();
    expect(world.swept).toBe(1);
  });

  it('really gives back what this process holds for nothing', () => {
    const heap = ownHeap();
    let waste: unknown[] = Array.from({ length: 400_000 }, (_, n) => ({ n, text: `waste ${n}` }));
    const full = heap.heapBytes();
    expect(waste.length).toBe(400_000);
    waste = [];
    heap.collect();
    expect(full - heap.heapBytes()).toBeGreaterThan(15 * MB);
  });
});
