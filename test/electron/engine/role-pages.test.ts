// An offer pages the person at this desk once; what they took themselves does not, and the answer takes the page off the screen.
import { expect, it } from 'vitest';
import { Desk } from '../../../electron/engine/desk';
import { Pager } from '../../../electron/engine/pager';
import { watchRoleOffers } from '../../../electron/engine/role-pages';
import { decideRole, type RoleAct } from '../../../shared/log/decide/roles';
import type { PageRequest } from '../../../shared/log/event';
import { EMPTY_STATE } from '../../../shared/log/state';
import { settingsSchema } from '../../../shared/settings';
import { aLog, NOW, opened } from '../log/a-log';

const people = ['ana', 'robin'].map((id) => ({ id, name: id.toUpperCase() }));
const settings = settingsSchema.parse({ people, person: { id: 'robin', name: 'ROBIN' } });
const role = 'tech-leader';

function rig() {
  const desk = new Desk({ log: aLog(), now: () => NOW, timeZone: 'UTC', settings: () => settings }, EMPTY_STATE);
  const pages: PageRequest[] = [];
  const withdrawn: string[] = [];
  const withdraw = (threads: readonly string[]) => void withdrawn.push(...threads);
  const pager = new Pager({ duty: () => undefined, desk, person: () => 'ROBIN', present: (p) => pages.push(p), withdraw, now: () => NOW });
  watchRoleOffers({ desk, settings: () => settings, withdraw });
  desk.transact(() => [opened('inc-1', 1)]);
  const act = (me: string, what: RoleAct) =>
    desk.transact(
      (state) => decideRole(state, 'inc-1', what, { people: settings.people, roles: settings.roles, me, by: me, ticks: new Map() }).drafts,
    );
  const offers = () => pages.filter((p) => p.pageKind === 'role');
  return { desk, pager, act, offers, withdrawn };
}

it('[D10] once, with the way to the incident, and gone with the answer', () => {
  const { desk, pager, act, offers, withdrawn } = rig();
  act('ana', { act: 'assign', role, person: 'robin' });
  expect(offers()).toMatchObject([
    { title: 'INC-1: you are asked to be Tech leader', incidents: ['inc-1'], thread: 'role:inc-1:tech-leader' },
  ]);
  const [page] = offers() as [PageRequest];
  const paging = desk.state.incidents.get('inc-1')?.row.paging;
  pager.onOutcome(page.page, page.incidents, { kind: 'shown', route: 'test', receiptMs: 1 });
  expect(desk.state.incidents.get('inc-1')?.row.paging).toEqual(paging);
  const requested = desk.transact(() => []);
  expect(requested).toEqual([]);
  expect(withdrawn).toEqual([]);
  act('robin', { act: 'accept', role, isHeard: false });
  expect(withdrawn).toEqual(['role:inc-1:tech-leader']);
  expect(offers()).toHaveLength(1);
});

it('[D10] never for what the person took, or for somebody else', () => {
  const { act, offers } = rig();
  act('robin', { act: 'assign', role, person: 'robin' });
  act('robin', { act: 'assign', role: 'incident-manager', person: 'ana' });
  expect(offers()).toEqual([]);
});
