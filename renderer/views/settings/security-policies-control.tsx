// Security policies: name, owner, link, how often each must be read again, and the incidents that it governs.
import { Autocomplete, Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { personIdOf } from '../../../shared/domain/people';
import type { PolicySettings } from '../../../shared/settings/policies';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { ListEntry } from './list-entry';
import { listMoves } from './list-moves';
import styles from './settings-lists.module.css';
import { ConditionFields } from './telling/condition-fields';

interface Props {
  readonly value: unknown;
  readonly labelledBy: string;
  onChange(value: readonly PolicySettings[]): void;
}

const EMPTY: Omit<PolicySettings, 'id' | 'name'> = {
  ...{ owner: '', link: '', review: { every: 12, unit: 'months' }, lastReview: '' },
  governs: { matchers: [], severityAtLeast: 5, isSecurity: null },
};

export function SecurityPoliciesControl({ value, labelledBy, onChange }: Props) {
  const policies = value as readonly PolicySettings[];
  const moves = listMoves(policies, onChange);
  const add = (): void => {
    const name = msg`New policy`;
    onChange([...policies, { ...EMPTY, id: personIdOf(name, policies), name }]);
  };
  return (
    <fieldset aria-labelledby={labelledBy} className={styles.list}>
      {policies.length === 0 && <p className={styles.quiet}>{msg`No policy yet.`}</p>}
      <ul className={styles.entries}>
        {policies.map((policy, at) => (
          <ListEntry key={policy.id} name={policy.name} isFirst={at === 0} onUp={() => moves.up(at)} onRemove={() => moves.remove(at)}>
            <PolicyFields policy={policy} onChange={(patch) => moves.put(at, patch)} />
          </ListEntry>
        ))}
      </ul>
      <div className={styles.adds}>
        <Button size="xs" variant="default" onClick={add}>{msg`Add a policy`}</Button>
      </div>
    </fieldset>
  );
}

interface FieldProps {
  readonly policy: PolicySettings;
  onChange(patch: Partial<PolicySettings>): void;
}

function PolicyFields({ policy, onChange }: FieldProps) {
  const { id, name, link } = policy;
  return (
    <>
      <div className={styles.pair}>
        <TextInput
          size="xs"
          label={msg`Name`}
          aria-label={msg`Name of ${id}`}
          maxLength={80}
          value={name}
          onChange={(e) => onChange({ name: e.currentTarget.value })}
        />
        <OwnerField policy={policy} onChange={onChange} />
      </div>
      <TextInput
        size="xs"
        label={msg`Link`}
        aria-label={msg`Link of ${name}`}
        placeholder="https://wiki.corp.example/policy"
        value={link}
        onChange={(e) => onChange({ link: e.currentTarget.value.trim() })}
      />
      <ReviewFields policy={policy} onChange={onChange} />
      <fieldset aria-label={msg`What ${name} governs`} className={`${styles.list} ${styles.stages}`}>
        <ConditionFields when={policy.governs} onChange={(governs) => onChange({ governs })} />
      </fieldset>
    </>
  );
}

/** One of the people by name, or any words; what is kept of a person is their id. */
function OwnerField({ policy, onChange }: FieldProps) {
  const people = useDesk((s) => s.settings?.people) ?? [];
  return (
    <Autocomplete
      size="xs"
      label={msg`Owner`}
      aria-label={msg`Owner of ${policy.name}`}
      placeholder={msg`a person or a team`}
      maxLength={80}
      data={[...new Set(people.map((p) => p.name))]}
      value={people.find((p) => p.id === policy.owner)?.name ?? policy.owner}
      onChange={(text) => onChange({ owner: people.find((p) => p.name === text)?.id ?? text })}
    />
  );
}

function ReviewFields({ policy, onChange }: FieldProps) {
  const { name, review, lastReview } = policy;
  return (
    <div className={styles.pair}>
      <div className={styles.pair}>
        <NumberInput
          size="xs"
          label={msg`Review every`}
          aria-label={msg`Review ${name} every`}
          min={1}
          max={3650}
          value={review.every}
          onChange={(every) => onChange({ review: { ...review, every: Number(every) } })}
        />
        <NativeSelect
          size="xs"
          label={msg`Unit`}
          aria-label={msg`Days or months, of ${name}`}
          data={['days', 'months']}
          value={review.unit}
          onChange={(e) => onChange({ review: { ...review, unit: e.currentTarget.value === 'days' ? 'days' : 'months' } })}
        />
      </div>
      <TextInput
        size="xs"
        label={msg`Last reviewed before it was kept here`}
        aria-label={msg`Last review of ${name}`}
        placeholder="2026-05-01"
        value={lastReview}
        onChange={(e) => onChange({ lastReview: e.currentTarget.value.trim() })}
      />
    </div>
  );
}
