// One message after the other for each channel, with the pause its target wants; after "slow down" nothing goes there until it may.
import type { SendResult } from '../../shared/channel';
import type { Clock } from '../feeds/clock';
import { refusal } from './outcome';

/** Nobody waits here longer for a target that asked for patience: the outbox keeps the message and comes again. */
const LONGEST_WAIT_MS = 5_000;

export interface Pace {
  /** Runs `send` when it is its turn. */
  run(signal: AbortSignal, send: () => Promise<SendResult>): Promise<SendResult>;
}

function given(): SendResult {
  return refusal('aborted', 'It was given up before it went out.', 'Nothing to do: it is tried again by itself.');
}

/** Resolves after `ms`, or at once when `signal` aborts. */
function wait(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (ms <= 0 || signal.aborted) return resolve();
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(ms, end);
    signal.addEventListener('abort', end, { once: true });
  });
}

/** `pauseMs`: least time from the end of one message to the start of the next. */
export function createPace(clock: Clock, pauseMs: () => number): Pace {
  let last: Promise<unknown> = Promise.resolve();
  let freeAt = 0;
  let closedUntil = 0;

  async function turn(signal: AbortSignal, send: () => Promise<SendResult>): Promise<SendResult> {
    const closedMs = closedUntil - clock.now();
    if (closedMs > LONGEST_WAIT_MS)
      return refusal('rate-limited', 'The target asked us to wait.', 'It is tried again by itself when it may.', closedMs);
    await wait(clock, Math.max(freeAt, closedUntil) - clock.now(), signal);
    if (signal.aborted) return given();
    const result = await send();
    freeAt = clock.now() + pauseMs();
    if (!result.ok && result.retryAfterMs !== null) closedUntil = clock.now() + result.retryAfterMs;
    return result;
  }

  return {
    run(signal, send) {
      const mine = last.then(() => turn(signal, send));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
