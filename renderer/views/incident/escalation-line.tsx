// Where the escalation of an incident stands, as a ladder in one line: who was paged, who is next and in how long, or why it ended.
import { Check, Circle, CircleDot, Minus } from 'lucide-react';
import { useMemo } from 'react';
import type { IncidentDetail } from '../../../shared/contract';
import type { IncidentRow } from '../../../shared/domain/incident';
import { revealLine } from '../../../shared/domain/reveal-text';
import { idsOnCall } from '../../../shared/rules/on-call-now';
import { MACHINE_ZONE } from '../../../shared/rules/wall-clock';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { useTimeWords } from '../../ui/clock';
import { exactTime, shortDuration, wallTime } from '../../ui/time-words';
import styles from './escalation-line.module.css';
import { type Ladder, ladderOf, type Rung } from './ladder';

const ICONS = { done: Check, passed: Minus, next: CircleDot, ahead: Circle } as const;
const SAID = { done: 'paged', passed: msg`passed over`, next: 'next', ahead: 'later' } as const;

interface Props {
  readonly row: IncidentRow;
  readonly story: NonNullable<IncidentDetail['escalation']>;
}

export function EscalationLine({ row, story }: Props) {
  const settings = useDesk((s) => s.settings);
  const status = useDesk((s) => s.status);
  // The ladder depends on the time only by the minute; the words of the next rung tick by themselves.
  const minute = useTimeWords((now) => String(Math.floor(now / 10_000)));
  const ladder = useMemo((): Ladder | null => {
    if (!settings) return null;
    const onCall = (schedule: string): readonly string[] => {
      const known = status?.onCall?.find((one) => one.schedule === schedule);
      return known ? idsOnCall(known) : [];
    };
    const now = Number(minute) * 10_000;
    const { pausedUntil = null, presence } = status ?? {};
    return ladderOf(row, story, { settings, pausedUntil, presence, onCall, timeZone: MACHINE_ZONE, now });
  }, [row, story, settings, status, minute]);
  if (!ladder) return null;
  return (
    <>
      <ol className={styles.ladder} aria-label={msg`Escalation ${ladder.policy}`}>
        {ladder.rungs.map((rung, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order is the identity of a step
          <RungItem key={i} rung={rung} />
        ))}
        <End ladder={ladder} />
      </ol>
      <small>
        {revealLine(ladder.policy)}
        {ladder.note && <span className={styles.note}> · {revealLine(ladder.note)}</span>}
      </small>
    </>
  );
}

function RungItem({ rung }: { readonly rung: Rung }) {
  const { state, who, at, why } = rung;
  const Icon = ICONS[state];
  return (
    <li className={styles.rung} data-state={state} title={[exactTime(at), revealLine(why)].filter(Boolean).join(': ')}>
      <Icon size={12} aria-hidden />
      <span className="visually-hidden">{SAID[state]}: </span>
      <span className={styles.who}>{revealLine(who)}</span>
      <span className={styles.when}>{state === 'next' ? <NextTime at={at} /> : wallTime(at)}</span>
    </li>
  );
}

function NextTime({ at }: { readonly at: number }) {
  const words = useTimeWords((now) => (at <= now ? msg`now` : msg`in ${shortDuration(at - now)}`));
  return <>{words}</>;
}

function End({ ladder: { ended, spared } }: { readonly ladder: Ladder }) {
  if (!ended) return null;
  const rest = spared === 0 ? '' : msg`, ${spared} ${spared === 1 ? msg`step` : msg`steps`} not needed`;
  return (
    <li className={styles.rung} data-state="ended" title={exactTime(ended.at)}>
      <span className={styles.who}>{revealLine(ended.why)}</span>
      <span className={styles.when}>
        {wallTime(ended.at)}
        {rest}
      </span>
    </li>
  );
}
