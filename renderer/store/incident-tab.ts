// Which tab of the incident is open: also keys and other views open one.
import { create } from 'zustand';

export const INCIDENT_TABS = ['now', 'runbook', 'timeline', 'alerts', 'response', 'notes', 'postmortem'] as const;
export type IncidentTab = (typeof INCIDENT_TABS)[number];

export const useIncidentTab = create<{ readonly tab: IncidentTab }>()(() => ({ tab: 'now' }));

export function openIncidentTab(tab: IncidentTab): void {
  useIncidentTab.setState({ tab });
}
