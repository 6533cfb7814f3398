// Acts at the source in words, and their names among the keys: `resolve` and `snooze` are acts of the incident there.
import type { SourceAct } from '../../../shared/domain/source-act';

export type SourceActId = 'note' | 'downtime' | 'recheck' | 'resolve-at-source' | 'snooze-at-source';

export interface SourceWords {
  readonly id: SourceActId;
  readonly keys: readonly string[];
  /** In menus and on keys. */
  readonly label: string;
  /** On the button of one alert. */
  readonly short: string;
  /** On the button that does it. */
  readonly button: string;
  /** What it does there. */
  readonly about: string;
  /** When no feed of the incident can. */
  readonly remedy: string;
}

const ELSEWHERE = 'Do it in the tool itself.';

export const SOURCE_WORDS: Readonly<Record<SourceAct, SourceWords>> = {
  note: {
    ...{ id: 'note', keys: ['Shift+C'], label: 'Comment at the source', short: 'Comment', button: 'Leave the comment', about: '' },
    remedy: `Icinga, Nagios, Zabbix, PagerDuty and Opsgenie can. ${ELSEWHERE}`,
  },
  downtime: {
    ...{ id: 'downtime', keys: ['Shift+D'], label: 'Downtime at the source', short: 'Downtime', button: 'Set the downtime' },
    about: 'The source holds their alerts back meanwhile.',
    remedy: `Icinga and Nagios can. ${ELSEWHERE}`,
  },
  recheck: {
    ...{ id: 'recheck', keys: ['Shift+E'], label: 'Check now at the source', short: 'Check now', button: 'Check now', about: '' },
    remedy: `Icinga and Nagios can. ${ELSEWHERE}`,
  },
  resolve: {
    ...{ id: 'resolve-at-source', keys: ['Shift+L'], label: 'Resolve at the source', short: 'Resolve', button: 'Resolve there' },
    about: 'It is over there for everybody. What still fails comes back as a new alert.',
    remedy: `PagerDuty, Opsgenie and Zabbix can. ${ELSEWHERE}`,
  },
  snooze: {
    ...{ id: 'snooze-at-source', keys: ['Shift+Z'], label: 'Snooze at the source', short: 'Snooze', button: 'Snooze there' },
    about: 'The source keeps quiet until then, for everybody.',
    remedy: `PagerDuty, Opsgenie and Zabbix from 6.2 can. ${ELSEWHERE}`,
  },
};
