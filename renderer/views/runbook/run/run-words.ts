// How a run stands, in words and with a sign that is not a colour.
import type { RunEnd, RunKind } from '../../../../shared/domain/run';
import { shortDuration } from '../../../ui/time-words';

export const RUN_WORD = { shell: 'Run…', http: 'Send…', promql: 'Ask…' } as const;
export const GO_WORD = { shell: 'Run', http: 'Send', promql: 'Ask' } as const;

type Ended = Pick<RunEnd, 'how' | 'exitCode' | 'durationMs'>;

/** Did it end as it should? */
export function isGood({ how, exitCode }: Ended): boolean {
  return how === 'exited' && exitCode === 0;
}

export function endWords(end: Ended, kind: RunKind): string {
  const took = end.durationMs < 1000 ? `${Math.round(end.durationMs)} ms` : shortDuration(end.durationMs);
  switch (end.how) {
    case 'exited':
      if (kind !== 'shell') return `${end.exitCode === 0 ? 'answered' : 'no good answer'} after ${took}`;
      return end.exitCode === null ? `ended by a signal after ${took}` : `exit code ${end.exitCode} after ${took}`;
    case 'cancelled':
      return `cancelled after ${took}`;
    case 'timed-out':
      return `ran out of time after ${took}`;
    case 'could-not-start':
      return 'could not start';
    case 'engine-ended':
      return 'ended with the engine; how is not known';
  }
}

export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Do the last words of a program look as if it asked for something that nobody should see? */
export function asksForSecret(line: string): boolean {
  return /\b(password|passphrase|passcode|secret|token|pin|otp)\b[^:?]{0,60}[:?]\s*$/i.test(line);
}
