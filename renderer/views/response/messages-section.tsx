// Telling people about one incident: what waits for a yes, a message by hand, when the next update is due, the bridge, what went out.

import type { IncidentRow } from '../../../shared/domain/incident';
import { msg } from '../../../shared/words/words';
import { useActs } from '../../store/acts';
import { ErrorState } from '../../ui/error-state';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { ActCard } from '../outbox/act-card';
import { byNeed } from '../outbox/act-words';
import cards from '../outbox/outbox.module.css';
import { BridgeLine } from './bridge-line';
import { Compose } from './compose';
import { NextUpdate } from './next-update';
import styles from './response.module.css';

const EDITED_AT_ONCE = 2;

export function MessagesSection({ row }: { readonly row: IncidentRow }) {
  const { acts, error, refresh } = useActs(row.id);
  const open = byNeed(acts?.open ?? []);
  return (
    <section className={styles.section} aria-label={msg`Messages`}>
      <h3>{msg`Messages`}</h3>
      <NextUpdate row={row} />
      <BridgeLine key={row.id} row={row} />
      {error && acts === null && <ErrorState error={error} onRetry={refresh} />}
      {!error && acts === null && <SkeletonRows count={2} label={msg`Loading the messages`} />}
      {open.length > 0 && (
        <ul className={cards.list} aria-label={msg`Not over yet`}>
          {open.map((act, at) => (
            <ActCard key={act.id} act={act} hasIncident={false} isEditing={at < EDITED_AT_ONCE} />
          ))}
        </ul>
      )}
      <Compose key={`compose-${row.id}`} row={row} />
      {acts && acts.past.length > 0 && (
        <>
          <h4>{msg`What went out`}</h4>
          <ul className={cards.list} aria-label={msg`What went out`}>
            {acts.past.map((act) => (
              <ActCard key={act.id} act={act} hasIncident={false} />
            ))}
          </ul>
        </>
      )}
      {acts && acts.past.length + open.length === 0 && (
        <p className={cards.quiet}>{msg`Nobody has been told yet. Messages by rules and by hand stand here with what became of them.`}</p>
      )}
    </section>
  );
}
