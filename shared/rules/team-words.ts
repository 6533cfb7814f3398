// How the link to the team stands, in words: for the foot of the window and over the feeds.
import type { SharingStatus } from '../contract/sharing';

export interface TeamWords {
  readonly tone: 'good' | 'unsure' | 'quiet';
  /** A few words; they stand alone. */
  readonly short: string;
  /** Why, and what is done meanwhile; '' while all is well. */
  readonly why: string;
  readonly remedy: string;
}

const GOES_ON = 'Everything goes on here; what is written now is sent when the link is back.';

const UNLINKED: Readonly<Record<Exclude<SharingStatus['state'], 'ok'>, Omit<TeamWords, 'remedy'>>> = {
  off: { tone: 'quiet', short: 'Team: off', why: '' },
  joining: { tone: 'quiet', short: 'Team: looking for the servers', why: '' },
  away: { tone: 'unsure', short: 'Team away', why: GOES_ON },
  refused: { tone: 'unsure', short: 'Team refuses this desk', why: GOES_ON },
  outside: { tone: 'unsure', short: 'Team: not let in yet', why: 'A desk of the space has to let this one in.' },
};

/** For a desk that shares; `off` where it does not. */
export function teamWords(status: SharingStatus): TeamWords {
  const { state, why, remedy, here, members, requests, unread } = status;
  if (state !== 'ok') {
    const look = UNLINKED[state];
    return { ...look, why: [why, look.why].filter((part) => part !== '').join(' '), remedy: state === 'away' ? '' : remedy };
  }
  const short = `Team: ${here} of ${members} ${members === 1 ? 'desk' : 'desks'} here`;
  if (requests > 0) {
    const asks = requests === 1 ? '1 desk asks' : `${requests} desks ask`;
    return {
      tone: 'unsure',
      short: `Team: ${asks} to join`,
      why: `${asks} to be let in. ${here} of ${members} are here.`,
      remedy: 'Settings, Sharing.',
    };
  }
  const reading = unread > 0 ? `Older history is being read: ${unread} messages are left.` : '';
  return { tone: 'good', short, why: reading, remedy: '' };
}
