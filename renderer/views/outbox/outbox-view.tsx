// The outbox: everything that is to happen outside and has not yet, over all incidents, with its state and the next step.
import { Button } from '@mantine/core';
import { Send } from 'lucide-react';
import { type RefObject, useRef } from 'react';
import type { ActView, KeptAck } from '../../../shared/contract/telling';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { type Acts, useActs } from '../../store/acts';
import { useDesk } from '../../store/desk';
import { useUi } from '../../store/ui';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { rich } from '../../ui/rich';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { Tag } from '../../ui/tag';
import { wallTime } from '../../ui/time-words';
import { Toolbar } from '../../ui/toolbar';
import { ActCard, type ListPlace } from './act-card';
import { byNeed } from './act-words';
import { AllWaiting } from './all-waiting';
import styles from './outbox.module.css';
import { VirtualCards } from './virtual-cards';

export function OutboxView() {
  const { acts, error, refresh } = useActs(null);
  const connection = useDesk((s) => s.connection);
  const status = useDesk((s) => s.status?.outbox);
  const scroller = useRef<HTMLDivElement>(null);
  const waiting = (acts?.open ?? []).filter((a) => a.state === 'awaiting' && a.content.what === 'message');
  return (
    <div className={styles.view}>
      <Toolbar label={msg`Outbox`}>
        <h2 className={styles.title}>{msg`Outbox`}</h2>
        <span className={styles.sum} role="status">
          {status
            ? msg`${status.awaiting} ${status.awaiting === 1 ? msg`waits` : msg`wait`} for your yes · ${status.queued} on their way · ${status.stuck} need a decision`
            : ''}
        </span>
        <span className={styles.space} />
        <AllWaiting waiting={waiting} />
      </Toolbar>
      {connection === 'engine-down' && (
        <p
          role="alert"
          className={styles.stale}
        >{msg`▲ The engine is down: what stands here is what was last known. Nothing is lost; it goes on when the engine is back.`}</p>
      )}
      {acts?.waits.map((w) => (
        <p key={w.name} className={styles.stale}>
          <b>{revealLine(w.name)}</b> {rich`waits: ${revealLine(w.why)}`}
        </p>
      ))}
      <div className={styles.body} ref={scroller}>
        {acts === null ? (
          error ? (
            <ErrorState error={error} onRetry={refresh} />
          ) : (
            <SkeletonRows count={5} label={msg`Loading the outbox`} />
          )
        ) : (
          <Lists acts={acts} scroller={scroller} />
        )}
      </div>
    </div>
  );
}

interface ListsProps {
  readonly acts: Acts;
  readonly scroller: RefObject<HTMLElement | null>;
}

function Lists({ acts, scroller }: ListsProps) {
  const open = byNeed(acts.open);
  const acks = acts.acks.filter((a) => a.state !== 'confirmed' || a.action === 'ack');
  if (open.length === 0 && acks.length === 0 && acts.past.length === 0) return <Nothing />;
  return (
    <>
      <section className={styles.section} aria-label={msg`Not over yet`}>
        <h3>{msg`Not over yet`}</h3>
        {open.length === 0 && <p className={styles.quiet}>{msg`Nothing waits: everything that was to go out has gone out.`}</p>}
        <Cards acts={open} label={msg`Acts that are not over`} scroller={scroller} />
      </section>
      {acks.length > 0 && <KeptAcks acks={acks} scroller={scroller} />}
      {acts.past.length > 0 && (
        <section className={styles.section} aria-label={msg`Lately`}>
          <h3>{msg`Lately`}</h3>
          <Cards acts={acts.past} label={msg`Acts that are over`} scroller={scroller} />
        </section>
      )}
    </>
  );
}

interface CardsProps {
  readonly acts: readonly ActView[];
  readonly label: string;
  readonly scroller: RefObject<HTMLElement | null>;
}

function Cards({ acts, label, scroller }: CardsProps) {
  const render = (index: number, place: ListPlace) => {
    const act = acts[index] as ActView;
    return <ActCard key={act.id} act={act} hasIncident place={place} />;
  };
  return <VirtualCards scroller={scroller} label={label} ids={acts.map((a) => a.id)} render={render} />;
}

interface AcksProps {
  readonly acks: readonly KeptAck[];
  readonly scroller: RefObject<HTMLElement | null>;
}

function KeptAcks({ acks, scroller }: AcksProps) {
  const render = (index: number, place: ListPlace) => {
    const ack = acks[index] as KeptAck;
    return <AckItem key={ack.id} ack={ack} place={place} />;
  };
  return (
    <section className={styles.section} aria-label={msg`Acknowledgements at sources`}>
      <h3>{msg`Acknowledgements at sources`}</h3>
      <VirtualCards scroller={scroller} label={msg`Acknowledgements`} ids={acks.map((a) => a.id)} render={render} />
    </section>
  );
}

function AckItem({ ack, place }: { readonly ack: KeptAck; readonly place: ListPlace }) {
  return (
    <li {...place} className={styles.ack}>
      <AckTag ack={ack} />
      <button type="button" className={styles.link} onClick={() => useUi.getState().showIncident(ack.incident)}>
        {ack.incidentName}
      </button>
      <span>
        {rich`${revealLine(ack.incidentTitle)} at ${revealLine(ack.feed)}`}
        {ack.state === 'failed' && <span className={styles.why}> {revealLine(ack.why)}</span>}
      </span>
    </li>
  );
}

function AckTag({ ack }: { readonly ack: KeptAck }) {
  if (ack.state === 'failed') return <Tag tone="bad">{msg`Not taken`}</Tag>;
  if (ack.state === 'pending') return <Tag>{ack.action === 'ack' ? msg`On its way` : msg`Being taken back`}</Tag>;
  return <Tag tone="good">{ack.until === null ? msg`Holds` : msg`Holds until ${wallTime(ack.until)}`}</Tag>;
}

function Nothing() {
  return (
    <EmptyState
      icon={<Send size={22} aria-hidden />}
      title={msg`Nothing to send`}
      action={
        <Button size="xs" variant="default" onClick={() => useUi.getState().go('settings')}>{msg`Set up audiences and rules`}</Button>
      }
    >{msg`Messages, silences and acknowledgements that are on their way stand here until they have arrived: also while you are offline, and after a restart.`}</EmptyState>
  );
}
