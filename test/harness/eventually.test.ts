import { expect, test } from 'vitest';
import { eventually } from './eventually';

test('a look that never comes back is given up and taken anew', async () => {
  let looks = 0;
  const look = () => (++looks === 1 ? new Promise<never>(() => undefined) : looks);
  expect(await eventually('an answer', look, { limitMs: 300, everyMs: 1 })).toBe(2);
});

test('names what was awaited and why the last look failed', async () => {
  const never = eventually('the bus answers', () => new Promise<never>(() => undefined), { limitMs: 60, everyMs: 1 });
  await expect(never).rejects.toThrow('the bus answers: not within 60 ms');
  await never.catch((error: Error) => expect(String(error.cause)).toContain('did not come back within 20 ms'));
});
