// The policy that governs an incident, beside it: who owns it, when it was last read, where it is written down, and the act of reviewing.
import type { PolicyView } from '../../../shared/contract/policies';
import type { IncidentRow } from '../../../shared/domain/incident';
import { revealLine } from '../../../shared/domain/reveal-text';
import { lastReviewWords } from '../../../shared/readiness/policy';
import { isReview } from '../../../shared/readiness/policy-review';
import { msg } from '../../../shared/words/words';
import { openLink } from '../../store/commands';
import { rich } from '../../ui/rich';
import styles from './policies.module.css';
import { ReviewForm } from './review-form';

interface LinesProps {
  readonly policies: readonly PolicyView[];
  readonly isReviewWanted?: boolean;
  onActed(): void;
}

/** Before everything else: of security incidents, and where a review is what is to be done. */
export function PolicyBox({ row, policies, onActed }: LinesProps & { readonly row: IncidentRow }) {
  const title = isReview(row)
    ? msg`This policy is to be read again`
    : policies.length === 1
      ? msg`This policy governs it`
      : msg`These policies govern it`;
  return (
    <section aria-label={msg`Policy`} className={styles.box} data-security={row.isSecurity || undefined}>
      <h3>{title}</h3>
      <PolicyLines policies={policies} isReviewWanted={isReview(row) && row.status !== 'resolved'} onActed={onActed} />
    </section>
  );
}

export function PolicyLines({ policies, isReviewWanted = false, onActed }: LinesProps) {
  return (
    <ul className={styles.lines}>
      {policies.map((policy) => (
        <li key={policy.id}>
          <PolicyLine policy={policy} isReviewWanted={isReviewWanted} onActed={onActed} />
        </li>
      ))}
    </ul>
  );
}

function PolicyLine({ policy, isReviewWanted, onActed }: Omit<Required<LinesProps>, 'policies'> & { readonly policy: PolicyView }) {
  return (
    <div className={styles.line}>
      <PolicyName policy={policy} />
      <span className={styles.facts}>{factsOf(policy)}</span>
      <Freshness policy={policy} />
      <ReviewForm policy={policy} isWanted={isReviewWanted} onReviewed={onActed} />
    </div>
  );
}

/** A link where there is one; the shell asks before the browser opens. */
export function PolicyName({ policy }: { readonly policy: PolicyView }) {
  const { name, link } = policy;
  if (link === '') return <b className={styles.name}>{revealLine(name)}</b>;
  return (
    <button type="button" className={styles.link} title={revealLine(link)} onClick={() => void openLink(link)}>
      {revealLine(name)}
    </button>
  );
}

export function factsOf({ owner, interval, lastReview }: PolicyView): string {
  return msg`owner ${owner === '' ? msg`nobody` : revealLine(owner)}, ${revealLine(lastReviewWords(lastReview))}, ${interval}`;
}

export function Freshness({ policy: { isDue, dueDay } }: { readonly policy: PolicyView }) {
  if (!isDue) return <span className={styles.fresh}>{rich`✓ fresh until ${dueDay}`}</span>;
  return <span className={styles.due}>{rich`▲ review due${dueDay === null ? '' : msg` since ${dueDay}`}`}</span>;
}
