// Which tab of the incident is open: also keys and other views open one.
import { create } from 'zustand';

export const INCIDENT_TABS = ['now', 'runbook', 'timeline', 'alerts', 'response', 'notes', 'recorder', 'postmortem'] as const;
export type IncidentTab = (typeof INCIDENT_TABS)[number];

interface Place {
  readonly tab: IncidentTab;
  /** Entry of a timeline that a link led to, until another tab is opened. `event`: its ULID. */
  readonly entry: { readonly incident: string; readonly event: string } | null;
}

export const useIncidentTab = create<Place>()(() => ({ tab: 'now', entry: null }));

export function openIncidentTab(tab: IncidentTab): void {
  useIncidentTab.setState({ tab, entry: null });
}

/** The timeline at one entry. `incident` is an id, `event` the entry's ULID. */
export function openTimelineEntry(incident: string, event: string): void {
  useIncidentTab.setState({ tab: 'timeline', entry: { incident, event } });
}
