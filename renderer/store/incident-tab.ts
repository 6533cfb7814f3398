// Which tab of the incident is open: also keys and other views open one.
import { create } from 'zustand';
import { useUi } from './ui';

export const INCIDENT_TABS = ['now', 'runbook', 'timeline', 'alerts', 'response', 'notes', 'recorder', 'postmortem'] as const;
export type IncidentTab = (typeof INCIDENT_TABS)[number];

interface Place {
  readonly tab: IncidentTab;
  /** Entry of a timeline that a link led to, until another tab is opened. `event`: its ULID. */
  readonly entry: { readonly incident: string; readonly event: string } | null;
}

export const useIncidentTab = create<Place>()(() => ({ tab: 'now', entry: null }));

/** Tabs as they were left, by incident. */
const left = new Map<string, IncidentTab>();

// A new incident opens with what it is, whatever was last looked at of another; one that was left comes back where it was.
useUi.subscribe(({ selectedId }, before) => {
  if (selectedId === before.selectedId) return;
  if (before.selectedId !== null) left.set(before.selectedId, useIncidentTab.getState().tab);
  if (selectedId !== null) openIncidentTab(left.get(selectedId) ?? 'now');
});

/** Opens a tab of the selected incident: select first, for a selection brings its own tab. */
export function openIncidentTab(tab: IncidentTab): void {
  useIncidentTab.setState({ tab, entry: null });
}

/** The timeline at one entry. `incident` is an id, `event` the entry's ULID. */
export function openTimelineEntry(incident: string, event: string): void {
  useIncidentTab.setState({ tab: 'timeline', entry: { incident, event } });
}
