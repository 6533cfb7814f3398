// Settings of drills, as the form shows them.
import { field, group, type SettingsSection } from './setting-field';

const target = (step: string, label: string) => field(`drills.targets.${step}`, 'number', label, '', { unit: 's' });

export const DRILLS_SECTION: SettingsSection = {
  id: 'drills',
  title: 'Drills',
  about:
    'Scenarios of your own, and how fast the answer should be, from the opening of the drill’s worst incident. A scenario’s own targets win.',
  groups: [
    group(
      '',
      field(
        'drills.folder',
        'text',
        'Scenario folder',
        'Full path of a folder with scenarios, YAML files. Empty: the one that Dogwatch brings.',
      ),
    ),
    group(
      'Targets',
      target('page', 'Paged'),
      target('acknowledge', 'Acknowledged'),
      target('runbook', 'Runbook opened'),
      target('roles', 'Role given'),
      target('message', 'First message'),
      target('resolve', 'Resolved'),
    ),
  ],
};
