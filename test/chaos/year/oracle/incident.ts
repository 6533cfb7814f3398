// An incident as the oracle sees it, and the few rules that move it. Written from shared/SPEC.md alone.
import type { Settings } from '../../../../shared/settings';

export interface Escalating {
  readonly policy: number;
  step: number;
  lastAt: number;
  nextAt: number | null;
}

export interface Incident {
  readonly number: number;
  readonly group: string;
  readonly name: string;
  readonly openedAt: number;
  status: 'open' | 'acknowledged' | 'resolved' | 'closed';
  severity: number;
  isByHand: boolean;
  isSecurity: boolean;
  snoozedUntil: number | null;
  resolvedAt: number;
  reopenedAt: number[];
  isFlapping: boolean;
  /** Pages of this run of attention. */
  pages: number;
  /** When the next page of this run is due; null: none is. */
  dueAt: number | null;
  /** A storm told of lately keeps it waiting until then. */
  notBefore: number;
  /** Got worse and nobody was told yet. */
  isWorse: boolean;
  escalating: Escalating | null;
}

export interface Alert {
  readonly key: string;
  readonly feed: string;
  incident: Incident;
  isFiring: boolean;
  startsAt: number;
  severity: number;
  isSilenced: boolean;
}

export const isLive = ({ status }: Incident): boolean => status === 'open' || status === 'acknowledged';

/** Somebody has it, or put it off. */
export const isCared = (i: Incident): boolean => i.status === 'acknowledged' || i.snoozedUntil !== null;

/** [N14] Attention begins anew. */
export function beginRun(i: Incident): void {
  Object.assign(i, { pages: 0, dueAt: 0, notBefore: 0, isWorse: false, escalating: null });
}

/** [N4] [E3] Nothing more comes of this run. */
export function endRun(i: Incident): void {
  Object.assign(i, { dueAt: null, isWorse: false, escalating: null });
}

/** [N4] [N8] One page more, alone or counted in another. */
export function notePage(i: Incident, at: number, settings: Settings): void {
  i.pages += 1;
  i.isWorse = false;
  const { everyMinutes, times } = repeatOf(i, settings);
  i.dueAt = !isCared(i) && everyMinutes > 0 && i.pages <= times ? at + everyMinutes * 60_000 : null;
}

function repeatOf({ severity }: Incident, { paging }: Settings): { everyMinutes: number; times: number } {
  return paging.repeat[`sev${severity}` as keyof typeof paging.repeat];
}

/** [N8] */
export function getWorse(i: Incident, severity: number): void {
  if (i.isByHand || severity >= i.severity) return;
  i.severity = severity;
  if (!isLive(i)) return;
  i.isWorse = true;
  i.notBefore = 0;
  if (!isCared(i)) i.dueAt = 0;
}

/** [I4] [I5] */
export function reopen(i: Incident, at: number, settings: Settings, isByPerson: boolean): void {
  const { reopens, withinMinutes } = settings.grouping.flapping;
  i.reopenedAt = [...i.reopenedAt, at];
  i.isFlapping = !isByPerson && i.reopenedAt.filter((t) => t > at - withinMinutes * 60_000).length >= reopens;
  i.status = 'open';
  i.snoozedUntil = null;
  beginRun(i);
}
