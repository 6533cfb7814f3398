// Who does what: each role with its holder, what can be done about it, and the checklist for the stage the incident is in.
import type { IncidentRow } from '../../../shared/domain/incident';
import type { IncidentRoles } from '../../../shared/log/views/roles';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { useUi } from '../../store/ui';
import { showSection } from '../settings/settings-place';
import { MeChooser } from './me-chooser';
import { RoleCard } from './role-card';
import styles from './roles.module.css';

interface Props {
  readonly row: IncidentRow;
  readonly roles: IncidentRoles | undefined;
  onActed(): void;
}

export function RolesSection({ row, roles, onActed }: Props) {
  const me = useDesk((s) => s.settings?.person.id ?? '');
  const isDown = useDesk((s) => s.connection === 'engine-down');
  if (!roles) return null;
  return (
    <section className={styles.section} aria-labelledby="roles-title">
      <header className={styles.sectionHead}>
        <h3 id="roles-title">{msg`Roles`}</h3>
        <MeChooser />
      </header>
      {isDown && (
        <p
          role="alert"
          className={styles.unsure}
        >{msg`▲ The engine is down: what you see may be old, and nothing can be changed until it is back.`}</p>
      )}
      {roles.roles.length === 0 ? (
        <p className={styles.quiet}>
          {msg`There are no roles in the settings.`}{' '}
          <button
            type="button"
            className={styles.link}
            onClick={() => {
              showSection('roles');
              useUi.getState().go('settings');
            }}
          >{msg`Add one`}</button>
        </p>
      ) : (
        roles.roles.map((role) => <RoleCard key={role.role} row={row} role={role} stage={roles.stage} me={me} onActed={onActed} />)
      )}
    </section>
  );
}
