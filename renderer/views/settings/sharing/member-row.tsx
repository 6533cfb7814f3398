// One desk of a space: who sits there, whether it is there now, and what can be done about it. Both asks are asked twice.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { revealLine } from '../../../../shared/domain/reveal-text';
import { msg } from '../../../../shared/words/words';
import { callEngine } from '../../../bridge';
import styles from '../settings.module.css';
import { spoken } from './space-panel';
import type { SpaceState } from './use-space';

interface Desk {
  readonly desk: string;
  readonly name: string;
  readonly person: string;
  readonly isAlive?: boolean;
}

interface MemberRowProps {
  readonly desk: Desk;
  readonly kind: 'asks' | 'self' | 'member' | 'removed';
  readonly act: SpaceState['act'];
}

export function MemberRow({ desk, kind, act }: MemberRowProps) {
  const [isAsking, setIsAsking] = useState(false);
  const who = `${revealLine(desk.name)} · ${revealLine(desk.person)}`;
  const doIt = (): void => {
    setIsAsking(false);
    void act(() => (kind === 'asks' ? callEngine('admit-desk', { desk: desk.desk }) : callEngine('remove-desk', { desk: desk.desk })));
  };
  return (
    <div className={styles.row}>
      <div>
        <span className={styles.label}>{who}</span>
        <p className={styles.hint}>
          <code>{spoken(desk.desk)}</code> {stateOf(kind, desk.isAlive === true)}
        </p>
        {isAsking && <p role="alert">{askedOf(kind, desk)}</p>}
      </div>
      {(kind === 'asks' || kind === 'member') && (
        <div className={styles.control}>
          {isAsking ? (
            <>
              <Button size="xs" onClick={doIt}>
                {kind === 'asks' ? msg`The names are the same: let in` : msg`Remove it`}
              </Button>
              <Button size="xs" variant="default" onClick={() => setIsAsking(false)}>{msg`Cancel`}</Button>
            </>
          ) : (
            <Button
              size="xs"
              variant="default"
              aria-label={`${kind === 'asks' ? msg`Let in` : msg`Remove`} ${who}`}
              onClick={() => setIsAsking(true)}
            >
              {kind === 'asks' ? msg`Let in…` : msg`Remove…`}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function stateOf(kind: MemberRowProps['kind'], isAlive: boolean): string {
  if (kind === 'asks') return msg`asks to join`;
  if (kind === 'self') return msg`this desk`;
  if (kind === 'removed') return msg`was removed`;
  return isAlive ? msg`● here now` : msg`○ not here`;
}

function askedOf(kind: MemberRowProps['kind'], { desk }: Desk): string {
  return kind === 'asks'
    ? msg`Does that desk show the name ${spoken(desk)}? It will read everything of this space, also what was written before.`
    : msg`It keeps what it has read. What is written from now on it can’t read, and what it sends does not count.`;
}
