// What a window says of its being in a postmortem: how often, and when it falls silent.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Ask } from '../../../renderer/store/postmortem-doc';
import { takePresencePush } from '../../../renderer/store/postmortem-news';
import { PostmortemPresence } from '../../../renderer/store/postmortem-presence';
import type { PresentDesk } from '../../../shared/team/presence';

const BO: PresentDesk = { desk: 'b'.repeat(26), name: 'Bo’s desk', person: 'Bo', cursor: null };
const at = (head: string) => ({ anchor: head, head });

let asked: { readonly call: string; readonly cursor?: unknown }[] = [];
let others: readonly PresentDesk[] = [];
let isShared = true;
let isInSight = true;

const ask = (async (call: string, args: { readonly cursor?: unknown }) => {
  asked.push({ call, cursor: args.cursor });
  return { ok: true, value: { others } };
}) as unknown as Ask;

function open() {
  return new PostmortemPresence('inc', { ask, isShared: () => isShared, isInSight: () => isInSight });
}

beforeEach(() => {
  vi.useFakeTimers();
  [asked, others, isShared, isInSight] = [[], [], true, true];
});
afterEach(() => void vi.useRealTimers());

test('[T42] it is said at once and every four seconds while the text is shown, and that it is over', async () => {
  const end = open().subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(12_000);
  expect(asked).toEqual(Array.from({ length: 4 }, () => ({ call: 'be-in-postmortem', cursor: null })));
  end();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(asked.slice(4)).toEqual([{ call: 'leave-postmortem', cursor: undefined }]);
});

test('[T43] many moves become one word, with where the cursor stood last', async () => {
  const presence = open();
  presence.subscribe(() => undefined);
  let place = '';
  for (let i = 0; i < 30; i++) {
    place = `A${i}`;
    presence.moved(() => at(place));
    await vi.advanceTimersByTimeAsync(10);
  }
  await vi.advanceTimersByTimeAsync(200);
  const moves = asked.slice(1);
  expect(moves.length).toBeGreaterThan(1);
  expect(moves.length).toBeLessThanOrEqual(4);
  expect(moves.at(-1)?.cursor).toEqual(at('A29'));
});

test('[T41] others are known from the answer and from what is pushed; only a change is told', async () => {
  const presence = open();
  let told = 0;
  others = [BO];
  presence.subscribe(() => void told++);
  await vi.advanceTimersByTimeAsync(9_000);
  expect([presence.now(), told]).toEqual([[BO], 1]);
  takePresencePush({ push: 'postmortem-here', incident: 'another', others: [] });
  expect(presence.now()).toEqual([BO]);
  takePresencePush({ push: 'postmortem-here', incident: 'inc', others: [] });
  expect([presence.now(), told]).toEqual([[], 2]);
});

test('[T45] nothing is said while sharing is off or the window is out of sight', async () => {
  isShared = false;
  const presence = open();
  presence.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(9_000);
  expect(asked).toEqual([]);
  isShared = true;
  others = [BO];
  await vi.advanceTimersByTimeAsync(4_000);
  isInSight = false;
  await vi.advanceTimersByTimeAsync(9_000);
  expect(asked.map(({ call }) => call)).toEqual(['be-in-postmortem', 'leave-postmortem']);
  expect(presence.now()).toEqual([]);
});
