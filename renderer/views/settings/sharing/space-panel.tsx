// Who belongs to the team's space, how the link stands, and the way in: found it, or ask to join; let others in, or put them out.
import { Button, CopyButton, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SharingStatus, SharingView } from '../../../../shared/contract/sharing';
import { revealLine } from '../../../../shared/domain/reveal-text';
import { msg } from '../../../../shared/words/words';
import { callEngine } from '../../../bridge';
import { MachineRow } from '../machine-row';
import styles from '../settings.module.css';
import { LoginFields } from './login-fields';
import { MemberRow } from './member-row';
import { type SpaceState, useSpace } from './use-space';

const WORDS: Readonly<Record<SharingStatus['state'], string>> = {
  off: msg`Off`,
  joining: msg`Looking for the servers…`,
  ok: '✓ Connected',
  away: msg`▲ The servers are away; everything goes on here`,
  refused: msg`✕ The servers refuse this desk`,
  outside: msg`Connected, but this desk belongs to no space yet`,
};

const PUT_OUT = msg`✕ This desk was removed from the space; it keeps what it has read`;

/** Read aloud in groups of four. */
export const spoken = (desk: string): string => desk.match(/.{1,4}/g)?.join('-') ?? '';

export function SpacePanel() {
  const { view, act } = useSpace();
  if (view === null || view.status.state === 'off') return null;
  return (
    <>
      <LinkState view={view} />
      {view.status.state === 'outside' && <WayIn view={view} act={act} />}
      {view.members.length > 0 && (
        <section className={styles.group} aria-label={msg`Desks of the space`}>
          <h3>{msg`Desks of the space`}</h3>
          {view.requests.map((one) => (
            <MemberRow key={one.desk} desk={one} kind="asks" act={act} />
          ))}
          {view.members.map((one) => (
            <MemberRow key={one.desk} desk={one} kind={one.isRemoved ? 'removed' : one.desk === view.desk ? 'self' : 'member'} act={act} />
          ))}
        </section>
      )}
      <LoginFields saved={view.secrets} act={act} />
    </>
  );
}

function LinkState({ view }: { readonly view: SharingView }) {
  const { state, why, remedy, here, members, parked, forOthers, refused, keptBack, unread } = view.status;
  const isPutOut = view.members.some(({ desk, isRemoved }) => desk === view.desk && isRemoved);
  return (
    <section className={styles.group} aria-label={msg`The team’s link`}>
      <h3>{msg`Link`}</h3>
      <div className={styles.row}>
        <div role="status">
          <span className={styles.label}>{isPutOut && state === 'outside' ? PUT_OUT : WORDS[state]}</span>
          {why !== '' && <p className={styles.hint}>{`${revealLine(why)} ${revealLine(remedy)}`}</p>}
          {members > 0 && state !== 'outside' && (
            <p className={styles.hint}>{msg`${here} of ${members} ${members === 1 ? msg`desk` : msg`desks`} here now.`}</p>
          )}
          {unread > 0 && <p className={styles.hint}>{msg`Older history is being read: ${unread} messages are left.`}</p>}
          {parked > 0 && <p className={styles.hint}>{msg`${parked} messages wait until they can be opened.`}</p>}
          {forOthers > 0 && <p className={styles.hint}>{msg`${forOthers} messages are about incidents that other desks alone read.`}</p>}
          {refused > 0 && <p className={styles.hint}>{msg`${refused} messages were refused since the start; the journal says why.`}</p>}
          {keptBack > 0 && <p className={styles.hint}>{msg`${keptBack} events are too long for the team and stay on this desk.`}</p>}
        </div>
      </div>
      <MachineRow label={msg`Name of this desk`} hint={msg`Compare it aloud with what the other screen shows.`}>
        <code>{spoken(view.desk)}</code>{' '}
        <CopyButton value={view.desk}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" onClick={copy}>
              {copied ? msg`Copied` : msg`Copy`}
            </Button>
          )}
        </CopyButton>
      </MachineRow>
    </section>
  );
}

function WayIn({ view, act }: { readonly view: SharingView; readonly act: SpaceState['act'] }) {
  const [founder, setFounder] = useState('');
  const name = founder.toLowerCase().replace(/[^a-z2-7]/g, '');
  const isAsked = view.founder !== null && view.founder !== view.desk;
  return (
    <section className={styles.group} aria-label={msg`The way in`}>
      <h3>{msg`The way in`}</h3>
      {isAsked && <p role="status">{msg`Asked to join. Somebody who is in has to let this desk in: its name is ${spoken(view.desk)}.`}</p>}
      <MachineRow
        label={msg`Join a space`}
        hint={msg`The founder’s desk name, told to you by the founder: by voice or another way than this server.`}
      >
        <TextInput
          size="xs"
          aria-label={msg`Founder’s desk name`}
          placeholder="k3x7-…"
          value={founder}
          onChange={(event) => setFounder(event.currentTarget.value)}
        />
        <Button
          size="xs"
          variant="default"
          disabled={name.length !== 26}
          onClick={() => void act(() => callEngine('join-space', { founder: name }))}
        >{msg`Ask to join`}</Button>
      </MachineRow>
      <MachineRow label={msg`Found the space`} hint={msg`For the first desk only. Tell the others the name of this desk.`}>
        <Button size="xs" variant="default" onClick={() => void act(() => callEngine('found-space', {}))}>
          {msg`Found “${view.space}”`}
        </Button>
      </MachineRow>
    </section>
  );
}
