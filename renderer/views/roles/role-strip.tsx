// The header's line of roles: a short name and the initials of who holds it; a free one is a gentle plus.
import { memo } from 'react';
import type { IncidentRow } from '../../../shared/domain/incident';
import { initialsOf } from '../../../shared/domain/people';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { openIncidentTab } from '../../store/incident-tab';
import { useUi } from '../../store/ui';
import { holderWords, shortRole } from './role-words';
import styles from './roles.module.css';

const SHOWN = 4;

/** Free roles open the assign dialog, held ones their checklist. */
export const RoleStrip = memo(function RoleStrip({ row }: { readonly row: IncidentRow }) {
  const roles = useDesk((s) => s.settings?.roles);
  if (!roles || row.status === 'closed' || row.status === 'merged') return null;
  return (
    <ul className={styles.strip} aria-label={msg`Roles`}>
      {roles.slice(0, SHOWN).map((role) => {
        const holder = row.roles.find((h) => h.role === role.id) ?? null;
        const name = holder?.person != null ? holder.personName : (holder?.offered?.personName ?? '');
        const state = holder?.person != null ? 'held' : holder?.offered ? 'asked' : 'free';
        const words = `${role.name}: ${holderWords(holder)}`;
        return (
          <li key={role.id}>
            <button
              type="button"
              className={styles.stripRole}
              data-state={state}
              title={words}
              onClick={() =>
                state === 'free'
                  ? useUi.getState().openDialog({ kind: 'role', incident: row.id, role: role.id })
                  : openIncidentTab('response')
              }
            >
              <span aria-hidden="true">{shortRole(role.name)}</span>
              <b aria-hidden="true">{state === 'free' ? '+' : initialsOf(name)}</b>
              <span className="visually-hidden">{words}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
});
