import { describe, expect, test } from 'vitest';
import type { SharingStatus } from '../../shared/contract/sharing';
import { teamWords } from '../../shared/rules/team-words';

const OK: SharingStatus = {
  ...{ state: 'ok', why: '', remedy: '', lastHeardAt: 1, here: 2, members: 3 },
  ...{ requests: 0, parked: 0, forOthers: 0, refused: 0, keptBack: 0, unread: 0 },
};

describe('the link to the team in words', () => {
  test('[T7] while it is away the words say why, and that all goes on here', () => {
    const words = teamWords({ ...OK, state: 'away', why: 'The servers of the team can’t be reached.' });
    expect(words).toMatchObject({ tone: 'unsure', short: 'Team away' });
    expect(words.why).toMatch(/can’t be reached.*Everything goes on here/);
  });

  test('a standing link tells who is here, a request before all, and what is left to read', () => {
    expect(teamWords(OK)).toMatchObject({ tone: 'good', short: 'Team: 2 of 3 desks here', why: '' });
    expect(teamWords({ ...OK, requests: 1 })).toMatchObject({ tone: 'unsure', short: 'Team: 1 desk asks to join' });
    expect(teamWords({ ...OK, unread: 7 }).why).toContain('7 messages are left');
    expect(teamWords({ ...OK, state: 'outside' }).short).toBe('Team: not let in yet');
  });
});
