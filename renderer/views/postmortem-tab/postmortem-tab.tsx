// The tab "Postmortem" of an incident: how to start one, or its head with state and review above the text.
import { NotebookPen } from 'lucide-react';
import type { IncidentRow } from '../../../shared/domain/incident';
import { isReview } from '../../../shared/readiness/policy-review';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { usePostmortemDoc } from '../../store/postmortem-docs';
import { useTimeWords } from '../../ui/clock';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { rich } from '../../ui/rich';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { dueWords } from '../postmortems/postmortem-rows';
import { NotNeeded } from './not-needed';
import { PostmortemHead } from './postmortem-head';
import { PostmortemHost } from './postmortem-host';
import styles from './postmortem-tab.module.css';
import { StartForm } from './start-form';
import { TakeIn } from './take-in';

export function PostmortemTab({ row, onActed }: { readonly row: IncidentRow; onActed(): void }) {
  const isStarted = (row.postmortem?.status ?? null) !== null;
  return isStarted ? <Started key={row.id} row={row} /> : <NotStarted row={row} onActed={onActed} />;
}

function Started({ row }: { readonly row: IncidentRow }) {
  const { doc, state } = usePostmortemDoc(row.id);
  const isDown = useDesk((s) => s.connection === 'engine-down');
  if (!doc || !state || state.phase === 'loading') return <SkeletonRows count={8} label={msg`Loading the postmortem`} />;
  if (state.phase === 'failed' && state.error) return <ErrorState error={state.error} onRetry={() => doc.retry()} />;
  return (
    <div className={styles.tab}>
      {isDown && (
        <p
          role="alert"
          className={styles.stale}
        >{msg`▲ The engine is down. Write on: what you write waits here and is saved when it is back.`}</p>
      )}
      {state.postmortem && <PostmortemHead row={row} postmortem={state.postmortem} />}
      <div className={styles.editor}>
        <PostmortemHost row={row} doc={doc} state={state} />
      </div>
    </div>
  );
}

function NotStarted({ row, onActed }: { readonly row: IncidentRow; onActed(): void }) {
  const due = useTimeWords((now) => dueWords(row.postmortem?.dueAt ?? null, now));
  if (row.status === 'merged')
    return (
      <EmptyState
        title={msg`The postmortem belongs to the other incident`}
      >{rich`This one went into INC-${row.mergedIntoNumber}.`}</EmptyState>
    );
  if (isReview(row))
    return (
      <EmptyState
        title={msg`A review needs no postmortem`}
      >{msg`It is calm work: what was found and decided belongs to the policy.`}</EmptyState>
    );
  return (
    <EmptyState
      icon={<NotebookPen size={22} aria-hidden />}
      title={due === '' ? msg`No postmortem yet` : msg`The postmortem is ${due}`}
      action={
        <span className={styles.start}>
          <StartForm key={row.id} row={row} onActed={onActed} />
          <TakeIn incident={row.id} onActed={onActed} />
          {due !== '' && <NotNeeded incident={row.id} onActed={onActed} />}
        </span>
      }
    >{msg`Dates, roles, impact, timeline and charts come from the incident. What contributed and what was learnt is yours to write.`}</EmptyState>
  );
}
