// Settings of correlation, as the form shows them.
import { field, group, type SettingsSection } from './setting-field';

const on = { onlyIf: 'correlation.isOn' };

export const CORRELATION_SECTION: SettingsSection = {
  id: 'correlation',
  title: 'Correlation',
  about:
    'When alerts of different groups and tools are one failure, and so one incident. A rule never joins what differs in an identity label, and each joining says why.',
  groups: [
    group(
      '',
      field('correlation.isOn', 'switch', 'Join across tools', 'Off: alerts join by their group only.'),
      field('correlation.identity', 'labels', 'Identity labels', 'Alerts that differ in one of these are never joined by a rule.', on),
    ),
    group(
      'Rules',
      field(
        'correlation.rules',
        'correlation-rules',
        'Rules',
        'Asked from the top for each new alert; the first that finds an incident decides.',
        on,
      ),
    ),
    group(
      'Names',
      field(
        'correlation.aliases',
        'aliases',
        'Labels that mean the same',
        'The first label that an alert has counts; ports and domains can be left out.',
        on,
      ),
    ),
  ],
};
