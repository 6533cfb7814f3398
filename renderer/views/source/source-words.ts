// Acts at the source in words, and their names among the keys: `resolve` and `snooze` are acts of the incident there.
import type { SourceAct } from '../../../shared/domain/source-act';
import { msg } from '../../../shared/words/words';

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

const ELSEWHERE = msg`Do it in the tool itself.`;

export const SOURCE_WORDS: Readonly<Record<SourceAct, SourceWords>> = {
  note: {
    ...{ id: 'note', keys: ['Shift+C'], label: msg`Comment at the source`, short: msg`Comment`, button: msg`Leave the comment`, about: '' },
    remedy: msg`Icinga, Nagios, Zabbix, PagerDuty and Opsgenie can. ${ELSEWHERE}`,
  },
  downtime: {
    ...{ id: 'downtime', keys: ['Shift+D'], label: msg`Downtime at the source`, short: msg`Downtime`, button: msg`Set the downtime` },
    about: msg`The source holds their alerts back meanwhile.`,
    remedy: msg`Icinga and Nagios can. ${ELSEWHERE}`,
  },
  recheck: {
    ...{ id: 'recheck', keys: ['Shift+E'], label: msg`Check now at the source`, short: msg`Check now`, button: msg`Check now`, about: '' },
    remedy: msg`Icinga and Nagios can. ${ELSEWHERE}`,
  },
  resolve: {
    ...{ id: 'resolve-at-source', keys: ['Shift+L'], label: msg`Resolve at the source`, short: msg`Resolve`, button: msg`Resolve there` },
    about: msg`It is over there for everybody. What still fails comes back as a new alert.`,
    remedy: msg`PagerDuty, Opsgenie and Zabbix can. ${ELSEWHERE}`,
  },
  snooze: {
    ...{ id: 'snooze-at-source', keys: ['Shift+Z'], label: msg`Snooze at the source`, short: msg`Snooze`, button: msg`Snooze there` },
    about: msg`The source keeps quiet until then, for everybody.`,
    remedy: msg`PagerDuty, Opsgenie and Zabbix from 6.2 can. ${ELSEWHERE}`,
  },
};
