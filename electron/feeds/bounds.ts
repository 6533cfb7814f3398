// What no source may do to the console, whatever its kind: alerts without end in their labels, and alerts that begin in the future.
import type { Labels } from '../../shared/domain/alert';
import type { PollResult, Rejected, Sighting } from '../../shared/feed';
import { msg } from '../../shared/words/words';

/** Labels that one alert keeps, and annotations. */
const MAX_FIELDS = 500;
/** A kind that copies labels reads no more of them: one more than is kept, so that the cut is told. */
export const MOST_READ = MAX_FIELDS + 1;
/** Characters of all labels together, and of all annotations. */
const MAX_CHARS = 200_000;
/** Longer keys are no identity; every kind makes shorter ones. */
const MAX_KEY = 4000;
/** Further off than a clock may be wrong. */
const AHEAD_MS = 300_000;
const MAX_TOLD = 100;

type Snapshot = Extract<PollResult<unknown>, { kind: 'snapshot' }>;

function isWithin(fields: Labels): boolean {
  let [count, chars] = [0, 0];
  for (const name in fields) {
    count += 1;
    chars += name.length + (fields[name] ?? '').length;
    if (count > MAX_FIELDS || chars > MAX_CHARS) return false;
  }
  return true;
}

function within(fields: Labels): Labels {
  const kept: Record<string, string> = {};
  let [count, chars] = [0, 0];
  for (const name in fields) {
    const value = fields[name] ?? '';
    chars += name.length + value.length;
    if (chars <= MAX_CHARS) kept[name] = value;
    else chars -= name.length + value.length;
    count += 1;
    if (count === MAX_FIELDS) break;
  }
  return kept;
}

function cut(sighting: Sighting): Sighting {
  return { ...sighting, labels: within(sighting.labels), annotations: within(sighting.annotations) };
}

/** The same list where nothing is too large; `rejected` tells what was cut. An alert is cut, not lost; one with an endless key is lost. */
export function cutToSize(sightings: readonly Sighting[]): {
  readonly sightings: readonly Sighting[];
  readonly rejected: readonly Rejected[];
} {
  const isFine = ({ key, labels, annotations }: Sighting) => key.length <= MAX_KEY && isWithin(labels) && isWithin(annotations);
  if (sightings.every(isFine)) return { sightings, rejected: [] };
  const rejected: Rejected[] = [];
  const kept = sightings.flatMap((one) => {
    if (isFine(one)) return one;
    const isLost = one.key.length > MAX_KEY;
    const why = isLost
      ? msg`its key is too long`
      : msg`it has more labels or longer texts than are kept (${MAX_FIELDS}, ${MAX_CHARS} characters)`;
    if (rejected.length < MAX_TOLD) rejected.push({ where: one.key.slice(0, 200), why });
    return isLost ? [] : cut(one);
  });
  return { sightings: kept, rejected };
}

/**
 * Made once for a feed, since it remembers: a start in the future counts as not known, also when that moment has come, or the alert
 * would then look as if it had begun anew.
 */
export function createBounds(): (snapshot: Snapshot, now: number) => Snapshot {
  let ahead: ReadonlyMap<string, number> = new Map();
  return (snapshot, now) => {
    const { sightings: cutOnes, rejected } = cutToSize(snapshot.sightings);
    const isAhead = ({ key, startsAt }: Sighting) => startsAt > now + AHEAD_MS || ahead.get(key) === startsAt;
    const early = cutOnes.filter(isAhead);
    ahead = new Map(early.map(({ key, startsAt }) => [key, startsAt]));
    const sightings = early.length === 0 ? cutOnes : cutOnes.map((one) => (isAhead(one) ? { ...one, startsAt: 0 } : one));
    if (sightings === snapshot.sightings) return snapshot;
    const isWhole = cutOnes.length === snapshot.sightings.length;
    const why = msg`an alert could not be kept, and a missing one may be that one`;
    const absence = isWhole ? snapshot.absence : ({ isTrusted: false, why } as const);
    return { ...snapshot, sightings, rejected: [...snapshot.rejected, ...rejected], absence };
  };
}
