// The place "On call": of each schedule who has the duty now, until when, who is next, and two weeks as lanes.
import { Button } from '@mantine/core';
import { CalendarClock } from 'lucide-react';
import { useState } from 'react';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { useUi } from '../../store/ui';
import { useTimeWords } from '../../ui/clock';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { rich } from '../../ui/rich';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { Toolbar } from '../../ui/toolbar';
import { HERE } from '../../ui/zone';
import { showSection } from '../settings/settings-place';
import styles from './on-call.module.css';
import { ScheduleCard } from './schedule-card';
import { dayTime } from './shift-words';
import { fortnightAt } from './span';
import { useLanes } from './use-lanes';

/** Sources are asked two months ahead. */
const MOST = 3;

export function OnCallView() {
  const [moved, setMoved] = useState(0);
  const today = Number(useTimeWords((now) => String(fortnightAt(now, 0, HERE).edges[1])));
  const fortnight = fortnightAt(today, moved, HERE);
  const lanes = useLanes(fortnight);
  return (
    <div className={styles.view}>
      <Toolbar label={msg`On call`}>
        <h2 className={styles.title}>{msg`On call`}</h2>
        <span className={styles.mute}>{rich`${dayTime(fortnight.from, HERE)} to ${dayTime(fortnight.to, HERE)}, times in ${HERE}`}</span>
        <span className={styles.space} />
        <Button size="xs" variant="default" aria-label={msg`Two weeks back`} onClick={() => setMoved(moved - 1)} disabled={moved <= -1}>
          ‹
        </Button>
        <Button size="xs" variant="default" disabled={moved === 0} onClick={() => setMoved(0)}>{msg`Today`}</Button>
        <Button size="xs" variant="default" aria-label={msg`Two weeks on`} onClick={() => setMoved(moved + 1)} disabled={moved >= MOST}>
          ›
        </Button>
        <Button size="xs" onClick={setUp}>{msg`Schedules`}</Button>
      </Toolbar>
      <EngineDown />
      <div className={styles.body}>
        {lanes.state === 'failed' && <ErrorState error={lanes.error} onRetry={lanes.again} />}
        {lanes.state === 'loading' && <SkeletonRows count={4} label={msg`Loading who is on call`} />}
        {lanes.state === 'there' && lanes.lanes.length === 0 && <NoSchedules />}
        {lanes.state === 'there' &&
          lanes.lanes.map((lane) => <ScheduleCard key={lane.onCall.schedule} lane={lane} fortnight={fortnight} onAsked={lanes.again} />)}
      </div>
    </div>
  );
}

function setUp(): void {
  showSection('schedules');
  useUi.getState().go('settings');
}

function EngineDown() {
  const isDown = useDesk((state) => state.connection === 'engine-down');
  const why = useDesk((state) => state.engineWhy);
  if (!isDown) return null;
  return (
    <div role="alert" className={styles.stale}>
      <b>{msg`▲ The engine is down: what stands here is what was last known.`}</b> {why}
    </div>
  );
}

function NoSchedules() {
  return (
    <EmptyState
      icon={<CalendarClock size={22} aria-hidden />}
      title={msg`No schedule yet`}
      action={<Button size="xs" onClick={setUp}>{msg`Set up a schedule`}</Button>}
    >{msg`A schedule says who is on call when: a rotation of your own, a calendar (iCal), PagerDuty or Opsgenie. Who has the duty now then stands here, in the foot and in the tray, also without the network.`}</EmptyState>
  );
}
