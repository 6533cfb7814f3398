// Settings, section "Schedules": where it is known who is on call. Each is made and tried here; the place "On call" shows it.
import { Button } from '@mantine/core';
import { CalendarClock } from 'lucide-react';
import { useState } from 'react';
import { onCallLine } from '../../../shared/rules/on-call-words';
import type { ScheduleSettings } from '../../../shared/settings/team';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { useTimeWords } from '../../ui/clock';
import { EmptyState } from '../../ui/empty-state';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { HERE } from '../../ui/zone';
import settingsStyles from '../settings/settings.module.css';
import { RemoveSchedule } from './remove-schedule';
import { ScheduleDialog } from './schedule-dialog';
import { KINDS } from './schedule-draft';
import styles from './schedules.module.css';

export function SchedulesSection() {
  const schedules = useDesk((state) => state.settings?.schedules);
  return (
    <>
      <p
        className={settingsStyles.about}
      >{msg`Who is on call when. A source is asked every 15 minutes; what it last said is kept, so the answer is there without the network too.`}</p>
      {schedules === undefined ? <SkeletonRows count={3} label={msg`Loading the schedules`} /> : <ScheduleList schedules={schedules} />}
    </>
  );
}

function ScheduleList({ schedules }: { readonly schedules: readonly ScheduleSettings[] }) {
  const [editing, setEditing] = useState<ScheduleSettings | 'new' | null>(null);
  const [removing, setRemoving] = useState<ScheduleSettings | null>(null);
  const add = <Button size="xs" onClick={() => setEditing('new')}>{msg`Add a schedule`}</Button>;
  return (
    <>
      {schedules.length === 0 ? (
        <EmptyState
          icon={<CalendarClock size={22} aria-hidden />}
          title={msg`No schedule yet`}
          action={add}
        >{msg`A rotation of your own, a calendar, PagerDuty or Opsgenie. Escalation and audiences can then call whoever has the duty.`}</EmptyState>
      ) : (
        <>
          <ul className={styles.list} aria-label={msg`Schedules`}>
            {schedules.map((schedule) => (
              <Item key={schedule.id} schedule={schedule} onEdit={() => setEditing(schedule)} onRemove={() => setRemoving(schedule)} />
            ))}
          </ul>
          {add}
        </>
      )}
      <ScheduleDialog editing={editing} onClose={() => setEditing(null)} />
      {removing && <RemoveSchedule schedule={removing} onClose={() => setRemoving(null)} />}
    </>
  );
}

interface ItemProps {
  readonly schedule: ScheduleSettings;
  onEdit(): void;
  onRemove(): void;
}

function Item({ schedule, onEdit, onRemove }: ItemProps) {
  const onCall = useDesk((state) => state.status?.onCall?.find((one) => one.schedule === schedule.id));
  const line = useTimeWords((now) => (onCall ? msg`On call: ${onCallLine(onCall, now, HERE)}` : ''));
  return (
    <li className={styles.item}>
      <div>
        <span className={styles.name}>{schedule.name}</span>
        <span className={styles.second}>
          {KINDS.find(({ value }) => value === schedule.from.kind)?.label} · {schedule.id}
        </span>
        {line !== '' && <span className={styles.second}>{line}</span>}
        {onCall && onCall.state !== 'known' && <span className={styles.unsure}>▲ {onCall.why}</span>}
      </div>
      <div className={styles.acts}>
        <Button size="compact-xs" variant="default" aria-label={msg`Edit ${schedule.name}`} onClick={onEdit}>{msg`Edit`}</Button>
        <Button size="compact-xs" variant="default" aria-label={msg`Remove ${schedule.name}`} onClick={onRemove}>{msg`Remove`}</Button>
      </div>
    </li>
  );
}
