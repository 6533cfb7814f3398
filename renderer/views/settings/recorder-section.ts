// Settings of the flight recorder, as the form shows them.
import { field, group, type SettingsSection } from './setting-field';

export const RECORDER_SECTION: SettingsSection = {
  id: 'recorder',
  title: 'Flight recorder',
  about:
    'What is kept at the moment an incident begins or pages: the alert as its source gave it, and what you want to have seen just then. It delays no page.',
  groups: [
    group(
      '',
      field('recorder.isOn', 'switch', 'Record', 'Payloads and snapshots, on this desk, as long as the incident is kept.'),
      field('recorder.snapshots', 'snapshots', 'Snapshots', 'Pages and curves to take. {{instance}} stands for that label of the alert.'),
    ),
    group(
      'Bounds',
      field('recorder.perIncident', 'number', 'An incident keeps', 'So many payloads, and so many snapshots; the rest is counted.'),
      field('recorder.perMinute', 'number', 'Snapshots a minute', 'Over all incidents: a storm takes no more.'),
      field('recorder.timeoutSeconds', 'number', 'Time-out', 'A snapshot that takes longer is told as failed.', { unit: 's' }),
    ),
  ],
};
