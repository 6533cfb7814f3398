// The impact of an incident as a person confirmed it, or that nobody did; and the way to say it.
import { lazy, Suspense, useState } from 'react';
import type { IncidentRow } from '../../../shared/domain/incident';
import { revealText } from '../../../shared/domain/reveal-text';
import { locale, msg } from '../../../shared/words/words';
import shared from '../incident/incident.module.css';
import { Moment } from '../incident/moment';
import styles from './impact.module.css';
import { COUNTS, MOMENTS } from './impact-draft';

const ImpactForm = lazy(() => import('./impact-form').then((module) => ({ default: module.ImpactForm })));

interface Props {
  readonly row: IncidentRow;
  onActed(): void;
}

export function ImpactFact({ row, onActed }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  if (isOpen)
    return (
      <Suspense fallback={null}>
        <ImpactForm
          row={row}
          onEnd={(isChanged) => {
            setIsOpen(false);
            if (isChanged) onActed();
          }}
        />
      </Suspense>
    );
  const { impact } = row;
  return (
    <>
      {impact ? <Confirmed impact={impact} /> : msg`Nobody confirmed it yet. `}
      {row.status !== 'merged' && (
        <button type="button" className={shared.link} onClick={() => setIsOpen(true)}>
          {impact ? msg`Correct…` : msg`Confirm…`}
        </button>
      )}
      {!impact && <small>{msg`Time to detect and time to recover are counted from its start.`}</small>}
    </>
  );
}

function Confirmed({ impact }: { readonly impact: NonNullable<IncidentRow['impact']> }) {
  const counts = COUNTS.flatMap(({ field, label }) => {
    const n = impact[field];
    return n === null ? [] : [`${n.toLocaleString(locale())} ${label.toLowerCase()}`];
  });
  return (
    <>
      {MOMENTS.map(({ field, label }) => {
        const at = impact[field];
        return at === null ? null : (
          <span key={field} className={styles.moment}>
            {label} <Moment at={at} hasZone={field === 'impactStart'} />
          </span>
        );
      })}
      {counts.length > 0 && <span className={styles.line}>{counts.join(' · ')}</span>}
      {impact.words !== '' && <span className={styles.line}>{revealText(impact.words)}</span>}
    </>
  );
}
