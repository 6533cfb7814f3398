import { describe, expect, it } from 'vitest';
import type { ActRecord } from '../../../shared/domain/act';
import type { IncidentRow } from '../../../shared/domain/incident';
import { formFor } from '../../../shared/rules/need-to-know';
import { conflictOf } from '../../../shared/rules/precondition';
import { settingsSchema } from '../../../shared/settings';

const settings = settingsSchema.parse({
  channels: [
    { id: 'mail', kind: 'email', name: 'Mail' },
    { id: 'ops', kind: 'slack', name: 'Ops' },
    { id: 'dm', kind: 'slack', name: 'Ana alone' },
    { id: 'list', kind: 'email', name: 'List', config: { to: ['a@a.example', 'b@a.example'] } },
    { id: 'one', kind: 'email', name: 'One', config: { to: ['a@a.example'] } },
    { id: 'pager', kind: 'ntfy', name: 'Pager' },
  ],
  people: [
    { id: 'ana', name: 'Ana', reach: [{ channel: 'mail', address: 'ana@a.example' }, { channel: 'dm' }, { channel: 'pager' }] },
    { id: 'bo', name: 'Bo', reach: [{ channel: 'mail', address: 'Team@a.example' }] },
    { id: 'cy', name: 'Cy', reach: [{ channel: 'mail', address: 'team@a.example' }] },
  ],
  audiences: [{ id: 'all', name: 'All', members: [{ channel: 'ops' }, { channel: 'mail', address: 'help@a.example' }] }],
  escalation: { policies: [{ id: 'p', name: 'P', steps: [{ afterMinutes: 5, does: 'tell-channel', to: 'pager' }] }] },
});
const at = (channel: string, address: string | null, person: string | null) => ({ channel, address, person });
const restricted = (...members: string[]) => ({ isRestricted: true, members });

describe('[H8] who gets which words', () => {
  it('everybody gets everything of an incident that is not restricted', () => {
    expect(formFor({ isRestricted: false }, at('ops', null, null), settings)).toEqual({ isFull: true, why: '' });
  });

  it.each([
    [at('mail', 'ana@a.example', 'ana'), 'full form: Ana needs to know'],
    [at('dm', null, 'ana'), 'full form: Ana needs to know'],
    [at('one', null, 'ana'), 'full form: Ana needs to know'],
  ])('a member at a place of her own gets the full form', (place, why) => {
    expect(formFor(restricted('ana'), place, settings)).toEqual({ isFull: true, why });
  });

  it.each([
    ['a channel', at('ops', null, null), 'short form: Ops is read by more than those who need to know'],
    ['somebody else', at('mail', 'team@a.example', 'bo'), 'short form: Bo is not among those who need to know'],
    [
      'a place that a policy tells too',
      at('pager', null, 'ana'),
      'short form: Pager is shared: it has several addresses, or audiences or policies use it too',
    ],
    [
      'a place of an audience',
      at('mail', 'help@a.example', 'ana'),
      'short form: Mail is shared: it has several addresses, or audiences or policies use it too',
    ],
    [
      'a list of addresses',
      at('mail', 'ana@a.example, x@a.example', 'ana'),
      'short form: Mail is shared: it has several addresses, or audiences or policies use it too',
    ],
  ])('%s gets the short form', (_, place, why) => {
    expect(formFor(restricted('ana'), place, settings)).toEqual({ isFull: false, why });
  });

  it('a place that two share is full only when both need to know', () => {
    const place = at('mail', 'team@a.example', 'cy');
    expect(formFor(restricted('cy'), place, settings)).toEqual({ isFull: false, why: 'short form: Mail is shared with Bo' });
    expect(formFor(restricted('cy', 'bo'), place, settings).isFull).toBe(true);
  });
});

describe('[H8] words that were chosen for a member', () => {
  const row = { number: 1, isRestricted: true, members: ['ana'] } as unknown as IncidentRow;
  const act = (content: object) =>
    ({
      content: { what: 'message', purpose: 'opened', person: 'ana', isRedacted: false, ...content },
      precondition: { needs: 'nothing' },
      isForced: false,
      saidAt: 0,
    }) as unknown as ActRecord;

  it('go out while that person needs to know, and ask when it is so no more', () => {
    expect(conflictOf(act({ isForMember: true }), row, 0)).toBeNull();
    expect(conflictOf(act({ isForMember: true }), { ...row, members: ['bo'] }, 0)).toContain('INC-1 was restricted');
  });

  it('are not any words to a member: those may lie at a place that others read', () => {
    expect(conflictOf(act({}), row, 0)).toContain('INC-1 was restricted');
  });
});
