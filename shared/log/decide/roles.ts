// Who does what, judged against state: offers, answers, handing over, duties. A refusal says why and what would work instead.
import type { IncidentRow, RoleHolder } from '../../domain/incident';
import type { Person, Role } from '../../settings/team';
import type { Draft, EventData } from '../event';
import type { State } from '../state';
import { isTicked, type Ticks } from '../views/roles';
import type { Decision } from './context';

/** What a person asks for about one role of one incident. */
export type RoleAct =
  | { readonly act: 'assign'; readonly role: string; readonly person: string }
  /** `isHeard`: the person asked said yes elsewhere, and somebody else notes it. */
  | { readonly act: 'accept'; readonly role: string; readonly isHeard: boolean }
  | { readonly act: 'decline'; readonly role: string; readonly why: string }
  | { readonly act: 'hand-over'; readonly role: string; readonly to: string; readonly note: string }
  | { readonly act: 'release'; readonly role: string }
  | { readonly act: 'tick'; readonly role: string; readonly duty: string; readonly isDone: boolean };

export interface RoleContext {
  readonly people: readonly Person[];
  readonly roles: readonly Role[];
  /** Id of the person at this desk; '' when they have not said who they are. */
  readonly me: string;
  /** Their name. */
  readonly by: string;
  readonly ticks: Ticks;
}

interface Asked {
  readonly row: IncidentRow;
  readonly ctx: RoleContext;
  readonly role: { readonly id: string; readonly name: string; readonly settings: Role | undefined };
  readonly held: RoleHolder | undefined;
}

type Judged = readonly Draft[] | string;

/** Applies one act. An act that changes nothing (a duty ticked twice) makes no event and is no refusal. */
export function decideRole(state: State, incident: string, act: RoleAct, ctx: RoleContext): Decision {
  const row = state.incidents.get(incident)?.row;
  const judged = row ? judge(row, act, ctx) : 'There is no such incident.';
  return typeof judged === 'string' ? { drafts: [], refused: [{ incident, why: judged }] } : { drafts: judged, refused: [] };
}

function judge(row: IncidentRow, act: RoleAct, ctx: RoleContext): Judged {
  const held = row.roles.find((h) => h.role === act.role);
  const settings = ctx.roles.find((r) => r.id === act.role);
  if (!settings && !held) return `There is no role “${act.role}” in the settings.`;
  const asked: Asked = { row, ctx, held, role: { id: act.role, name: settings?.name ?? held?.roleName ?? act.role, settings } };
  if (row.status === 'merged') return `INC-${row.number} went into another incident; its roles are there.`;
  if (act.act === 'tick') return tick(asked, act.duty, act.isDone);
  if (row.status === 'closed') return `INC-${row.number} is closed; reopen it to give out roles.`;
  switch (act.act) {
    case 'assign':
      return assign(asked, act.person);
    case 'accept':
      return accept(asked, act.isHeard);
    case 'decline':
      return decline(asked, act.why);
    case 'hand-over':
      return handOver(asked, act.to, act.note);
    case 'release':
      return held
        ? [draft(asked, 'role.released', { role: asked.role.id, roleName: asked.role.name, by: ctx.by })]
        : `Nobody holds ${asked.role.name}.`;
  }
}

function assign(asked: Asked, personId: string): Judged {
  const { role, held, ctx } = asked;
  const person = ctx.people.find((p) => p.id === personId);
  if (!role.settings) return `${role.name} is no longer among the roles of the settings.`;
  if (!person) return unknownPerson(personId);
  if (held?.person === personId) return `${person.name} holds ${role.name} already.`;
  if (held?.person) return `${held.personName} holds ${role.name}: hand it over instead.`;
  const isMine = personId === ctx.me;
  if (held?.offered?.person === personId && !isMine) return `${person.name} was asked already.`;
  const offer = draft(asked, 'role.assigned', { ...whatAndWho(asked, person), by: ctx.by, why: '' });
  return isMine ? [offer, acceptedBy(asked, person, '')] : [offer];
}

function accept(asked: Asked, isHeard: boolean): Judged {
  const { role, held, ctx } = asked;
  const offered = held?.offered;
  if (!offered) return `Nobody is asked to be ${role.name}.`;
  const isMine = offered.person === ctx.me;
  if (!isMine && !isHeard) return `${offered.personName} was asked, not you: note their yes if they gave it to you elsewhere.`;
  return [acceptedBy(asked, { id: offered.person, name: offered.personName }, isMine ? '' : 'said yes elsewhere')];
}

function decline(asked: Asked, why: string): Judged {
  const { role, held, ctx } = asked;
  const offered = held?.offered;
  if (!offered) return `Nobody is asked to be ${role.name}.`;
  const by = offered.person === ctx.me ? offered.personName : ctx.by;
  return [draft(asked, 'role.declined', { ...whatAndWho(asked, { id: offered.person, name: offered.personName }), by, why })];
}

function handOver(asked: Asked, toId: string, note: string): Judged {
  const { role, held, ctx } = asked;
  const to = ctx.people.find((p) => p.id === toId);
  if (!to) return unknownPerson(toId);
  if (!held?.person) return `Nobody holds ${role.name}: assign it instead.`;
  if (held.person === toId) return `${to.name} holds ${role.name} already.`;
  const isMine = toId === ctx.me;
  if (held.offered?.person === toId && !isMine) return `${to.name} was asked already.`;
  const data = { role: role.id, roleName: role.name, from: held.person, to: to.id, toName: to.name, by: ctx.by, note };
  const offer = draft(asked, 'role.handed-over', data);
  return isMine ? [offer, acceptedBy(asked, to, '')] : [offer];
}

function tick(asked: Asked, duty: string, isDone: boolean): Judged {
  const { role, ctx } = asked;
  const isKnown = Object.values(role.settings?.duties ?? {}).some((duties) => duties.includes(duty));
  if (!isKnown) return `${role.name} has no such duty any more.`;
  if (isTicked(ctx.ticks, role.id, duty) === isDone) return [];
  return [draft(asked, 'duty.ticked', { role: role.id, roleName: role.name, duty, isDone, by: ctx.by })];
}

/**
 * Roles that come along when `source` goes into another incident: those that somebody holds there and nobody holds or was asked
 * to hold where they go (`taken`: ids of these roles).
 */
export function rolesComingAlong(source: IncidentRow, target: string, taken: ReadonlySet<string>, by: string): Draft[] {
  const why = `came along with INC-${source.number}`;
  return source.roles.flatMap((h): Draft[] => {
    if (h.person === null || taken.has(h.role)) return [];
    return roleGiven(target, { role: h.role, roleName: h.roleName, person: h.person, personName: h.personName, by, why });
  });
}

/** Offered and accepted in one act. */
export function roleGiven(incident: string, data: EventData['role.assigned']): Draft[] {
  const actor = `person:${data.by}`;
  return [
    { kind: 'role.assigned', incident, actor, data },
    { kind: 'role.accepted', incident, actor, data },
  ];
}

function unknownPerson(id: string): string {
  return `Nobody of the people in the settings has the id “${id}”.`;
}

function whatAndWho({ role }: Asked, person: { readonly id: string; readonly name: string }) {
  return { role: role.id, roleName: role.name, person: person.id, personName: person.name };
}

/** Who accepts for themselves is named as they are among the people, whatever the desk calls them. */
function acceptedBy(asked: Asked, person: { readonly id: string; readonly name: string }, why: string): Draft {
  const by = person.id === asked.ctx.me ? person.name : asked.ctx.by;
  return draft(asked, 'role.accepted', { ...whatAndWho(asked, person), by, why });
}

function draft<K extends 'role.assigned' | 'role.accepted' | 'role.declined' | 'role.handed-over' | 'role.released' | 'duty.ticked'>(
  { row, ctx }: Asked,
  kind: K,
  data: EventData[K],
): Draft {
  return { kind, incident: row.id, actor: `person:${ctx.by}`, data } as Draft;
}
