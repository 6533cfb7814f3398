// What comes one by one is taken in batches, in order and all of it, and the last of it does not wait for more.
import { expect, test } from 'vitest';
import { drain } from '../../../electron/team/drain';
import { eventually } from '../../harness/eventually';

/** Gives what is pushed until it is ended. */
class Source implements AsyncIterable<number> {
  private readonly waiting: number[] = [];
  private isOver = false;
  private wake = (): void => undefined;

  push(...numbers: number[]): void {
    this.waiting.push(...numbers);
    this.wake();
  }

  end(): void {
    this.isOver = true;
    this.wake();
  }

  async *[Symbol.asyncIterator]() {
    for (;;) {
      const next = this.waiting.shift();
      if (next !== undefined) yield next;
      else if (this.isOver) return;
      else
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
    }
  }
}

test('[T7] what is there is taken at once, though nothing comes after it', async () => {
  const source = new Source();
  const taken: (readonly number[])[] = [];
  const over = drain(
    source,
    3,
    async (batch) => void taken.push(batch),
    () => source.end(),
  );
  source.push(1, 2);
  await eventually('both are taken', () => taken.flat().length === 2);
  source.push(3, 4, 5, 6, 7);
  await eventually('all are taken', () => taken.flat().length === 7);
  source.end();
  await over;
  expect(taken.flat()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(Math.max(...taken.map((batch) => batch.length))).toBeLessThanOrEqual(3);
});

test('[T7] a take that fails ends it, and nothing after it is taken', async () => {
  const source = new Source();
  const taken: number[] = [];
  const over = drain(
    source,
    2,
    async (batch) => {
      if (batch.includes(3)) throw new Error('the disk is full');
      taken.push(...batch);
    },
    () => source.end(),
  );
  source.push(1, 2, 3, 4, 5, 6);
  await expect(over).rejects.toThrow('the disk is full');
  expect(taken).toEqual([1, 2]);
});
