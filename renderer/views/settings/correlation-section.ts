// Settings of correlation, as the form shows them.
import { msg } from '../../../shared/words/words';
import { field, group, type SettingsSection } from './setting-field';

const on = { onlyIf: 'correlation.isOn' };

export const CORRELATION_SECTION: SettingsSection = {
  id: 'correlation',
  title: msg`Correlation`,
  about: msg`When alerts of different groups and tools are one failure, and so one incident. A rule never joins what differs in an identity label, and each joining says why.`,
  groups: [
    group(
      '',
      field('correlation.isOn', 'switch', msg`Join across tools`, msg`Off: alerts join by their group only.`),
      field(
        'correlation.identity',
        'labels',
        msg`Identity labels`,
        msg`Alerts that differ in one of these are never joined by a rule.`,
        on,
      ),
    ),
    group(
      msg`Rules`,
      field(
        'correlation.rules',
        'correlation-rules',
        msg`Rules`,
        msg`Asked from the top for each new alert; the first that finds an incident decides.`,
        on,
      ),
    ),
    group(
      msg`Names`,
      field(
        'correlation.aliases',
        'aliases',
        msg`Labels that mean the same`,
        msg`The first label that an alert has counts; ports and domains can be left out.`,
        on,
      ),
    ),
  ],
};
