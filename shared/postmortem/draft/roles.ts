// A postmortem speaks of roles, never of persons: this tells what somebody was in the incident at that time.
import type { IncidentRow } from '../../domain/incident';
import type { LogEvent } from '../../log/event';
import type { Settings } from '../../settings';

/** Names longer than one letter: a single one would match too much. */
const SHORTEST_NAME = 2;

/** Who held which role from when on, folded from events of one incident in their order. */
export class RoleBook {
  /** Name of a person -> names of the roles that they hold now. */
  private readonly held = new Map<string, Set<string>>();
  /** Everybody whose name could stand in a text. */
  private readonly names = new Set<string>();
  private readonly idToName: ReadonlyMap<string, string>;

  constructor(people: Settings['people'], me: string) {
    this.idToName = new Map(people.map(({ id, name }) => [id, name]));
    for (const { name } of people) this.names.add(name);
    this.names.add(me);
  }

  /** To be told every event of the incident, oldest first. */
  take(event: LogEvent): void {
    if (event.actor.startsWith('person:')) this.names.add(event.actor.slice('person:'.length));
    switch (event.kind) {
      case 'role.accepted':
        this.free(event.data.roleName);
        this.names.add(event.data.personName);
        this.rolesOf(event.data.personName).add(event.data.roleName);
        return;
      case 'role.assigned':
        this.names.add(event.data.personName);
        return;
      case 'role.handed-over':
        this.names.add(event.data.toName);
        return;
      case 'role.released':
        this.free(event.data.roleName);
        return;
      default:
        return;
    }
  }

  /** `the incident manager`; `an engineer` for who held no role. `who` is a name, an id of the settings, or `person:NAME`. */
  roleOf(who: string): string {
    const name = who.replace(/^person:/, '');
    const [role] = this.held.get(this.idToName.get(name) ?? name) ?? [];
    return role === undefined ? 'an engineer' : `the ${role.charAt(0).toLowerCase()}${role.slice(1)}`;
  }

  /** Generated words such as `set by Raj` with roles in the place of names. What a person wrote is quoted as it is, not sent through here. */
  withoutNames(words: string): string {
    let text = words;
    for (const name of this.names) {
      if (name.length < SHORTEST_NAME || !text.includes(name)) continue;
      const whole = new RegExp(`(?<=\\bby )${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'gu');
      text = text.replace(whole, () => this.roleOf(name));
    }
    return text;
  }

  private rolesOf(name: string): Set<string> {
    const roles = this.held.get(name) ?? new Set<string>();
    this.held.set(name, roles);
    return roles;
  }

  private free(roleName: string): void {
    for (const roles of this.held.values()) roles.delete(roleName);
  }
}

/** Roles that somebody held at the end, by name; the holder's name stays out. */
export function heldRoles(row: Pick<IncidentRow, 'roles'>): string[] {
  return row.roles.filter(({ person }) => person !== null).map(({ roleName }) => roleName);
}
