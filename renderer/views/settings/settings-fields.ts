// What each setting is called and how it is changed. Shapes, limits and defaults stay in shared/settings.ts, the one schema;
// a test holds the two together: a setting without a field here fails it.

import { msg } from '../../../shared/words/words';
import { CORRELATION_SECTION } from './correlation-section';
import { DRILLS_SECTION } from './drills-section';
import { INSIGHTS_SECTION } from './insights-section';
import { PAGING_SECTION } from './paging-section';
import { POLICIES_SECTION } from './policies-section';
import { POSTMORTEM_SECTION } from './postmortem-section';
import { RECORDER_SECTION } from './recorder-section';
import { RUNBOOKS_SECTION } from './runbooks-section';
import { field, group, type SettingField, type SettingsSection } from './setting-field';
import { SHARING_SECTION } from './sharing-section';

const alertSeverity = (word: string): SettingField =>
  field(
    `severity.byAlert.${word}`,
    'severity',
    word[0]?.toUpperCase() + word.slice(1),
    word === 'unknown' ? msg`The source said none, or a word nobody knows.` : '',
  );

const updatesOf = (sev: number): SettingField => field(`updates.everyMinutes.sev${sev}`, 'number', `SEV${sev}`, '', { unit: 'min' });

/** The sections that come from the settings schema. */
export const SETTINGS_SECTIONS: readonly SettingsSection[] = [
  {
    id: 'person',
    title: msg`Person`,
    about: msg`Who acts here: stands on the timeline, and at the source on silences that you make.`,
    groups: [
      group(
        '',
        field('person.name', 'text', msg`Your name`, msg`As your team knows you.`),
        field(
          'person.id',
          'me',
          msg`You are`,
          msg`Which of the people: to take roles yourself, and to be paged when one is offered to you.`,
        ),
      ),
    ],
  },
  {
    id: 'people',
    title: msg`People`,
    about: msg`Who can hold a role, be on call or be told. Their time zone is shown wherever they are chosen: it may be night for them.`,
    groups: [group('', field('people', 'people', msg`People`, msg`Ways to reach them are tried from the top.`))],
  },
  {
    id: 'roles',
    title: msg`Roles`,
    about: msg`Who does what in an incident. Each role has a short checklist for each stage; what is not ticked is asked about when an incident moves on, never forced.`,
    groups: [
      group(
        '',
        field('roles', 'roles', msg`Roles`, msg`In the order in which an incident shows them; the first four stand in its header.`),
      ),
    ],
  },
  {
    id: 'grouping',
    title: msg`Grouping`,
    about: msg`When alerts belong together. They join one open incident by alert name and the labels here; each stays its own row inside.`,
    groups: [
      group(
        '',
        field(
          'grouping.labels',
          'labels',
          msg`Labels`,
          msg`Alerts with the same name and the same values of these labels are one incident.`,
        ),
        field(
          'grouping.reopenWithinMinutes',
          'number',
          msg`Reopen within`,
          msg`An alert that fires again this soon after its incident resolved reopens it.`,
          { unit: 'min' },
        ),
      ),
      group(
        msg`Flapping`,
        field(
          'grouping.flapping.reopens',
          'number',
          msg`Flaps after`,
          msg`So many reopens make an incident “flapping”: it stays one incident and pages again only when it is steady.`,
          { unit: 'reopens' },
        ),
        field('grouping.flapping.withinMinutes', 'number', msg`Within`, '', { unit: 'min' }),
      ),
    ],
  },
  CORRELATION_SECTION,
  {
    id: 'severity',
    title: msg`Severity rules`,
    about: msg`From an alert to the SEV number of its incident: the first rule that fits decides; where none does, what the source says. Security incidents are never below SEV2.`,
    groups: [
      group(
        msg`What the source says`,
        alertSeverity('critical'),
        alertSeverity('error'),
        alertSeverity('warning'),
        alertSeverity('info'),
        alertSeverity('unknown'),
      ),
      group(
        msg`Ordered rules`,
        field(
          'severity.rules',
          'rules',
          msg`Rules`,
          msg`Tried from the top; a rule fits when everything it asks holds. Matchers are written as in Alertmanager.`,
        ),
      ),
      group(
        msg`Services and hours`,
        field('severity.serviceTiers', 'tiers', msg`Tiers of services`, msg`The first that fits counts; tier 1 matters most.`),
        field('severity.businessHours.days', 'weekdays', msg`Business days`),
        field('severity.businessHours.from', 'time', msg`From`),
        field('severity.businessHours.to', 'time', msg`To`),
        field('severity.businessHours.timeZone', 'zone', msg`Time zone`, msg`Empty: the one of this machine.`),
      ),
      group(
        msg`Security`,
        field('severity.security', 'matchers', msg`Security incidents`, msg`Any of these makes an incident a security incident.`),
      ),
    ],
  },
  PAGING_SECTION,
  {
    id: 'acknowledging',
    title: msg`Acknowledging`,
    about: msg`Where a source has no acknowledgement of its own, a narrow silence stands for it. It is renewed while this console runs and ends by itself if it does not.`,
    groups: [
      group(
        '',
        field(
          'writing.ackMinutes',
          'number',
          msg`Length of that silence`,
          msg`Shorter: the source notifies others sooner when this machine dies.`,
          { unit: 'min' },
        ),
      ),
    ],
  },
  {
    id: 'telling',
    title: msg`Telling people`,
    about: msg`Who hears about which incident, when, and in which words. Nothing goes out without a person’s yes, except by a rule that says so.`,
    groups: [
      group(msg`Audiences`, field('audiences', 'audiences', msg`Who can be told`, msg`Channels, people, or whoever is on call.`)),
      group(
        msg`Rules`,
        field('routing', 'routing', msg`Who is told when`, msg`Asked from the top; the first that names an audience decides for it.`),
      ),
      group(msg`Words`, field('templates', 'templates', msg`Templates`, msg`Text with facts of the incident in double braces.`)),
      group(msg`Updates are due every so often (0: never)`, ...[1, 2, 3, 4, 5].map(updatesOf)),
      group(
        msg`Conference bridge`,
        field('bridge.url', 'text', msg`Address`, msg`{{number}} stands for the incident’s number. Empty: pasted in for each incident.`),
        field('bridge.name', 'text', msg`Name`, msg`As it is called on the timeline.`),
      ),
    ],
  },
  {
    id: 'escalation',
    title: msg`Escalation`,
    about: msg`What happens when nobody acknowledges: the first policy that fits runs from the first page until somebody has the incident.`,
    groups: [
      group(
        '',
        field(
          'escalation.policies',
          'policies',
          msg`Policies`,
          msg`Minutes count from the first page. Quiet hours and pauses hold steps back too.`,
        ),
      ),
      group(
        msg`Nobody there`,
        field('escalation.awayAfterIdleMinutes', 'number', msg`Away after`, msg`Untouched for so long, or locked: nobody is there.`, {
          unit: 'min',
        }),
        field(
          'escalation.awayFactor',
          'number',
          msg`Waits shrink to`,
          msg`Share of a policy’s waits while nobody is there; 1 changes nothing.`,
          {
            unit: msg`× as long`,
          },
        ),
      ),
      group(
        msg`Loud and discreet`,
        field('escalation.louderFrom', 'severity', msg`Louder from`, msg`This severe or worse may be paged louder.`),
        field(
          'escalation.areDetailsHiddenWhenPresenting',
          'switch',
          msg`Discreet while presenting`,
          msg`Pages hide details while others see the screen, where the desktop tells, or when you say so in the tray.`,
        ),
      ),
    ],
  },
  RUNBOOKS_SECTION,
  POSTMORTEM_SECTION,
  RECORDER_SECTION,
  DRILLS_SECTION,
  SHARING_SECTION,
  POLICIES_SECTION,
  {
    id: 'actions',
    title: msg`Actions`,
    about: msg`What is to be done after an incident: when a person is reminded, and how often tickets and guards are looked at.`,
    groups: [
      group(
        '',
        field('actions.isReminded', 'switch', msg`Remind of overdue actions`, msg`One quiet notification a day at most.`),
        field('actions.remindFromHour', 'number', msg`Not before`, msg`The hour of the day from which it may come.`, {
          unit: 'o’clock',
          onlyIf: 'actions.isReminded',
        }),
        field('actions.pollMinutes', 'number', msg`Look at tickets and guards every`, '', { unit: 'min' }),
      ),
    ],
  },
  INSIGHTS_SECTION,
  {
    id: 'closing',
    title: msg`Closing`,
    about: msg`When a resolved incident leaves the list by itself.`,
    groups: [
      group(
        '',
        field(
          'closing.closeResolvedAfterHours',
          'number',
          msg`Close resolved after`,
          msg`0: close at once. Closed incidents stay in the history and in search.`,
          { unit: 'h' },
        ),
      ),
    ],
  },
];

/** Sections with a view of their own; `paths` are the settings that it shows. */
export const OWN_SECTIONS: readonly (SectionName & { readonly paths: readonly string[] })[] = [
  {
    id: 'rules',
    title: msg`All rules`,
    words: ['why', 'order', 'routing', 'holding', 'folding', msg`quiet hours`, 'correlation', 'severity'],
    paths: [],
  },
  {
    id: 'channels',
    title: msg`Channels`,
    words: ['slack', 'teams', 'mail', 'pagerduty', 'ntfy', 'webhook', 'bridge'],
    paths: ['channels'],
  },
  {
    id: 'schedules',
    title: msg`Schedules`,
    words: [msg`on call`, 'rotation', 'calendar', 'ical', 'pagerduty', 'opsgenie', 'shift'],
    paths: ['schedules'],
  },
  { id: 'trackers', title: msg`Trackers`, words: ['github', 'gitlab', 'jira', 'tickets', 'issues', 'actions'], paths: ['trackers'] },
  { id: 'publishing', title: msg`Publishing`, words: ['git', 'confluence', 'notion', 'postmortems', 'places'], paths: ['publish'] },
];

/** Sections that are about this machine, not about the shared settings. `words` help the palette to find them. */
export const MACHINE_SECTIONS: readonly SectionName[] = [
  { id: 'appearance', title: msg`Appearance`, words: ['theme', 'dark', 'light'] },
  { id: 'desktop', title: msg`Desktop`, words: ['autostart', 'shortcut', 'notifications', 'key', 'passphrase', 'lock', 'pin'] },
  { id: 'backups', title: msg`Backups`, words: ['backup', 'restore', 'damaged', 'log'] },
  { id: 'updates', title: msg`Updates`, words: ['update', 'version', 'about', 'new', 'release'] },
  { id: 'exchange', title: msg`Import and export`, words: ['yaml', 'file', 'profile', 'move', 'machine', 'nagstamon', 'alertmanager'] },
];

export interface SectionName {
  readonly id: string;
  readonly title: string;
  readonly words: readonly string[];
}

/** Every section, for the palette; `settings-places.ts` has the order of the screen. */
export const ALL_SECTIONS: readonly SectionName[] = [
  ...SETTINGS_SECTIONS.map(({ id, title, groups }) => ({
    id,
    title,
    words: groups.flatMap((part) => [part.title, ...part.fields.map((entry) => entry.label)]),
  })),
  ...OWN_SECTIONS,
  ...MACHINE_SECTIONS,
];

const FIELDS: readonly SettingField[] = SETTINGS_SECTIONS.flatMap((section) => section.groups.flatMap((part) => part.fields));

/** The field that shows a path, or the one that holds it (`paging.repeat.sev1` for `paging.repeat.sev1.times`). */
export function fieldAt(path: string): SettingField | undefined {
  return FIELDS.find((entry) => path === entry.path || path.startsWith(`${entry.path}.`));
}
