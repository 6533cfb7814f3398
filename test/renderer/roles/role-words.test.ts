// How roles are said in little room.
import { expect, it } from 'vitest';
import { holderWords, shortRole } from '../../../renderer/views/roles/role-words';
import { listMoves } from '../../../renderer/views/settings/list-moves';

const holder = { role: 'im', roleName: 'Incident manager', person: null, personName: '', offered: null };
const bo = { person: 'bo', personName: 'Bo\u202e' };

it('says who holds a role and who was asked, with hidden characters made visible', () => {
  expect(holderWords(null)).toBe('free');
  expect(holderWords({ ...holder, offered: { person: 'ana', personName: 'Ana' } })).toBe('Ana was asked');
  expect(holderWords({ ...holder, person: 'ana', personName: 'Ana' })).toBe('held by Ana');
  expect(holderWords({ ...holder, person: 'ana', personName: 'Ana', offered: bo })).toMatch(
    /^held by Ana; Bo.+ was asked to take it over$/,
  );
  expect(holderWords({ ...holder, person: 'ana', personName: 'Ana', offered: bo })).not.toContain('\u202e');
});

it('shortens the usual roles to the letters people know', () => {
  expect(['Incident manager', 'Communications leader', 'Tech leader', 'Engineering manager', 'Scribe'].map(shortRole)).toEqual([
    'IM',
    'CL',
    'TL',
    'EM',
    'S',
  ]);
});

it('moves, changes and removes entries of a list', () => {
  let list: readonly { readonly n: number }[] = [{ n: 1 }, { n: 2 }, { n: 3 }];
  const moves = () =>
    listMoves(list, (next) => {
      list = next;
    });
  moves().up(2);
  expect(list.map((e) => e.n)).toEqual([1, 3, 2]);
  moves().up(0);
  moves().put(1, { n: 9 });
  moves().remove(0);
  expect(list.map((e) => e.n)).toEqual([9, 2]);
});
