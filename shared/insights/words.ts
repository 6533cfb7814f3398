// The words of the measures, the same in the window, in the report and in the manual.
import type { Outcome } from './follow-through';
import type { Interruption } from './hours';
import type { MeasureName } from './measures';

export const MEASURE_WORDS: Readonly<Record<MeasureName, { readonly short: string; readonly name: string; readonly about: string }>> = {
  detect: {
    short: 'MTTD',
    name: 'MTTD, time to detect',
    about: 'from the start of the impact, as a person confirmed it, until it was detected here',
  },
  acknowledge: {
    short: 'MTTA',
    name: 'MTTA, time to acknowledge',
    about: 'from the trigger until the first person acknowledged it; never acknowledged ones are counted apart',
  },
  resolve: {
    short: 'MTTR resolve',
    name: 'MTTR resolve, time to resolve',
    about: 'from the trigger until it was resolved for the last time',
  },
  recover: {
    short: 'MTTR recover',
    name: 'MTTR recover, time to recover',
    about: 'from the start of the impact until users were served as before, both as a person confirmed them',
  },
};

export const BETWEEN_WORDS = {
  short: 'MTBF',
  name: 'MTBF, time between failures',
  about: 'up-time without planned downtime, divided by the number of incidents',
};

export const INTERRUPTION_WORDS: Readonly<Record<Interruption, { readonly name: string; readonly about: string }>> = {
  business: { name: 'Business', about: '08-18, Monday to Friday' },
  off: { name: 'Off hours', about: 'evenings and weekends' },
  sleep: { name: 'Sleep', about: '22-08, every day' },
};

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  'in-time': 'Done in time',
  late: 'Done late',
  undated: 'Done, no date',
  open: 'Open',
  overdue: 'Overdue',
  dropped: 'Dropped',
};

export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
export const HOUR_MARKS = [0, 3, 6, 9, 12, 15, 18, 21] as const;
