// What the tray says, as plain data: are you watching, how bad is it, and what can be done from here. Never green by default.
import type { EngineToShell } from '../../shared/contract';
import { proofWords } from '../../shared/rules/proof-words';
import { counted, msg } from '../../shared/words/words';
import type { EngineState } from './engine-process';

type Status = Extract<EngineToShell, { type: 'status' }>;

export interface TrayFacts {
  readonly engine: EngineState;
  /** The engine's last word; null before the first. */
  readonly desk: Pick<Status, 'status' | 'top' | 'feeds'> | null;
  /** Why notifications can't reach the person; empty when they can. */
  readonly notifierWhy: string;
  /** A person said that others see this screen: pages hide details. */
  readonly isPresenting: boolean;
  /** The console is locked: counts alone may be told. */
  readonly isLocked: boolean;
}

export interface TrayState {
  readonly shape: 'clear' | 'problems' | 'blind';
  /** Worst incident severity 1..5, null when there is no open incident. */
  readonly severity: number | null;
  readonly count: number;
  readonly tooltip: string;
}

function blindReasons(facts: TrayFacts): readonly string[] {
  const { engine, desk, notifierWhy } = facts;
  if (engine.state !== 'up') return [engine.why || msg`The engine is starting.`];
  if (!desk) return [msg`The engine has not told its state yet.`];
  const own = notifierWhy && !desk.status.blindWhy.includes(notifierWhy) ? [notifierWhy] : [];
  const isBlind = desk.status.state === 'blind' || own.length > 0;
  return isBlind ? [...desk.status.blindWhy, ...own] : [];
}

function isBlind(facts: TrayFacts, reasons: readonly string[]): boolean {
  return reasons.length > 0 || facts.desk?.status.state === 'blind';
}

/** The state and tooltip that the facts amount to. Unknown counts as blind. `now`: Unix ms; left out, the tooltip tells no age of a proof. */
export function trayState(facts: TrayFacts, now: number | null = null): TrayState {
  const reasons = blindReasons(facts);
  const status = facts.desk?.status;
  const open = status?.openCount ?? 0;
  const severity = status?.worst ?? null;
  if (isBlind(facts, reasons)) {
    const known = open > 0 ? msg` (${counted(open, msg`problem`, msg`problems`)} known)` : '';
    return {
      shape: 'blind',
      severity,
      count: open,
      tooltip: msg`Dogwatch is blind${facts.isLocked ? '' : `: ${reasons[0] ?? msg`the reason is unknown`}`}${known}`,
    };
  }
  const watching = msg`Watching ${counted(status?.feedCount ?? 0, msg`feed`, msg`feeds`)}`;
  const proof = status?.proof && now !== null ? `, ${proofWords(status.proof, now)}` : '';
  const paused = `${status?.pausedUntil ? msg`, paging paused` : ''}${proof}`;
  if (status?.state === 'problems')
    return { shape: 'problems', severity, count: open, tooltip: `${watching}, ${counted(open, msg`problem`, msg`problems`)}${paused}` };
  return { shape: 'clear', severity: null, count: 0, tooltip: msg`${watching}, all clear${paused}` };
}
