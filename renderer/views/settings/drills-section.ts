// Settings of drills, as the form shows them.
import { msg } from '../../../shared/words/words';
import { field, group, type SettingsSection } from './setting-field';

const target = (step: string, label: string) => field(`drills.targets.${step}`, 'number', label, '', { unit: 's' });

export const DRILLS_SECTION: SettingsSection = {
  id: 'drills',
  title: msg`Drills`,
  about: msg`Scenarios of your own, and how fast the answer should be, from the opening of the drill’s worst incident. A scenario’s own targets win.`,
  groups: [
    group(
      '',
      field(
        'drills.folder',
        'text',
        msg`Scenario folder`,
        msg`Full path of a folder with scenarios, YAML files. Empty: the one that Dogwatch brings.`,
      ),
    ),
    group(
      msg`Targets`,
      target('page', msg`Paged`),
      target('acknowledge', msg`Acknowledged`),
      target('runbook', msg`Runbook opened`),
      target('roles', msg`Role given`),
      target('message', msg`First message`),
      target('resolve', msg`Resolved`),
    ),
  ],
};
