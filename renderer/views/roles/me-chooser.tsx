// Who sits at this desk: needed to take a role oneself and to answer an offer.
import { NativeSelect } from '@mantine/core';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { sayWhoIAm } from '../../store/roles';
import styles from './roles.module.css';

export function MeChooser() {
  const people = useDesk((s) => s.settings?.people);
  const me = useDesk((s) => s.settings?.person.id ?? '');
  const isDictated = useDesk((s) => s.status?.settingsFrom != null);
  if (!people || people.length === 0) return null;
  const isKnown = people.some((p) => p.id === me);
  const name = people.find((p) => p.id === me)?.name ?? '';
  if (isDictated)
    return (
      <span className={styles.quiet}>{isKnown ? msg`You are ${name}` : msg`The settings file does not say who you are (person.id)`}</span>
    );
  const data = [...(isKnown ? [] : [{ value: '', label: 'choose…' }]), ...people.map((p) => ({ value: p.id, label: p.name }))];
  return (
    <span className={styles.me}>
      <span aria-hidden="true">{msg`You are`}</span>
      <NativeSelect
        size="xs"
        aria-label={msg`You are`}
        data={data}
        value={isKnown ? me : ''}
        onChange={(e) => void sayWhoIAm(e.currentTarget.value)}
      />
    </span>
  );
}
