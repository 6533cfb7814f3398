// Where only some desks of the team read an incident: who they are, and on another desk why it hears no more of it.
import { useEffect, useState } from 'react';
import type { Readers } from '../../../shared/contract/sharing';
import type { IncidentRow } from '../../../shared/domain/incident';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';
import { rich } from '../../ui/rich';
import { Moment } from './moment';
import styles from './readers.module.css';

const LOOK_MS = 5_000;

/** Null: everybody, it is not known yet, or nothing is shared. */
export function useReaders({ id, seq }: Pick<IncidentRow, 'id' | 'seq'>): Readers | null {
  const isShared = useDesk((s) => s.status?.sharing !== undefined);
  const [known, setKnown] = useState<{ readonly id: string; readonly readers: Readers } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is written of it may change who reads it
  useEffect(() => {
    if (!isShared) return;
    let isGone = false;
    const look = async (): Promise<void> => {
      const reply = await callEngine('get-readers', { incident: id });
      if (reply.ok && !isGone) setKnown({ id, readers: reply.value });
    };
    void look();
    const timer = setInterval(() => void look(), LOOK_MS);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [id, seq, isShared]);
  return isShared && known?.id === id ? known.readers : null;
}

/** `Laptop (Ana)`, as its own person named it. */
function deskWords({ name, person }: { readonly name: string; readonly person: string }): string {
  return person === '' ? revealLine(name) : `${revealLine(name)} (${revealLine(person)})`;
}

export function ReadersLine({ row }: { readonly row: IncidentRow }) {
  const readers = useReaders(row);
  if (!readers?.readers) return null;
  const names = readers.readers.map(deskWords).sort().join(', ');
  if (!readers.isOutside) return <p className={styles.line}>{msg`Read by ${names} only`}</p>;
  return (
    <p className={styles.outside} role="note">
      {rich`Restricted by ${deskWords(readers.by)} ${<Moment key="at" at={readers.at} />}. What the team has written since does not come here, and what you write stays here. Ask them to let this desk in.`}
    </p>
  );
}
