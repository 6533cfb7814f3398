// Which of the settings' people a calendar or a vendor means: by id, by e-mail address, by name.
import type { Person } from '../settings/team';

/** What a source tells of somebody; '' is what it does not tell. */
export interface Named {
  readonly name: string;
  readonly email: string;
}

function plain(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
}

function hasAddress(person: Person, email: string): boolean {
  return person.reach.some(({ address }) => plain(address) === email);
}

/** The person, or null: a name that fits two people fits nobody. */
export function personNamed(people: readonly Person[], { name, email }: Named): Person | null {
  const words = plain(name);
  const mail = plain(email);
  const [localPart = ''] = mail.split('@');
  const tests: ((person: Person) => boolean)[] = [
    (person) => mail !== '' && hasAddress(person, mail),
    (person) => words !== '' && (person.id === words || plain(person.name) === words),
    (person) => words.includes('@') && hasAddress(person, words),
    (person) => localPart !== '' && person.id === localPart,
  ];
  for (const fits of tests) {
    const found = people.filter(fits);
    if (found.length === 1) return found[0] ?? null;
  }
  return null;
}
