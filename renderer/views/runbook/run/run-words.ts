// How a run stands, in words and with a sign that is not a colour.
import type { RunEnd, RunKind } from '../../../../shared/domain/run';
import { msg } from '../../../../shared/words/words';
import { shortDuration } from '../../../ui/time-words';

export const RUN_WORD = { shell: msg`Run…`, http: msg`Send…`, promql: msg`Ask…` } as const;
export const GO_WORD = { shell: msg`Run`, http: msg`Send`, promql: msg`Ask` } as const;

type Ended = Pick<RunEnd, 'how' | 'exitCode' | 'durationMs'>;

/** Did it end as it should? */
export function isGood({ how, exitCode }: Ended): boolean {
  return how === 'exited' && exitCode === 0;
}

export function endWords(end: Ended, kind: RunKind): string {
  const took = end.durationMs < 1000 ? msg`${Math.round(end.durationMs)} ms` : shortDuration(end.durationMs);
  switch (end.how) {
    case 'exited':
      if (kind !== 'shell') return msg`${end.exitCode === 0 ? msg`answered` : msg`no good answer`} after ${took}`;
      return end.exitCode === null ? msg`ended by a signal after ${took}` : msg`exit code ${end.exitCode} after ${took}`;
    case 'cancelled':
      return msg`cancelled after ${took}`;
    case 'timed-out':
      return msg`ran out of time after ${took}`;
    case 'could-not-start':
      return msg`could not start`;
    case 'engine-ended':
      return msg`ended with the engine; how is not known`;
  }
}

export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? msg`${(bytes / 1_000).toFixed(1)} kB` : msg`${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Do the last words of a program look as if it asked for something that nobody should see? */
export function asksForSecret(line: string): boolean {
  return /\b(password|passphrase|passcode|secret|token|pin|otp)\b[^:?]{0,60}[:?]\s*$/i.test(line);
}
