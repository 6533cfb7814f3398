// The queue beside the selected incident: what is open, what needs a person now, and all the acts on it.
import { msg } from '../../../shared/words/words';
import { rich } from '../../ui/rich';
import './queue.css';
import './queue-sizes.css';
import './queue-bars.css';
import { Button } from '@mantine/core';
import { MousePointerClick } from 'lucide-react';
import { lazy, Suspense, useRef } from 'react';
import { useUi } from '../../store/ui';
import { useWide } from '../../store/wide';
import { EmptyState } from '../../ui/empty-state';
import { KeyHint } from '../../ui/kbd';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { DemoBanner } from '../first-run/demo-banner';
import { AbsenceReceipt } from './absence-receipt';
import { ArrivalsBar } from './arrivals-bar';
import { BulkBar } from './bulk-bar';
import { QueueEmptiness } from './queue-emptiness';
import { QueueGrid } from './queue-grid';
import { QueueNotice } from './queue-notice';
import { QueueTabs } from './queue-tabs';
import { QueueToolbar } from './queue-toolbar';
import { ShiftNotice } from './shift-notice';
import { useQueueList } from './use-queue-list';

const IncidentPanel = lazy(() => import('../incident/incident-panel').then((module) => ({ default: module.IncidentPanel })));

export function QueueView() {
  const selectedId = useUi((state) => state.selectedId);
  const isWide = useWide((state) => state.isWide);
  const isWriting = useWide((state) => state.writing !== null && state.writing === selectedId);
  return (
    <div className="split" data-wide={(isWide && isWriting) || undefined} data-selected={selectedId !== null || undefined}>
      <section className="queue" aria-label={msg`Queue`}>
        <DemoBanner />
        <QueueTabs />
        <QueueToolbar />
        <AbsenceReceipt />
        <ShiftNotice />
        <QueueList />
      </section>
      <section className="split-side" aria-label={msg`Selected incident`} data-focus="incident" tabIndex={-1}>
        <Selected />
      </section>
    </div>
  );
}

function QueueList() {
  const scroller = useRef<HTMLDivElement>(null);
  const { items, kept, past } = useQueueList(scroller);
  const missing = past.total === null ? 0 : past.total - past.rows.size;
  const older =
    missing > 0 ? (
      <div className="queue-older">
        <Button variant="default" onClick={past.loadMore}>{rich`Show older (${missing})`}</Button>
      </div>
    ) : null;
  return (
    <div className="queue-list">
      <QueueGrid scroller={scroller} items={items} kept={kept} emptiness={<QueueEmptiness past={past} />} footer={older} />
      <QueueNotice />
      <ArrivalsBar />
      <BulkBar />
    </div>
  );
}

function Selected() {
  const id = useUi((state) => state.selectedId);
  if (id === null) return <NothingSelected />;
  return (
    <Suspense fallback={<SkeletonRows count={6} label={msg`Loading the incident`} />}>
      <IncidentPanel id={id} />
    </Suspense>
  );
}

const LEARN = [
  ['down', msg`Next`],
  ['acknowledge', msg`Acknowledge`],
  ['snooze', msg`Snooze`],
  ['resolve', msg`Resolve`],
  ['search', msg`Filter`],
  ['help', msg`All keys`],
] as const;

function NothingSelected() {
  return (
    <EmptyState icon={<MousePointerClick size={22} />} title={msg`No incident selected`}>
      <p>{msg`Choose one to see what happened, since when, and why it paged you.`}</p>
      <ul className="learn">
        {LEARN.map(([command, words]) => (
          <li key={command}>
            <KeyHint command={command} /> {words}
          </li>
        ))}
      </ul>
    </EmptyState>
  );
}
