// Who does what: offers, answers, handing over, refusals in words, checklists, and what becomes of roles in a merge.
import { describe, expect, it } from 'vitest';
import { hourFor, initialsOf, personIdOf } from '../../shared/domain/people';
import { decideAct } from '../../shared/log/decide/commands';
import { decideMerge } from '../../shared/log/decide/moves';
import { decideRole, type RoleAct, type RoleContext } from '../../shared/log/decide/roles';
import { foldTicks, rolesOf, unfinishedDuties } from '../../shared/log/views/roles';
import { tellEvent } from '../../shared/log/views/timeline';
import { isStillAsked, rolePage } from '../../shared/rules/role-page';
import { settingsSchema } from '../../shared/settings';
import { Bench, context, sighting, T0 } from './make';

const settings = settingsSchema.parse({
  people: [
    { id: 'ana', name: 'Ana' },
    { id: 'bo', name: 'Bo' },
    { id: 'robin', name: 'Robin' },
  ],
});
const IM = 'incident-manager';

function rig(me = 'robin') {
  const bench = new Bench();
  bench.see([sighting({ alertname: 'DiskFull', service: 'db', severity: 'critical' })], context());
  const { id } = bench.only().row;
  const ctx = (who: string): RoleContext => ({
    people: settings.people,
    roles: settings.roles,
    me: who,
    by: settings.people.find((p) => p.id === who)?.name ?? 'Robin',
    ticks: foldTicks(bench.events),
  });
  const act = (what: RoleAct, who = me): string => {
    const { drafts, refused } = decideRole(bench.state, id, what, ctx(who));
    bench.commit(drafts, T0 + 2000);
    return refused[0]?.why ?? drafts.map((d) => d.kind).join(' ');
  };
  const row = () => bench.only().row;
  const holder = (role = IM) => row().roles.find((h) => h.role === role);
  return { bench, id, act, row, holder, ctx };
}

describe('roles', () => {
  it('[D1] knows only roles and people of the settings', () => {
    const { act } = rig();
    expect(act({ act: 'assign', role: 'pilot', person: 'ana' })).toBe('There is no role “pilot” in the settings.');
    expect(act({ act: 'assign', role: IM, person: 'zoe' })).toBe('Nobody of the people in the settings has the id “zoe”.');
  });

  it('[D2] an offer is held once it is accepted, by the person asked', () => {
    const { act, holder } = rig();
    expect(act({ act: 'assign', role: IM, person: 'ana' })).toBe('role.assigned');
    expect(holder()).toMatchObject({ person: null, offered: { person: 'ana' } });
    expect(act({ act: 'accept', role: IM, isHeard: false })).toContain('Ana was asked, not you');
    expect(act({ act: 'assign', role: IM, person: 'ana' })).toBe('Ana was asked already.');
    expect(act({ act: 'accept', role: IM, isHeard: false }, 'ana')).toBe('role.accepted');
    expect(holder()).toMatchObject({ person: 'ana', personName: 'Ana', offered: null });
    expect(act({ act: 'accept', role: IM, isHeard: false }, 'ana')).toBe('Nobody is asked to be Incident manager.');
  });

  it('[D2] a yes that was heard elsewhere can be noted, and says by whom', () => {
    const { bench, act, holder } = rig();
    act({ act: 'assign', role: IM, person: 'ana' });
    expect(act({ act: 'accept', role: IM, isHeard: true })).toBe('role.accepted');
    expect(holder()).toMatchObject({ person: 'ana' });
    expect(tellEvent(bench.events.at(-1) as never)).toMatchObject({
      text: 'Ana is Incident manager',
      detail: 'noted by Robin; said yes elsewhere',
    });
  });

  it('[D3] taking it oneself is offered and accepted in one act', () => {
    const { act, holder } = rig();
    expect(act({ act: 'assign', role: IM, person: 'robin' })).toBe('role.assigned role.accepted');
    expect(holder()).toMatchObject({ person: 'robin', offered: null });
    expect(act({ act: 'assign', role: IM, person: 'robin' })).toBe('Robin holds Incident manager already.');
    expect(act({ act: 'assign', role: IM, person: 'bo' })).toBe('Robin holds Incident manager: hand it over instead.');
  });

  it('[D4] the holder keeps a role until it is accepted, and after it was declined', () => {
    const { act, holder } = rig();
    act({ act: 'assign', role: IM, person: 'robin' });
    expect(act({ act: 'hand-over', role: IM, to: 'bo', note: 'watch the queue' })).toBe('role.handed-over');
    expect(holder()).toMatchObject({ person: 'robin', offered: { person: 'bo' } });
    expect(act({ act: 'decline', role: IM, why: 'on a train' }, 'bo')).toBe('role.declined');
    expect(holder()).toMatchObject({ person: 'robin', offered: null });
    act({ act: 'hand-over', role: IM, to: 'bo', note: '' });
    act({ act: 'accept', role: IM, isHeard: false }, 'bo');
    expect(holder()).toMatchObject({ person: 'bo' });
    expect(act({ act: 'hand-over', role: IM, to: 'robin', note: '' })).toBe('role.handed-over role.accepted');
    expect(act({ act: 'hand-over', role: 'tech-leader', to: 'bo', note: '' })).toBe('Nobody holds Tech leader: assign it instead.');
  });

  it('[D5] release frees the role and takes its offer back', () => {
    const { act, holder } = rig();
    expect(act({ act: 'release', role: IM })).toBe('Nobody holds Incident manager.');
    act({ act: 'assign', role: IM, person: 'ana' });
    expect(act({ act: 'release', role: IM })).toBe('role.released');
    expect(holder()).toBeUndefined();
  });

  it('[D6] a closed incident gives out no roles, but its last duties can be ticked', () => {
    const { bench, id, act, row } = rig();
    act({ act: 'assign', role: 'engineering-manager', person: 'robin' });
    bench.see([], context({ now: T0 + 3000 }), {
      clearedKeys: [sighting({ alertname: 'DiskFull', service: 'db', severity: 'critical' }).key],
    });
    const closed = { ...row(), status: 'closed' as const };
    const state = { ...bench.state, incidents: new Map([[id, { ...bench.only(), row: closed }]]) };
    const ctx: RoleContext = { people: settings.people, roles: settings.roles, me: 'robin', by: 'Robin', ticks: new Map() };
    expect(decideRole(state, id, { act: 'assign', role: IM, person: 'ana' }, ctx).refused[0]?.why).toContain('is closed');
    const duty = settings.roles.find((r) => r.id === 'engineering-manager')?.duties.improving[0] ?? '';
    expect(decideRole(state, id, { act: 'tick', role: 'engineering-manager', duty, isDone: true }, ctx).drafts).toHaveLength(1);
  });

  it('[D7] held roles come along in a merge where the target has none', () => {
    const bench = new Bench();
    bench.see(
      [
        sighting({ alertname: 'A', service: 'db' }),
        sighting({ alertname: 'B', service: 'web' }),
        sighting({ alertname: 'C', service: 'mail' }),
      ],
      context(),
    );
    const [into, one, two] = [...bench.state.incidents.keys()] as [string, string, string];
    const ctx: RoleContext = { people: settings.people, roles: settings.roles, me: 'robin', by: 'Robin', ticks: new Map() };
    const give = (id: string, role: string, person: string) => {
      bench.commit(decideRole(bench.state, id, { act: 'assign', role, person }, ctx).drafts, T0);
      if (person !== 'robin') bench.commit(decideRole(bench.state, id, { act: 'accept', role, isHeard: true }, ctx).drafts, T0);
    };
    give(into, IM, 'robin');
    give(one, IM, 'ana');
    give(one, 'tech-leader', 'ana');
    give(two, 'tech-leader', 'bo');
    bench.commit(decideRole(bench.state, two, { act: 'assign', role: 'communications-leader', person: 'bo' }, ctx).drafts, T0);
    bench.commit(decideMerge(bench.state, into, [one, two], 'Robin').drafts, T0 + 5000);
    expect(bench.only().row.roles.map((h) => [h.role, h.person])).toEqual([
      [IM, 'robin'],
      ['tech-leader', 'ana'],
    ]);
  });
});

describe('checklists', () => {
  it('[D8] hold the stage and those before it, with who ticked when; a repeated tick makes no event', () => {
    const { bench, id, act, row } = rig();
    const list = () => rolesOf(row(), foldTicks(bench.events), settings.roles).roles[0]?.duties ?? [];
    act({ act: 'assign', role: IM, person: 'robin' });
    expect(list().map((d) => d.stage)).toEqual(Array(5).fill('responding'));
    expect(act({ act: 'tick', role: IM, duty: 'Say that you lead', isDone: true })).toBe('duty.ticked');
    expect(act({ act: 'tick', role: IM, duty: 'Say that you lead', isDone: true })).toBe('');
    expect(act({ act: 'tick', role: IM, duty: 'Dance', isDone: true })).toBe('Incident manager has no such duty any more.');
    expect(list()[0]).toMatchObject({ text: 'Say that you lead', isDone: true, by: 'Robin', at: T0 + 2000 });
    bench.commit(decideAct(bench.state, [id], { act: 'acknowledge', via: 'test' }, 'Robin').drafts, T0 + 3000);
    expect(list().map((d) => d.stage)).toEqual([...Array(5).fill('responding'), ...Array(2).fill('resolving')]);
  });

  it('[D9] unfinished duties are those of held roles', () => {
    const { bench, act, row } = rig();
    const open = () => unfinishedDuties(rolesOf(row(), foldTicks(bench.events), settings.roles));
    expect(open()).toEqual([]);
    act({ act: 'assign', role: 'tech-leader', person: 'ana' });
    expect(open()).toEqual([]);
    act({ act: 'accept', role: 'tech-leader', isHeard: true });
    expect(open().map((d) => d.duty)).toEqual(['Assess what is broken and how far', 'Open the runbook']);
    act({ act: 'tick', role: 'tech-leader', duty: 'Open the runbook', isDone: true });
    expect(open().map((d) => d.duty)).toEqual(['Assess what is broken and how far']);
  });

  it('[D8] a role that left the settings stays with who holds it', () => {
    const { act, row } = rig();
    act({ act: 'assign', role: IM, person: 'robin' });
    expect(rolesOf(row(), new Map(), []).roles).toMatchObject([{ name: 'Incident manager', isKnown: false, duties: [] }]);
  });
});

describe('the page about an offer', () => {
  it('[D10] goes to the person at this desk, for an offer that still stands', () => {
    const { bench, act, row } = rig('ana');
    act({ act: 'assign', role: IM, person: 'robin' });
    const offer = bench.events.at(-1) as never;
    const page = rolePage(offer, row(), 'robin', true);
    expect(page).toMatchObject({ title: 'INC-1: you are asked to be Incident manager', pageKind: 'role', incidents: [row().id] });
    expect(rolePage(offer, row(), 'bo', true)).toBeNull();
    expect(isStillAsked(page?.thread ?? '', [row()], 'robin')).toBe(true);
    act({ act: 'accept', role: IM, isHeard: true });
    expect(isStillAsked(page?.thread ?? '', [row()], 'robin')).toBe(false);
    expect(rolePage(offer, row(), 'robin', true)).toBeNull();
  });
});

describe('people', () => {
  it('[D11] get free ids from their names, initials, and the hour where they are', () => {
    expect(personIdOf('Ána  Lima!', [])).toBe('ana-lima');
    expect(personIdOf('Ana', [{ id: 'ana' }, { id: 'ana-2' }])).toBe('ana-3');
    expect(personIdOf('日本', [])).toBe('person');
    expect(['Ana Lima', 'robin', 'Jo van der Berg', '  '].map(initialsOf)).toEqual(['AL', 'RO', 'JB', '?']);
    expect(hourFor('Asia/Tokyo', Date.UTC(2026, 10, 22, 18, 12), 'Europe/Berlin')).toBe('03:12');
    expect(hourFor('Europe/Berlin', 0, 'Europe/Berlin')).toBeNull();
    expect(hourFor('', 0, 'Europe/Berlin')).toBeNull();
  });
});
