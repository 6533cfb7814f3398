// Settings of the flight recorder, as the form shows them.
import { msg } from '../../../shared/words/words';
import { field, group, type SettingsSection } from './setting-field';

export const RECORDER_SECTION: SettingsSection = {
  id: 'recorder',
  title: msg`Flight recorder`,
  about: msg`What is kept at the moment an incident begins or pages: the alert as its source gave it, and what you want to have seen just then. It delays no page.`,
  groups: [
    group(
      '',
      field('recorder.isOn', 'switch', msg`Record`, msg`Payloads and snapshots, on this desk, as long as the incident is kept.`),
      field(
        'recorder.snapshots',
        'snapshots',
        msg`Snapshots`,
        msg`Pages and curves to take. {{instance}} stands for that label of the alert.`,
      ),
    ),
    group(
      msg`Bounds`,
      field(
        'recorder.keepDays',
        'number',
        msg`Texts go after`,
        msg`So long after an incident was closed; 0: they stay. What it was, and the hash of the text, stay always. Spared while an action is open or a postmortem unwritten. After each day’s backup, which still holds them.`,
        { unit: msg`days` },
      ),
      field('recorder.perIncident', 'number', msg`An incident keeps`, msg`So many payloads, and so many snapshots; the rest is counted.`),
      field('recorder.perMinute', 'number', msg`Snapshots a minute`, msg`Over all incidents: a storm takes no more.`),
      field('recorder.timeoutSeconds', 'number', msg`Time-out`, msg`A snapshot that takes longer is told as failed.`, { unit: 's' }),
    ),
  ],
};
