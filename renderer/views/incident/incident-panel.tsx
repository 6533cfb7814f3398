// The selected incident beside the queue: who it is, where it stands, one next act, and the tabs behind it.
import { lazy, Suspense, useEffect, useState } from 'react';
import type { IncidentDetail } from '../../../shared/contract';
import type { IncidentRow } from '../../../shared/domain/incident';
import { msg } from '../../../shared/words/words';
import { type IncidentTab, openIncidentTab, useIncidentTab } from '../../store/incident-tab';
import { useWide } from '../../store/wide';
import { ErrorState } from '../../ui/error-state';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { TimelineTab } from '../timeline/timeline-tab';
import { AlertsTab } from './alerts-tab';
import styles from './incident.module.css';
import { IncidentHeader } from './incident-header';
import { MissingIncident } from './missing-incident';
import { NotesTab } from './notes-tab';
import { NowTab } from './now-tab';
import { StageBar } from './stage-bar';
import { StaleNotice } from './stale-notice';
import { TabList } from './tab-list';
import { useIncidentDetail } from './use-incident-detail';
import { WriteStates } from './write-states';

const ResponseTab = lazy(() => import('../response/response-tab').then((module) => ({ default: module.ResponseTab })));

const PostmortemTab = lazy(() => import('../postmortem-tab/postmortem-tab').then((module) => ({ default: module.PostmortemTab })));

const RecorderTab = lazy(() => import('../recorder/recorder-tab').then((module) => ({ default: module.RecorderTab })));

const RunbookTab = lazy(() => import('../runbook/run/runbook-with-runs').then((module) => ({ default: module.RunbookWithRuns })));

interface Body {
  readonly row: IncidentRow;
  readonly detail: IncidentDetail;
  readonly tab: IncidentTab;
  readonly isSplitting: boolean;
  onTab(tab: IncidentTab): void;
  onActed(): void;
  onSplitEnd(): void;
}

function TabBody({ row, detail, tab, isSplitting, onTab, onActed, onSplitEnd }: Body) {
  if (tab === 'runbook')
    return (
      <Suspense fallback={<SkeletonRows count={6} />}>
        <RunbookTab row={row} detail={detail} onActed={onActed} />
      </Suspense>
    );
  if (tab === 'timeline') return <TimelineTab key={row.id} detail={detail} />;
  if (tab === 'alerts') return <AlertsTab row={row} detail={detail} isSplitting={isSplitting} onSplitEnd={onSplitEnd} />;
  if (tab === 'response')
    return (
      <Suspense fallback={<SkeletonRows count={4} />}>
        <ResponseTab row={row} detail={detail} onActed={onActed} />
      </Suspense>
    );
  if (tab === 'postmortem')
    return (
      <Suspense fallback={<SkeletonRows count={8} />}>
        <PostmortemTab row={row} onActed={onActed} />
      </Suspense>
    );
  if (tab === 'recorder')
    return (
      <Suspense fallback={<SkeletonRows count={4} />}>
        <RecorderTab key={row.id} row={row} />
      </Suspense>
    );
  if (tab === 'notes') return <NotesTab key={row.id} row={row} detail={detail} onActed={onActed} />;
  return <NowTab row={row} detail={detail} onTab={onTab} onActed={onActed} />;
}

/** Everything about one incident. `id` is the incident's; what is known of another is never shown. */
export function IncidentPanel({ id }: { readonly id: string }) {
  const { row, detail, error, isLoading, refresh } = useIncidentDetail(id);
  const tab = useIncidentTab((s) => s.tab);
  const isWide = useWide((s) => s.isWide);
  const [splittingId, setSplittingId] = useState<string | null>(null);
  const hasEditor = tab === 'postmortem' && (row?.postmortem?.status ?? null) !== null;
  useEffect(() => {
    useWide.setState({ writing: hasEditor ? id : null });
    return () => useWide.setState({ writing: null });
  }, [hasEditor, id]);
  if (!row)
    return error && !isLoading ? (
      <MissingIncident id={id} error={error} onRetry={refresh} />
    ) : (
      <section className={styles.panel} aria-busy="true" aria-label={msg`Incident`}>
        <SkeletonRows />
      </section>
    );

  const open = (next: IncidentTab): void => {
    openIncidentTab(next);
    setSplittingId(null);
  };
  const isWriting = isWide && hasEditor;
  const counts = {
    timeline: detail?.timelineTotal,
    alerts: detail?.alertTotal ?? row.alertCount,
    response: row.acts.length,
    notes: row.noteCount,
  };
  return (
    <section className={styles.panel} aria-label={msg`Incident INC-${row.number}`}>
      <IncidentHeader
        row={row}
        isShort={isWriting}
        onActed={refresh}
        onSplit={() => {
          openIncidentTab('alerts');
          setSplittingId(id);
        }}
      />
      {!isWriting && <StageBar row={row} />}
      <WriteStates row={row} />
      <TabList tab={tab} counts={counts} onTab={open} />
      <div key={id} className={styles.body} role="tabpanel" id="incident-tabpanel" aria-labelledby={`incident-tab-${tab}`} tabIndex={-1}>
        {error && (detail ? <StaleNotice error={error} onRetry={refresh} /> : <ErrorState error={error} onRetry={refresh} />)}
        {detail ? (
          <TabBody
            row={row}
            detail={detail}
            tab={tab}
            isSplitting={splittingId === id}
            onTab={open}
            onActed={refresh}
            onSplitEnd={() => setSplittingId(null)}
          />
        ) : (
          !error && <SkeletonRows count={6} />
        )}
      </div>
    </section>
  );
}
