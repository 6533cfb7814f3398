// How much a service matters, by the person's list of services.
import type { SeveritySettings } from '../settings/severity';

/** Finds the tier of a service's name (lower case); the first entry that fits counts, null: none does. Names are asked for once. */
export function tierOf(list: SeveritySettings['serviceTiers']): (service: string) => number | null {
  const tests = list.map(({ service, tier }) => ({ test: patternOf(service.toLowerCase()), tier }));
  const known = new Map<string, number | null>();
  return (service) => {
    if (service === '') return null;
    const before = known.get(service);
    if (before !== undefined) return before;
    const tier = tests.find(({ test }) => test(service))?.tier ?? null;
    known.set(service, tier);
    return tier;
  };
}

/** `*` stands for any text. Walked piece by piece, so no pattern takes long. */
function patternOf(pattern: string): (text: string) => boolean {
  const [head = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return (text) => text === pattern;
  const tail = rest.pop() ?? '';
  return (text) => {
    if (!text.startsWith(head) || !text.endsWith(tail) || text.length < head.length + tail.length) return false;
    let at = head.length;
    for (const piece of rest) {
      const found = text.indexOf(piece, at);
      if (found === -1 || found + piece.length > text.length - tail.length) return false;
      at = found + piece.length;
    }
    return true;
  };
}
