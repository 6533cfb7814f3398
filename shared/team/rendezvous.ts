// Which of several desks does what one of them is to do: each desk works it out for itself, and all come to the same.
import { stableId } from '../domain/incident-id';

/** Names of desks, the one to do `what` first. A desk that leaves or joins moves nothing but its own place. */
export function ranked(what: string, desks: Iterable<string>): readonly string[] {
  const weighed = [...new Set(desks)].map((desk) => ({ desk, weight: stableId(`${what}\n${desk}`) }));
  return weighed.sort((a, b) => (a.weight < b.weight ? -1 : 1)).map(({ desk }) => desk);
}
