// The checklist of a role: the stage the incident is in, and what an earlier stage left undone.
import { Checkbox } from '@mantine/core';
import type { DutyStage } from '../../../shared/domain/duty-stage';
import { revealLine } from '../../../shared/domain/reveal-text';
import type { Duty, IncidentRole } from '../../../shared/log/views/roles';
import { msg } from '../../../shared/words/words';
import { actOnRole } from '../../store/roles';
import { rich } from '../../ui/rich';
import { exactTime, wallTime } from '../../ui/time-words';
import styles from './roles.module.css';

export const STAGE_WORDS: Readonly<Record<DutyStage, string>> = {
  detected: msg`Detect`,
  responding: msg`Respond`,
  resolving: msg`Resolve`,
  closing: msg`Close`,
  improving: msg`Improve`,
};

interface Props {
  readonly incident: string;
  readonly role: IncidentRole;
  readonly stage: DutyStage;
  /** Somebody holds the role: its list is shown; otherwise one line tells how long it is. */
  readonly isOpen: boolean;
  onActed(): void;
}

export function DutyList({ incident, role, stage, isOpen, onActed }: Props) {
  const now = role.duties.filter((d) => d.stage === stage);
  const earlier = role.duties.filter((d) => d.stage !== stage && !d.isDone);
  if (!isOpen) return null;
  if (now.length + earlier.length === 0) return <p className={styles.quiet}>{msg`Nothing on its list for this stage.`}</p>;
  const tick = async (duty: Duty): Promise<void> => {
    if (await actOnRole('tick-duty', { incident, role: role.role, duty: duty.text, isDone: !duty.isDone })) onActed();
  };
  return (
    <ul className={styles.duties} aria-label={msg`Duties of ${role.name}`}>
      {[...earlier, ...now].map((duty) => (
        <li key={`${duty.stage} ${duty.text}`}>
          <Checkbox
            size="xs"
            checked={duty.isDone}
            label={
              <>
                {revealLine(duty.text)}
                {duty.stage !== stage && <span className={styles.quiet}> {rich`· still from ${STAGE_WORDS[duty.stage]}`}</span>}
                {duty.isDone && (
                  <span className={styles.quiet} title={exactTime(duty.at)}>
                    {' '}
                    · {revealLine(duty.by)}, {wallTime(duty.at)}
                  </span>
                )}
              </>
            }
            onChange={() => void tick(duty)}
          />
        </li>
      ))}
    </ul>
  );
}
