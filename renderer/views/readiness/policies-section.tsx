// Security policies in the place of readiness: due ones first, each with its owner, its last review and the act of reviewing.
import { Button } from '@mantine/core';
import type { PolicyView } from '../../../shared/contract/policies';
import { msg } from '../../../shared/words/words';
import { useUi } from '../../store/ui';
import { Freshness, factsOf, PolicyName } from '../policies/policy-lines';
import { ReviewForm } from '../policies/review-form';
import { showSection } from '../settings/settings-place';
import { placeId } from './go-to-place';
import styles from './readiness.module.css';

interface Props {
  readonly policies: readonly PolicyView[];
  onChanged(): void;
}

export function PoliciesSection({ policies, onChanged }: Props) {
  return (
    <section aria-label={msg`Security policies`} className={styles.section}>
      <h3>{msg`Security policies`}</h3>
      {policies.length === 0 ? (
        <p
          className={styles.quiet}
        >{msg`No policy is kept yet. A policy stands beside the incidents that it governs, and asks to be read again in time.`}</p>
      ) : (
        <ul className={styles.list} aria-label={msg`Policies`}>
          {policies.map((policy) => (
            <Policy key={policy.id} policy={policy} onChanged={onChanged} />
          ))}
        </ul>
      )}
      <p className={styles.more}>
        <Button size="compact-sm" variant="default" onClick={goToSettings}>
          {policies.length === 0 ? msg`Add a policy` : msg`Change the policies`}
        </Button>
      </p>
    </section>
  );
}

function goToSettings(): void {
  showSection('policies');
  useUi.getState().go('settings');
}

function Policy({ policy, onChanged }: { readonly policy: PolicyView; onChanged(): void }) {
  const { incident } = policy;
  return (
    <li id={placeId({ kind: 'policy', policy: policy.id })} tabIndex={-1}>
      <PolicyName policy={policy} />
      <span className={styles.quiet}>{factsOf(policy)}</span>
      <span className={styles.space} />
      <Freshness policy={policy} />
      {incident !== null && (
        <Button size="compact-xs" variant="default" onClick={() => useUi.getState().showIncident(incident)}>{msg`In the queue`}</Button>
      )}
      <ReviewForm policy={policy} isWanted={policy.isDue} onReviewed={onChanged} />
    </li>
  );
}
