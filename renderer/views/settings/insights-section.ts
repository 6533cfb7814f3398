// Settings of the insights, as the form shows them.
import { msg } from '../../../shared/words/words';
import type { SettingsSection } from './setting-field';

export const INSIGHTS_SECTION: SettingsSection = {
  id: 'insights',
  title: msg`Insights`,
  about: msg`What looks back leave out and show.`,
  groups: [
    {
      title: '',
      fields: [
        {
          ...{ path: 'insights.areOthersShown', control: 'switch', label: msg`Show interruptions of other desks` },
          hint: msg`Off: everybody sees their own only.`,
        },
        {
          ...{ path: 'insights.plannedDowntime', control: 'matchers', label: msg`Planned downtime` },
          hint: msg`Not counted as up-time: 2026-11-01T02:00Z/2026-11-01T04:00Z and a service, or none for all.`,
        },
      ],
    },
  ],
};
