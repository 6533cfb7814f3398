// One schedule: who now, until when in both zones, who next, how sure that is, and its lane.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ScheduleLane } from '../../../shared/contract/schedules';
import type { OnCall, Shift } from '../../../shared/domain/on-call';
import { namesOf } from '../../../shared/rules/on-call-words';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';
import { useTimeWords } from '../../ui/clock';
import { PersonMark } from '../../ui/person-mark';
import { rich } from '../../ui/rich';
import { Tag } from '../../ui/tag';
import { tellDone, tellError } from '../../ui/toasts';
import { HERE } from '../../ui/zone';
import { Lane } from './lane';
import styles from './on-call.module.css';
import { dayTime, inWords } from './shift-words';
import type { Fortnight } from './span';

interface ScheduleCardProps {
  readonly lane: ScheduleLane;
  readonly fortnight: Fortnight;
  onAsked(): void;
}

export function ScheduleCard({ lane, fortnight, onAsked }: ScheduleCardProps) {
  const { onCall, shifts } = lane;
  return (
    <section className={styles.card} aria-label={msg`Schedule ${onCall.name}`}>
      <header className={styles.head}>
        <h3>{onCall.name}</h3>
        <Certainty onCall={onCall} />
        <span className={styles.space} />
        <AskAgain onCall={onCall} onAsked={onAsked} />
      </header>
      <Why onCall={onCall} />
      {onCall.state !== 'unknown' && (
        <div className={styles.people}>
          <Now onCall={onCall} />
          <Next onCall={onCall} />
        </div>
      )}
      {(onCall.state !== 'unknown' || shifts.length > 0) && <Lane name={onCall.name} shifts={shifts} fortnight={fortnight} />}
    </section>
  );
}

function Certainty({ onCall }: { readonly onCall: OnCall }) {
  if (onCall.state === 'unknown') return <Tag tone="unsure">{msg`unknown`}</Tag>;
  if (onCall.state === 'stale') return <Tag tone="unsure">{msg`stale`}</Tag>;
  return onCall.timeZone === '' ? null : <span className={styles.mute}>{rich`hand-over in ${onCall.timeZone}`}</span>;
}

function Why({ onCall }: { readonly onCall: OnCall }) {
  if (onCall.why === '') return null;
  return (
    <p className={onCall.state === 'known' ? styles.mute : styles.why} role={onCall.state === 'known' ? undefined : 'status'}>
      {onCall.state === 'known' ? '' : '▲ '}
      {onCall.why} {onCall.remedy}
    </p>
  );
}

function AskAgain({ onCall, onAsked }: { readonly onCall: OnCall; onAsked(): void }) {
  const [isAsking, setIsAsking] = useState(false);
  const isOwn = useDesk((state) => state.settings?.schedules.find(({ id }) => id === onCall.schedule)?.from.kind === 'rotation');
  if (isOwn) return null;
  const ask = async (): Promise<void> => {
    setIsAsking(true);
    const reply = await callEngine('refresh-schedule', { schedule: onCall.schedule });
    setIsAsking(false);
    if (!reply.ok) return tellError(reply.error);
    if (reply.value.onCall.state === 'known') tellDone(msg`${onCall.name} answered`);
    onAsked();
  };
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={isAsking}
      aria-label={msg`Ask again: ${onCall.name}`}
      onClick={() => void ask()}
    >{msg`Ask again`}</Button>
  );
}

function Now({ onCall }: { readonly onCall: OnCall }) {
  if (onCall.now.length === 0)
    return (
      <p className={styles.nobody}>
        <b>{msg`Nobody is on call now.`}</b>
      </p>
    );
  return (
    <ul className={styles.now} aria-label={msg`On call now in ${onCall.name}`}>
      {onCall.now.map((shift) => (
        <Duty key={`${shift.person}${shift.name}${shift.from}`} shift={shift} />
      ))}
    </ul>
  );
}

function Duty({ shift }: { readonly shift: Shift }) {
  const zone = useDesk((state) => state.settings?.people.find(({ id }) => id === shift.person)?.timeZone ?? '');
  const left = useTimeWords((now) => inWords(shift.to - now));
  const theirs = zone !== '' && zone !== HERE ? msg` · for them ${dayTime(shift.to, zone)}` : '';
  return (
    <li className={styles.duty}>
      <PersonMark name={shift.name} person={shift.person} />
      <span>
        <b className={styles.name}>{shift.name}</b>
        <span className={styles.second}>
          {rich`until ${dayTime(shift.to, HERE)} (${left})${theirs}${shift.person === null && msg` · not among your people`}`}
        </span>
      </span>
    </li>
  );
}

function Next({ onCall }: { readonly onCall: OnCall }) {
  const [first] = onCall.next;
  if (!first) return <p className={styles.mute}>{msg`Nobody is named after that.`}</p>;
  return (
    <p className={styles.next}>
      <span className={styles.mute}>{msg`Next:`}</span> <b className={styles.name}>{namesOf(onCall.next)}</b>
      <span className={styles.second}>{rich`from ${dayTime(first.from, HERE)}`}</span>
    </p>
  );
}
