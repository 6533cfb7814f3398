// People as they are shown and added: ids made from names, initials, and the hour where they are.
import type { Person } from '../settings/team';

const ID_MAX = 40;

/** A free id for a new person: `ana-lima`, `ana-lima-2`. Lower-case letters, digits and dashes, as the settings want them. */
export function personIdOf(name: string, people: readonly Pick<Person, 'id'>[]): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, ID_MAX - 4);
  const base = plain.replace(/-+$/, '') || 'person';
  const taken = new Set(people.map((p) => p.id));
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(id)) return id;
  }
}

/** 'AL' for Ana Lima, 'RO' for Robin; '?' where a name has no letters. */
export function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const [first = '', ...more] = words;
  const last = more.at(-1);
  const letters = last === undefined ? [...first].slice(0, 2) : [...first].slice(0, 1).concat([...last].slice(0, 1));
  return letters.join('').toUpperCase() || '?';
}

/** The hour where a person is, '03:12'; null where it is this machine's own zone or none is known. `machineZone` is an IANA name. */
export function hourFor(timeZone: string, at: number, machineZone: string): string | null {
  if (timeZone === '' || timeZone === machineZone) return null;
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}
