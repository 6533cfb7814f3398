// The words of the measures, the same in the window, in the report and in the manual.
import { msg } from '../words/words';
import type { Outcome } from './follow-through';
import type { Interruption } from './hours';
import type { MeasureName } from './measures';

export const MEASURE_WORDS: Readonly<Record<MeasureName, { readonly short: string; readonly name: string; readonly about: string }>> = {
  detect: {
    short: 'MTTD',
    name: msg`MTTD, time to detect`,
    about: msg`from the start of the impact, as a person confirmed it, until it was detected here`,
  },
  acknowledge: {
    short: 'MTTA',
    name: msg`MTTA, time to acknowledge`,
    about: msg`from the trigger until the first person acknowledged it; never acknowledged ones are counted apart`,
  },
  resolve: {
    short: msg`MTTR resolve`,
    name: msg`MTTR resolve, time to resolve`,
    about: msg`from the trigger until it was resolved for the last time`,
  },
  recover: {
    short: msg`MTTR recover`,
    name: msg`MTTR recover, time to recover`,
    about: msg`from the start of the impact until users were served as before, both as a person confirmed them`,
  },
};

export const BETWEEN_WORDS = {
  short: 'MTBF',
  name: msg`MTBF, time between failures`,
  about: msg`up-time without planned downtime, divided by the number of incidents`,
};

export const INTERRUPTION_WORDS: Readonly<Record<Interruption, { readonly name: string; readonly about: string }>> = {
  business: { name: msg`Business`, about: msg`08-18, Monday to Friday` },
  off: { name: msg`Off hours`, about: msg`evenings and weekends` },
  sleep: { name: msg`Sleep`, about: msg`22-08, every day` },
};

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  'in-time': msg`Done in time`,
  late: msg`Done late`,
  undated: msg`Done, no date`,
  open: msg`Open`,
  overdue: msg`Overdue`,
  dropped: msg`Dropped`,
};

export const WEEKDAYS = [msg`Mon`, msg`Tue`, msg`Wed`, msg`Thu`, msg`Fri`, msg`Sat`, msg`Sun`] as const;
export const HOUR_MARKS = [0, 3, 6, 9, 12, 15, 18, 21] as const;
