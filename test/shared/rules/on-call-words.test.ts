import { describe, expect, test } from 'vitest';
import type { OnCall, Shift } from '../../../shared/domain/on-call';
import { idsOnCall, shiftsAfter, shiftsAt } from '../../../shared/rules/on-call-now';
import { momentWords, onCallLines } from '../../../shared/rules/on-call-words';
import { personNamed } from '../../../shared/rules/person-match';
import type { Person } from '../../../shared/settings/team';

const NOW = Date.parse('2026-11-22T22:00:00Z');
const HOUR = 3_600_000;
const shift = (name: string, from: number, to: number): Shift => ({
  person: name.toLowerCase(),
  name,
  from: NOW + from * HOUR,
  to: NOW + to * HOUR,
});
const shifts = [shift('Robin', -100, 10), shift('Sam', 10, 178)];
const known: OnCall = {
  ...{ schedule: 'first', name: 'First line', state: 'known', why: '', remedy: '', timeZone: 'Europe/Berlin', asOf: NOW },
  ...{ now: shiftsAt(shifts, NOW), next: shiftsAfter(shifts, NOW) },
};
const lines = (...all: OnCall[]) => onCallLines(all, NOW, 'Europe/Berlin');

describe('[D23] the line about a schedule', () => {
  test('who, until when, who next', () => {
    expect(lines(known)).toEqual(['On call: Robin until Mon 09:00 · next Sam']);
    expect(lines(known, { ...known, name: 'Second line' })[1]).toBe('On call: Second line: Robin until Mon 09:00 · next Sam');
    expect(idsOnCall(known)).toEqual(['robin', 'sam']);
  });

  test('stale says as of when; unknown names nobody; nobody says who is next and from when', () => {
    expect(lines({ ...known, state: 'stale', asOf: NOW - 5 * HOUR })[0]).toBe('On call: Robin until Mon 09:00 · next Sam (as of 18:00)');
    expect(lines({ ...known, state: 'unknown', now: [], next: [] })[0]).toBe('On call: unknown');
    expect(lines({ ...known, now: [] })[0]).toBe('On call: nobody · next Sam from Mon 09:00');
  });

  test('hostile names stay on one line; crowds are counted', () => {
    const crowd = ['A\n\u202Eb', 'B', 'C', 'D'].map((name) => shift(name, -1, 1));
    expect(lines({ ...known, now: crowd, next: [] })[0]).toMatch(/^On call: A ?b, B and 2 more until Mon 00:00$/);
  });

  test('a moment far away has its date', () => {
    expect(momentWords(NOW + 30 * 24 * HOUR, NOW, 'Europe/Berlin')).toBe('22 Dec 23:00');
    expect(momentWords(NOW + 60 * 24 * HOUR, NOW, 'Europe/Berlin')).toBe('21 Jan 2027 23:00');
  });
});

describe('[D28] who is meant', () => {
  const person = (id: string, name: string, address = ''): Person => ({
    id,
    name,
    timeZone: '',
    reach: address ? [{ channel: 'mail', address }] : [],
  });
  const people = [person('robin', 'Robin Fox', 'Robin@Example.com'), person('sam', 'Sam'), person('sam-2', 'Sam')];
  test.each([
    ['by address', { name: 'R.', email: 'robin@example.com' }, 'robin'],
    ['by name', { name: ' robin  FOX ', email: '' }, 'robin'],
    ['by id', { name: 'sam-2', email: '' }, 'sam-2'],
    ['an address as a name', { name: 'robin@example.com', email: '' }, 'robin'],
    ['a name that fits an id and another name', { name: 'Sam', email: '' }, undefined],
    ['nobody', { name: 'Kim', email: 'kim@example.com' }, undefined],
    ['nothing', { name: '', email: '' }, undefined],
  ])('%s', (_, named, id) => expect(personNamed(people, named)?.id).toBe(id));
});
