// How the link to the team stands, in words: for the foot of the window and over the feeds.
import type { SharingStatus } from '../contract/sharing';
import { msg } from '../words/words';

export interface TeamWords {
  readonly tone: 'good' | 'unsure' | 'quiet';
  /** A few words; they stand alone. */
  readonly short: string;
  /** Why, and what is done meanwhile; '' while all is well. */
  readonly why: string;
  readonly remedy: string;
}

const GOES_ON = msg`Everything goes on here; what is written now is sent when the link is back.`;

const UNLINKED: Readonly<Record<Exclude<SharingStatus['state'], 'ok'>, Omit<TeamWords, 'remedy'>>> = {
  off: { tone: 'quiet', short: msg`Team: off`, why: '' },
  joining: { tone: 'quiet', short: msg`Team: looking for the servers`, why: '' },
  away: { tone: 'unsure', short: msg`Team away`, why: GOES_ON },
  refused: { tone: 'unsure', short: msg`Team refuses this desk`, why: GOES_ON },
  outside: { tone: 'unsure', short: msg`Team: not let in yet`, why: msg`A desk of the space has to let this one in.` },
};

/** For a desk that shares; `off` where it does not. */
export function teamWords(status: SharingStatus): TeamWords {
  const { state, why, remedy, here, members, requests, unread } = status;
  if (state !== 'ok') {
    const look = UNLINKED[state];
    return { ...look, why: [why, look.why].filter((part) => part !== '').join(' '), remedy: state === 'away' ? '' : remedy };
  }
  const short = msg`Team: ${here} of ${members} ${members === 1 ? msg`desk` : msg`desks`} here`;
  if (requests > 0) {
    const asks = requests === 1 ? msg`1 desk asks` : msg`${requests} desks ask`;
    return {
      tone: 'unsure',
      short: msg`Team: ${asks} to join`,
      why: msg`${asks} to be let in. ${here} of ${members} are here.`,
      remedy: msg`Settings, Sharing.`,
    };
  }
  const reading = unread > 0 ? msg`Older history is being read: ${unread} messages are left.` : '';
  return { tone: 'good', short, why: reading, remedy: '' };
}
