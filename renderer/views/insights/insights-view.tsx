// The place "Insights": what the last days and months say about detection, response, noise and promises. Pictures first, tables behind them,
// and behind every number its incidents.
import { ChartNoAxesCombined } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { Scope } from '../../../shared/insights/material';
import type { Overview } from '../../../shared/insights/overview';
import { TREND_FROM } from '../../../shared/insights/spread';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { useInsightNews } from '../../store/insight-news';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { rich } from '../../ui/rich';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { Alike } from './alike';
import { BehindPane, type Opened } from './behind-pane';
import { scopeOf, useChoice } from './choice';
import { count } from './figures';
import { FollowThrough } from './follow-through';
import { GroupRanges } from './group-ranges';
import { HeatMap } from './heat-map';
import { IncidentBars } from './incident-bars';
import styles from './insights.module.css';
import { InsightsToolbar } from './insights-toolbar';
import { Interruptions } from './interruptions';
import { MeasureTiles } from './measure-tiles';
import { Noise } from './noise';
import type { OpenBehind } from './open-behind';
import { Repeats } from './repeats';
import { useLookBack } from './use-look-back';

export function InsightsView() {
  const choice = useChoice((state) => state.choice);
  const [at, setAt] = useState(() => Date.now());
  const scope = useMemo(() => scopeOf(choice, at), [choice, at]);
  const { look, error, isAsking, refresh } = useLookBack(scope);
  const [opened, setOpened] = useState<Opened | null>(null);
  const opener = useRef<Element | null>(null);
  const again = (): void => {
    setAt(Date.now());
    if (choice.period === 'own') refresh();
  };
  return (
    <div className={styles.view}>
      <InsightsToolbar
        {...{ choice, isAsking }}
        services={look?.services ?? []}
        onChoose={(next) => {
          useChoice.setState({ choice: next });
          setOpened(null);
        }}
        onRefresh={again}
      />
      <EngineDown />
      {error && look?.overview && (
        <p className={styles.stale} role="status">{rich`▲ ${error.what} What stands here is what was last known.`}</p>
      )}
      <div className={styles.split}>
        {scope === null ? (
          <EmptyState title={msg`No such period`}>{msg`Choose a first day that is not after the last one.`}</EmptyState>
        ) : look?.overview ? (
          <Pictures
            overview={look.overview}
            firstAt={look.firstAt}
            open={(behind, title) => {
              opener.current = document.activeElement;
              setOpened({ behind, title });
            }}
          />
        ) : error ? (
          <ErrorState error={error} onRetry={refresh} />
        ) : (
          <Reading begun={look?.share ?? null} />
        )}
        {opened && scope && look?.overview && (
          <BehindPane
            {...{ scope: look.overview.scope as Scope, opened }}
            onClose={() => {
              setOpened(null);
              if (opener.current instanceof HTMLElement) opener.current.focus();
            }}
          />
        )}
      </div>
    </div>
  );
}

function Pictures({
  overview,
  firstAt,
  open,
}: {
  readonly overview: Overview;
  readonly firstAt: number | null;
  readonly open: OpenBehind;
}) {
  if (overview.incidents === 0) return <Nothing isEver={firstAt !== null} drills={overview.drills} />;
  const { interruptions, noise, actions, repeats, groups, heat, pages, timeZone, buckets, step } = overview;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={styles.pictures} aria-label={msg`Pictures`} tabIndex={0}>
      <div className={styles.grid}>
        <Few {...{ overview }} />
        <MeasureTiles {...{ overview, open }} />
        <IncidentBars {...{ buckets, step, open }} />
        <GroupRanges {...{ groups, open }} />
        <div className={styles.column}>
          <HeatMap {...{ heat, pages, timeZone, open }} />
          <Interruptions {...{ interruptions, open }} />
          <FollowThrough {...{ actions, open }} />
          <Alike {...{ scope: overview.scope, open }} />
        </div>
        <div className={styles.column}>
          <Noise {...{ noise, open }} scope={overview.scope} />
          <Repeats {...{ repeats, open }} />
        </div>
      </div>
    </section>
  );
}

function Few({ overview: { incidents, drills } }: { readonly overview: Overview }) {
  const missing = TREND_FROM - incidents;
  return (
    <p className={styles.few} role="status">
      <b>{count(incidents)}</b> {incidents === 1 ? msg`incident` : msg`incidents`}
      {drills > 0 && msg`, ${count(drills)} ${drills === 1 ? msg`drill` : msg`drills`} left out`}
      {missing > 0 && msg`. ${missing} more, and trends can be told: below ${TREND_FROM} these numbers tell of single nights.`}
    </p>
  );
}

/** `begun`: how far it was when the engine answered; null: it did not yet. */
function Reading({ begun }: { readonly begun: number | null }) {
  const told = useInsightNews((state) => state.share);
  if (begun === null) return <SkeletonRows count={8} label={msg`Loading the insights`} />;
  const percent = Math.round(Math.max(begun, told) * 100);
  return (
    <div className={styles.reading} role="status">
      <p>{rich`Reading what happened, once: ${percent} %`}</p>
      <progress className={styles.bar} value={percent} max={100} aria-label={msg`Read`} />
      <p className={styles.mute}>{msg`Pages and incidents go on meanwhile. The next look takes up from here.`}</p>
    </div>
  );
}

function EngineDown() {
  const isDown = useDesk((state) => state.connection === 'engine-down');
  if (!isDown) return null;
  return (
    <p
      role="alert"
      className={styles.stale}
    >{msg`▲ The engine is down: what stands here is what was last known. It goes on when the engine is back.`}</p>
  );
}

function Nothing({ isEver, drills }: { readonly isEver: boolean; readonly drills: number }) {
  return (
    <EmptyState
      icon={<ChartNoAxesCombined size={22} aria-hidden />}
      title={isEver ? msg`No incident in this period` : msg`Nothing to look back on yet`}
    >
      {isEver
        ? msg`Choose a longer period, or all services and severities.${drills > 0 ? msg` Drills are not counted.` : ''}`
        : msg`When incidents have come and gone, this shows how fast they were found, acknowledged and resolved, what woke you, and whether actions were done. Trends are told from ${TREND_FROM} incidents on.`}
    </EmptyState>
  );
}
