// At which desks of the team people sit, as those who let the desks in signed it.
import { useEffect, useState } from 'react';
import type { SharingMember } from '../../../shared/contract/sharing';
import { revealLine } from '../../../shared/domain/reveal-text';
import { isPerson } from '../../../shared/team/duty';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';

export interface TeamDesks {
  /** Names of the desks of these people (ids). */
  desksOf(people: readonly string[]): string[];
  /** Where one of them reads. */
  words(person: string): string;
}

/** Null: this desk shares with nobody, or the team is not known yet. */
export function useTeamDesks(): TeamDesks | null {
  const settings = useDesk((s) => s.settings);
  const isShared = useDesk((s) => s.status?.sharing !== undefined);
  const [members, setMembers] = useState<readonly SharingMember[]>([]);
  useEffect(() => {
    if (!isShared) return;
    void callEngine('get-sharing', {}).then((reply) => reply.ok && setMembers(reply.value.members.filter(({ isRemoved }) => !isRemoved)));
  }, [isShared]);
  if (!isShared || !settings || members.length === 0) return null;
  const of = (id: string): readonly SharingMember[] => members.filter(({ person }) => isPerson(person, id, settings));
  return {
    desksOf: (people) => [...new Set(people.flatMap((id) => of(id).map(({ desk }) => desk)))],
    words(id) {
      const names = of(id).map(({ name, desk }) => `${revealLine(name)} (${desk.slice(0, 4)}-…)`);
      return names.length === 0 ? msg`has no desk in the team` : msg`reads it at ${names.join(', ')}`;
    },
  };
}
