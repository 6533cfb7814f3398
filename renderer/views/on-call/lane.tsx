// Two weeks of one schedule as a picture: a bar for each shift, a line for now. Arrow keys go from shift to shift; screen readers get a table.
import { useRef, useState } from 'react';
import type { Shift } from '../../../shared/domain/on-call';
import { msg } from '../../../shared/words/words';
import { useTimeWords } from '../../ui/clock';
import { hueOf, initialsOf } from '../../ui/person-mark';
import { rich } from '../../ui/rich';
import { HERE } from '../../ui/zone';
import styles from './on-call.module.css';
import { dayTime, shiftWords } from './shift-words';
import { type Fortnight, percentAt, placed } from './span';

interface LaneProps {
  readonly name: string;
  readonly shifts: readonly Shift[];
  readonly fortnight: Fortnight;
}

const TRACK_PX = 30;
/** Below this share of the fortnight only the initials fit. */
const NARROW_PERCENT = 9;

export function Lane({ name, shifts, fortnight }: LaneProps) {
  const bars = placed(shifts);
  const tracks = Math.max(1, ...bars.map(({ track }) => track + 1));
  const [at, setAt] = useState(0);
  const [read, setRead] = useState<Shift | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const step = (by: number): void => {
    const to = Math.max(0, Math.min(bars.length - 1, at + by));
    setAt(to);
    place.current?.querySelectorAll<HTMLElement>('button')[to]?.focus();
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1, Home: -bars.length, End: bars.length }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    step(by);
  };
  return (
    <div className={styles.laneBox}>
      <Days fortnight={fortnight} />
      <div
        ref={place}
        className={styles.lane}
        style={{ height: tracks * TRACK_PX + 2 }}
        role="toolbar"
        aria-label={msg`Shifts of ${name}`}
        onKeyDown={onKeyDown}
      >
        {fortnight.edges.slice(1, -1).map((edge) => (
          <i key={edge} className={styles.day} style={{ left: `${percentAt(edge, fortnight)}%` }} />
        ))}
        {bars.map(({ shift, track }, i) => (
          <Bar
            key={`${shift.from}${shift.name}${track}`}
            shift={shift}
            track={track}
            fortnight={fortnight}
            isStop={i === Math.min(at, bars.length - 1)}
            onRead={() => {
              setAt(i);
              setRead(shift);
            }}
          />
        ))}
        <NowLine fortnight={fortnight} />
      </div>
      <p className={styles.read} role="status">
        {bars.length === 0 ? msg`No shift in these two weeks.` : read !== null && shifts.includes(read) ? shiftWords(read, HERE) : ''}
      </p>
      <ShiftTable name={name} shifts={shifts} />
    </div>
  );
}

interface BarProps {
  readonly shift: Shift;
  readonly track: number;
  readonly fortnight: Fortnight;
  readonly isStop: boolean;
  onRead(): void;
}

function Bar({ shift, track, fortnight, isStop, onRead }: BarProps) {
  const left = percentAt(shift.from, fortnight);
  const width = percentAt(shift.to, fortnight) - left;
  return (
    <button
      type="button"
      className={styles.bar}
      data-hue={hueOf(shift.person ?? shift.name)}
      style={{ left: `${left}%`, width: `${width}%`, top: track * TRACK_PX + 3 }}
      tabIndex={isStop ? 0 : -1}
      title={shiftWords(shift, HERE)}
      onFocus={onRead}
      onClick={onRead}
    >
      <span aria-hidden>{width < NARROW_PERCENT ? initialsOf(shift.name) : shift.name}</span>
      <span className="visually-hidden">{shiftWords(shift, HERE)}</span>
    </button>
  );
}

function Days({ fortnight }: { readonly fortnight: Fortnight }) {
  return (
    <div className={styles.days} aria-hidden>
      {fortnight.edges.slice(0, -1).map((edge) => {
        const [weekday, day] = dayTime(edge, HERE).split(' ');
        return (
          <span key={edge} data-weekend={weekday === 'Sat' || weekday === 'Sun' || undefined}>
            {weekday} {day}
          </span>
        );
      })}
    </div>
  );
}

function NowLine({ fortnight }: { readonly fortnight: Fortnight }) {
  const now = Number(useTimeWords((at) => String(Math.floor(at / 60_000) * 60_000)));
  if (now < fortnight.from || now >= fortnight.to) return null;
  return <i className={styles.nowLine} style={{ left: `${percentAt(now, fortnight)}%` }} title={msg`now`} />;
}

function ShiftTable({ name, shifts }: Pick<LaneProps, 'name' | 'shifts'>) {
  return (
    <table className="visually-hidden">
      <caption>{rich`Shifts of ${name}`}</caption>
      <thead>
        <tr>
          <th scope="col">{msg`Who`}</th>
          <th scope="col">{msg`From`}</th>
          <th scope="col">{msg`To`}</th>
        </tr>
      </thead>
      <tbody>
        {shifts.map((shift) => (
          <tr key={`${shift.from}${shift.name}${shift.to}`}>
            <td>{shift.name}</td>
            <td>{dayTime(shift.from, HERE)}</td>
            <td>{dayTime(shift.to, HERE)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
