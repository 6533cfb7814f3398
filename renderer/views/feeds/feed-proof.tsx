// Proof of detection of one feed: when it was last proved, what went wrong, the step of the one that runs, and the button for one now.
import { Button, Loader } from '@mantine/core';
import type { FeedHealth } from '../../../shared/contract';
import type { FeedProof } from '../../../shared/contract/proof';
import type { ProofStep } from '../../../shared/log/kinds/proof';
import { failedAt } from '../../../shared/log/views/proof';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';
import { Age } from '../../ui/age';
import { rich } from '../../ui/rich';
import { exactTime } from '../../ui/time-words';
import { tellError } from '../../ui/toasts';
import styles from './feeds.module.css';

const STEP_WORDS: Readonly<Record<ProofStep, string>> = {
  posted: msg`posting a test alert at the source`,
  seen: msg`waiting until it comes back`,
  shown: msg`waiting until its page is shown`,
  cleared: msg`clearing it at the source`,
};

export function ProveNow({ health }: { readonly health: FeedHealth }) {
  const isDown = useDesk((state) => state.connection !== 'live');
  if (!health.proof || health.state === 'off') return null;
  const prove = async (): Promise<void> => {
    const reply = await callEngine('prove-feed', { feed: health.feed });
    if (!reply.ok) tellError(reply.error);
  };
  return (
    <Button
      size="xs"
      variant="default"
      disabled={isDown || health.proof.step !== null}
      onClick={() => void prove()}
    >{msg`Prove now`}</Button>
  );
}

export function ProofSection({ proof }: { readonly proof: FeedProof }) {
  const { step, failure, everyMinutes } = proof;
  return (
    <section aria-label={msg`Proof of detection`} aria-live="polite">
      <h4>{msg`Proof of detection`}</h4>
      {step !== null && (
        <p className={styles.proof}>
          <Loader size={12} aria-hidden /> {rich`Proving: ${STEP_WORDS[step]}`}
        </p>
      )}
      {step === null && failure && (
        <>
          <p className={`${styles.proof} ${styles.unsure}`}>
            {msg`Failed`} <Age at={failure.at} className="" /> {rich`ago: ${failedAt(failure.step)}. ${failure.why}`}
          </p>
          <p className={styles.remedy}>{failure.remedy}</p>
        </>
      )}
      <p className={styles.proof}>
        <LastProof proof={proof} />{' '}
        <span className={styles.quiet}>{everyMinutes === 0 ? msg`Only by hand.` : msg`Every ${everyMinutes} min.`}</span>
      </p>
    </section>
  );
}

function LastProof({ proof: { provedAt, withheld } }: { readonly proof: FeedProof }) {
  if (provedAt === null) return <>{msg`Never proved in the last day.`}</>;
  return (
    <>
      {msg`Last proved`} <Age at={provedAt} className="" /> {msg`ago`} <span className={styles.quiet}>{exactTime(provedAt)}</span>
      {withheld === null ? '.' : msg`; its page was held back: ${withheld}.`}
    </>
  );
}

/** For the table: how long ago, or what is the matter. */
export function ProofCell({ proof }: { readonly proof: FeedProof | undefined }) {
  if (!proof) return <>—</>;
  if (proof.step !== null) return <Loader size={12} aria-label={msg`Proving`} />;
  if (proof.failure) return <span className={styles.unsure}>{msg`failed`}</span>;
  return proof.provedAt === null ? <>—</> : <Age at={proof.provedAt} />;
}
