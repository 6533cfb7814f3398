// The order in which sections stand in the list: by who it is about, then along the stages of an incident, this machine last.
import { ALL_SECTIONS, type SectionName } from './settings-fields';

const ORDER: Readonly<Record<string, readonly string[]>> = {
  Team: ['person', 'people', 'roles', 'schedules', 'sharing'],
  Detect: ['rules', 'grouping', 'correlation', 'severity', 'recorder'],
  Respond: ['paging', 'acknowledging', 'escalation', 'telling', 'channels'],
  Resolve: ['runbooks'],
  Close: ['closing', 'postmortem', 'publishing', 'actions', 'trackers'],
  Improve: ['insights', 'drills', 'policies'],
  'This desk': ['appearance', 'desktop', 'backups', 'exchange'],
};

export interface SectionGroup {
  readonly title: string;
  readonly sections: readonly SectionName[];
}

export const SECTION_GROUPS: readonly SectionGroup[] = Object.entries(ORDER).map(([title, ids]) => ({
  title,
  sections: ids.flatMap((id) => ALL_SECTIONS.filter((section) => section.id === id)),
}));

export const SECTIONS_IN_ORDER: readonly SectionName[] = SECTION_GROUPS.flatMap((group) => group.sections);
