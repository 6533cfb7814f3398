// How long ago, short; the exact time with its zone on hover.
import { msg } from '../../shared/words/words';
import { useTimeWords } from './clock';
import { exactTime, shortDuration } from './time-words';

/** Age of a moment (Unix ms), ticking; with `until` the fixed length between the two. */
export function Age({ at, until = null, className = 'age' }: { at: number; until?: number | null; className?: string }) {
  const words = useTimeWords((now) => shortDuration((until ?? now) - at));
  return (
    <time
      className={className}
      dateTime={new Date(at).toISOString()}
      title={until === null ? msg`since ${exactTime(at)}` : msg`${exactTime(at)} to ${exactTime(until)}`}
    >
      {words}
    </time>
  );
}
