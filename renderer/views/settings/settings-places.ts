// The order in which sections stand in the list: by who it is about, then along the stages of an incident, this machine last.
import { msg } from '../../../shared/words/words';
import { ALL_SECTIONS, type SectionName } from './settings-fields';

const ORDER: readonly (readonly [string, readonly string[]])[] = [
  [msg`Team`, ['person', 'people', 'roles', 'schedules', 'sharing']],
  [msg`Detect`, ['rules', 'grouping', 'correlation', 'severity', 'recorder']],
  [msg`Respond`, ['paging', 'acknowledging', 'escalation', 'telling', 'channels']],
  [msg`Resolve`, ['runbooks']],
  [msg`Close##stage`, ['closing', 'postmortem', 'publishing', 'actions', 'trackers']],
  [msg`Improve`, ['insights', 'drills', 'policies']],
  [msg`This desk`, ['appearance', 'desktop', 'backups', 'updates', 'exchange']],
];

export interface SectionGroup {
  readonly title: string;
  readonly sections: readonly SectionName[];
}

export const SECTION_GROUPS: readonly SectionGroup[] = ORDER.map(([title, ids]) => ({
  title,
  sections: ids.flatMap((id) => ALL_SECTIONS.filter((section) => section.id === id)),
}));

export const SECTIONS_IN_ORDER: readonly SectionName[] = SECTION_GROUPS.flatMap((group) => group.sections);
