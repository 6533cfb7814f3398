// Settings of paging, as the form shows them.
import { msg } from '../../../shared/words/words';
import { field, group, type SettingField, type SettingsSection } from './setting-field';

const repetition = (sev: number): SettingField => field(`paging.repeat.sev${sev}`, 'repeat', `SEV${sev}`);
const quiet = { onlyIf: 'paging.quietHours.isOn' };

export const PAGING_SECTION: SettingsSection = {
  id: 'paging',
  title: msg`Paging`,
  about: msg`What may call you, when, how often and how loud.`,
  groups: [
    group(
      msg`What pages`,
      field(
        'paging.minSeverity',
        'severity',
        msg`Least severe that pages`,
        msg`Incidents less severe than this wait in the queue and never page.`,
      ),
      field(
        'paging.holding',
        'holding-rules',
        msg`Held back`,
        msg`Incidents that page only when they stay. The first rule that fits decides.`,
      ),
      field(
        'paging.isSoundOn',
        'switch',
        msg`Sound`,
        msg`SEV1 and SEV2, SEV3, and security incidents each have their own; SEV4 and SEV5 come without.`,
      ),
      field(
        'paging.areDetailsHidden',
        'switch',
        msg`Hide details`,
        msg`Pages name the severity and the number only: for a screen that others see.`,
      ),
    ),
    group(
      msg`Quiet hours`,
      field('paging.quietHours.isOn', 'switch', msg`Quiet hours`, msg`Pages wait until they end, except what breaks through.`),
      field('paging.quietHours.from', 'time', msg`From`, '', quiet),
      field('paging.quietHours.to', 'time', msg`To`, '', quiet),
      field('paging.quietHours.timeZone', 'zone', msg`Time zone`, msg`Empty: the one of this machine.`, quiet),
      field(
        'paging.breakThrough.severity',
        'severity',
        msg`Break through from`,
        msg`This severe or worse pages also in quiet hours.`,
        quiet,
      ),
      field('paging.breakThrough.isSecurity', 'switch', msg`Security breaks through`, msg`Security incidents page at any hour.`, quiet),
    ),
    group(msg`Repeat until acknowledged`, repetition(1), repetition(2), repetition(3), repetition(4), repetition(5)),
    group(
      msg`Storm`,
      field('paging.storm.incidents', 'number', msg`More than`, msg`A storm of new incidents becomes one page that counts them.`, {
        unit: msg`new incidents`,
      }),
      field('paging.storm.withinSeconds', 'number', msg`Within`, '', { unit: 's' }),
    ),
  ],
};
