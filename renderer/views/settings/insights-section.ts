// Settings of the insights, as the form shows them.
import type { SettingsSection } from './setting-field';

export const INSIGHTS_SECTION: SettingsSection = {
  id: 'insights',
  title: 'Insights',
  about: 'What looks back leave out and show.',
  groups: [
    {
      title: '',
      fields: [
        {
          ...{ path: 'insights.areOthersShown', control: 'switch', label: 'Show interruptions of other desks' },
          hint: 'Off: everybody sees their own only.',
        },
        {
          ...{ path: 'insights.plannedDowntime', control: 'matchers', label: 'Planned downtime' },
          hint: 'Not counted as up-time: 2026-11-01T02:00Z/2026-11-01T04:00Z and a service, or none for all.',
        },
      ],
    },
  ],
};
