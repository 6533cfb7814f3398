// One role of an incident: who, what can be done now, what is to be done in this stage.
import { Button } from '@mantine/core';
import type { DutyStage } from '../../../shared/domain/duty-stage';
import type { IncidentRow } from '../../../shared/domain/incident';
import type { IncidentRole } from '../../../shared/log/views/roles';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { actOnRole } from '../../store/roles';
import { useUi } from '../../store/ui';
import { useTimeWords } from '../../ui/clock';
import { DutyList } from './duty-list';
import { holderWords, theirHour } from './role-words';
import styles from './roles.module.css';

interface Props {
  readonly row: IncidentRow;
  readonly role: IncidentRole;
  readonly stage: DutyStage;
  /** Id of the person at this desk; '' when unknown. */
  readonly me: string;
  onActed(): void;
}

function HolderHour({ person }: { readonly person: string | null }) {
  const zone = useDesk((s) => s.settings?.people.find((p) => p.id === person)?.timeZone ?? '');
  const words = useTimeWords((now) => theirHour(zone, now));
  return words === '' ? null : <span className={styles.quiet}> · {words}</span>;
}

function Answers({ row, role, me, onActed }: Props) {
  const offered = role.holder?.offered;
  if (!offered) return null;
  const args = { incident: row.id, role: role.role };
  const isMine = offered.person === me;
  const answer = (isYes: boolean) => async (): Promise<void> => {
    const isDone = isYes ? await actOnRole('accept-role', { ...args, isHeard: !isMine }) : await actOnRole('decline-role', args);
    if (isDone) onActed();
  };
  return (
    <>
      <Button size="compact-xs" variant={isMine ? 'filled' : 'default'} onClick={() => void answer(true)()}>
        {isMine ? msg`Accept` : msg`Note their yes`}
      </Button>
      <Button size="compact-xs" variant="default" onClick={() => void answer(false)()}>
        {isMine ? msg`Decline` : msg`Take the offer back`}
      </Button>
    </>
  );
}

function Acts(props: Props) {
  const { row, role, me, onActed } = props;
  const args = { incident: row.id, role: role.role };
  const { holder } = role;
  const choose = (): void => useUi.getState().openDialog({ kind: 'role', incident: row.id, role: role.role });
  const act = async (acting: Promise<boolean>): Promise<void> => {
    if (await acting) onActed();
  };
  if (row.status === 'closed' || row.status === 'merged') return null;
  const isHeld = holder?.person != null;
  return (
    <fieldset className={styles.acts} aria-label={msg`Acts on ${role.name}`}>
      <Answers {...props} />
      {!isHeld && !holder?.offered && role.isKnown && me !== '' && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => void act(actOnRole('assign-role', { ...args, person: me }))}
        >{msg`Take it`}</Button>
      )}
      {!isHeld && !holder?.offered && role.isKnown && <Button size="compact-xs" variant="default" onClick={choose}>{msg`Assign…`}</Button>}
      {isHeld && (
        <>
          <Button size="compact-xs" variant="default" onClick={choose}>{msg`Hand over…`}</Button>
          <Button size="compact-xs" variant="default" onClick={() => void act(actOnRole('release-role', args))}>{msg`Release`}</Button>
        </>
      )}
    </fieldset>
  );
}

export function RoleCard(props: Props) {
  const { row, role, stage, onActed } = props;
  const { holder } = role;
  const isHeld = holder?.person != null;
  return (
    <article className={styles.card} data-held={isHeld || undefined} aria-label={role.name}>
      <header className={styles.cardHead}>
        <div className={styles.words}>
          <h4>{role.name}</h4>
          <p data-tone={holder?.offered ? 'unsure' : undefined}>
            {holderWords(holder)}
            <HolderHour person={holder?.person ?? holder?.offered?.person ?? null} />
          </p>
        </div>
        <Acts {...props} />
      </header>
      <DutyList incident={row.id} role={role} stage={stage} isOpen={isHeld} onActed={onActed} />
    </article>
  );
}
