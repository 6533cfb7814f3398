// What a person chose to look back on; kept while the window is open, so that coming back shows the same.
import { create } from 'zustand';
import type { Scope } from '../../../shared/insights/material';
import { dayText, type OwnDays, type PeriodName, periodOf } from './period';

export interface Choice {
  readonly period: PeriodName;
  readonly own: OwnDays;
  readonly service: string | null;
  readonly severity: number | null;
}

const MONTH_MS = 30 * 86_400_000;

export const useChoice = create<{ readonly choice: Choice }>()(() => ({
  choice: {
    period: '30',
    own: { from: dayText(Date.now() - MONTH_MS), to: dayText(Date.now()) },
    service: null,
    severity: null,
  },
}));

/** Null: days that are none. */
export function scopeOf({ period, own, service, severity }: Choice, now: number): Scope | null {
  const span = periodOf(period, own, now);
  return span && { ...span, service, severity };
}
