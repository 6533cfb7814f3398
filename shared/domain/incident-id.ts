// Ids of incidents are made from what they are about, so that two desks that open the same one apart agree without asking.

function hash53(text: string, seed: number): number {
  let a = 0xdeadbeef ^ seed;
  let b = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 2654435761);
    b = Math.imul(b ^ c, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}

/** Short stable text of 20 characters for any text; 106 bits, not cryptographic. */
export function stableId(text: string): string {
  return (hash53(text, 0).toString(36).padStart(11, '0') + hash53(text, 7919).toString(36).padStart(11, '0')).slice(1, 21);
}

/** Id of the incident that group `groupKey` opens with the episode that started at `startsAt` (Unix ms). */
export function incidentIdOf(groupKey: string, startsAt: number): string {
  return `inc-${stableId(`${groupKey}\n${startsAt}`)}`;
}
