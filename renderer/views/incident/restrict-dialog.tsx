// Who needs to know: outside this window everybody else reads number and severity only.
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { revealLine } from '../../../shared/domain/reveal-text';
import { formFor } from '../../../shared/rules/need-to-know';
import { placesOf } from '../../../shared/rules/route';
import type { Settings } from '../../../shared/settings';
import { msg } from '../../../shared/words/words';
import { restrict } from '../../store/commands';
import { useDesk } from '../../store/desk';
import { DialogFrame } from './dialog-frame';
import styles from './dialogs.module.css';
import { useNamesOf } from './names-of';
import { useTeamDesks } from './team-desks';

/** In which form messages by rules reach a person who is chosen; '' for others. */
function readingOf(id: string, members: readonly string[], settings: Settings | null): string {
  if (!settings || !members.includes(id)) return '';
  const [place] = placesOf({ id: '', name: '', members: [{ person: id }] }, settings, () => []);
  if (!place) return msg`has no channel that is on: nothing is sent`;
  return formFor({ isRestricted: true, members }, place, settings).why;
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(' · ');
}

interface Props {
  readonly ids: readonly string[];
  onClose(): void;
}

export function RestrictDialog({ ids, onClose }: Props) {
  const names = useNamesOf(ids);
  const settings = useDesk((s) => s.settings);
  const people = settings?.people ?? [];
  const first = useDesk((s) => (ids[0] === undefined ? undefined : s.rows.get(ids[0])));
  const isRestricted = useDesk((s) => ids.every((id) => s.rows.get(id)?.isRestricted));
  const [members, setMembers] = useState<readonly string[]>(first?.members ?? []);
  const team = useTeamDesks();
  const [isBusy, setIsBusy] = useState(false);
  const apply = async (next: boolean): Promise<void> => {
    if (isBusy) return;
    setIsBusy(true);
    const isDone = await restrict(ids, next, { members: next ? members : [], desks: next ? team?.desksOf(members) : undefined });
    setIsBusy(false);
    if (isDone) onClose();
  };
  return (
    <DialogFrame title={msg`Who needs to know of ${names}`} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void apply(true);
        }}
      >
        <p
          className={styles.intro}
        >{msg`Pages, the tray, the terminal and messages then name number and severity, nothing else. This window shows everything: whoever can read it knows.`}</p>
        {team && (
          <p
            className={styles.intro}
          >{msg`What is written of it from now on is sealed for this desk and those of the people chosen here: no other desk of the team can read it. What was written before stays read.`}</p>
        )}
        {people.length > 0 ? (
          <Checkbox.Group
            label={team ? msg`Need to know: read it at their desks, and more in messages to them` : msg`May read more in messages to them`}
            value={[...members]}
            onChange={setMembers}
          >
            {people.map(({ id, name }) => (
              <Checkbox
                key={id}
                mt={6}
                value={id}
                label={revealLine(name)}
                description={joined(team?.words(id), readingOf(id, members, settings))}
              />
            ))}
          </Checkbox.Group>
        ) : (
          <p className={styles.quiet}>{msg`There are no people in the settings: every message stays without details.`}</p>
        )}
        <div className={styles.end}>
          {isRestricted && <Button variant="default" onClick={() => void apply(false)}>{msg`Lift the restriction`}</Button>}
          <Button type="submit" aria-busy={isBusy} data-autofocus>
            {isRestricted ? msg`Change` : msg`Restrict`}
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}
