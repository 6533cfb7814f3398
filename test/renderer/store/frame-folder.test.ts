import { expect, it } from 'vitest';
import { createFrameFolder } from '../../../renderer/store/frame-folder';
import type { LogEvent } from '../../../shared/log/event';

/** A folder on a clock of its own: every fold costs 0.05 ms, frames come when `frame` is called. */
function rig() {
  let time = 0;
  let scheduled: (() => void) | null = null;
  const folded: number[] = [];
  const commits: number[] = [];
  const folder = createFrameFolder<LogEvent>({
    fold: (event) => {
      time += 0.05;
      folded.push(event.seq);
    },
    commit: () => commits.push(folded.length),
    schedule: (run) => {
      scheduled = run;
    },
    now: () => time,
  });
  const frame = (): number => {
    const run = scheduled;
    scheduled = null;
    const start = time;
    run?.();
    const spent = time - start;
    time = start + 17;
    return spent;
  };
  return { folder, folded, commits, frame, isScheduled: () => scheduled !== null };
}

function events(count: number, from = 1): LogEvent[] {
  return Array.from({ length: count }, (_, i) => ({ seq: from + i }) as LogEvent);
}

it('folds many pushes of one frame with one commit', () => {
  const { folder, commits, frame, isScheduled } = rig();
  folder.push(events(3));
  folder.push(events(2, 4));
  expect(commits).toEqual([]);
  frame();
  expect(commits).toEqual([5]);
  expect(isScheduled()).toBe(false);
});

it('a flood is folded in order, a few milliseconds a frame, with a commit every 80 ms and one at the end', () => {
  const { folder, folded, commits, frame, isScheduled } = rig();
  folder.push(events(2_000));
  let longest = 0;
  for (let frames = 0; isScheduled() && frames < 1_000; frames++) longest = Math.max(longest, frame());
  expect(longest).toBeLessThan(6);
  expect(folded).toEqual(events(2_000).map((event) => event.seq));
  expect(commits.at(-1)).toBe(2_000);
  expect(commits.length).toBeLessThan(10);
});

it('forgets what waits when a snapshot holds it already', () => {
  const { folder, folded, commits, frame } = rig();
  folder.push(events(5));
  folder.clear();
  frame();
  expect(folded).toEqual([]);
  expect(commits).toEqual([]);
});
