// What each setting is called and how it is changed. Shapes, limits and defaults stay in shared/settings.ts, the one schema;
// a test holds the two together: a setting without a field here fails it.

import { CORRELATION_SECTION } from './correlation-section';
import { DRILLS_SECTION } from './drills-section';
import { INSIGHTS_SECTION } from './insights-section';
import { POLICIES_SECTION } from './policies-section';
import { POSTMORTEM_SECTION } from './postmortem-section';
import { RECORDER_SECTION } from './recorder-section';
import { field, group, type SettingField, type SettingsSection } from './setting-field';
import { SHARING_SECTION } from './sharing-section';

const alertSeverity = (word: string): SettingField =>
  field(
    `severity.byAlert.${word}`,
    'severity',
    word[0]?.toUpperCase() + word.slice(1),
    word === 'unknown' ? 'The source said none, or a word nobody knows.' : '',
  );
const repetition = (sev: number): SettingField => field(`paging.repeat.sev${sev}`, 'repeat', `SEV${sev}`);
const quiet = { onlyIf: 'paging.quietHours.isOn' };

const updatesOf = (sev: number): SettingField => field(`updates.everyMinutes.sev${sev}`, 'number', `SEV${sev}`, '', { unit: 'min' });

/** The sections that come from the settings schema. */
export const SETTINGS_SECTIONS: readonly SettingsSection[] = [
  {
    id: 'person',
    title: 'Person',
    about: 'Who acts here: stands on the timeline, and at the source on silences that you make.',
    groups: [
      group(
        '',
        field('person.name', 'text', 'Your name', 'As your team knows you.'),
        field('person.id', 'me', 'You are', 'Which of the people: to take roles yourself, and to be paged when one is offered to you.'),
      ),
    ],
  },
  {
    id: 'people',
    title: 'People',
    about: 'Who can hold a role, be on call or be told. Their time zone is shown wherever they are chosen: it may be night for them.',
    groups: [group('', field('people', 'people', 'People', 'Ways to reach them are tried from the top.'))],
  },
  {
    id: 'roles',
    title: 'Roles',
    about:
      'Who does what in an incident. Each role has a short checklist for each stage; what is not ticked is asked about when an incident moves on, never forced.',
    groups: [
      group('', field('roles', 'roles', 'Roles', 'In the order in which an incident shows them; the first four stand in its header.')),
    ],
  },
  {
    id: 'grouping',
    title: 'Grouping',
    about: 'When alerts belong together. They join one open incident by alert name and the labels here; each stays its own row inside.',
    groups: [
      group(
        '',
        field('grouping.labels', 'labels', 'Labels', 'Alerts with the same name and the same values of these labels are one incident.'),
        field(
          'grouping.reopenWithinMinutes',
          'number',
          'Reopen within',
          'An alert that fires again this soon after its incident resolved reopens it.',
          { unit: 'min' },
        ),
      ),
      group(
        'Flapping',
        field(
          'grouping.flapping.reopens',
          'number',
          'Flaps after',
          'So many reopens make an incident “flapping”: it stays one incident and pages again only when it is steady.',
          { unit: 'reopens' },
        ),
        field('grouping.flapping.withinMinutes', 'number', 'Within', '', { unit: 'min' }),
      ),
    ],
  },
  CORRELATION_SECTION,
  {
    id: 'severity',
    title: 'Severity rules',
    about:
      'From an alert to the SEV number of its incident: the first rule that fits decides; where none does, what the source says. Security incidents are never below SEV2.',
    groups: [
      group(
        'What the source says',
        alertSeverity('critical'),
        alertSeverity('error'),
        alertSeverity('warning'),
        alertSeverity('info'),
        alertSeverity('unknown'),
      ),
      group(
        'Ordered rules',
        field(
          'severity.rules',
          'rules',
          'Rules',
          'Tried from the top; a rule fits when everything it asks holds. Matchers are written as in Alertmanager.',
        ),
      ),
      group(
        'Services and hours',
        field('severity.serviceTiers', 'tiers', 'Tiers of services', 'The first that fits counts; tier 1 matters most.'),
        field('severity.businessHours.days', 'weekdays', 'Business days'),
        field('severity.businessHours.from', 'time', 'From'),
        field('severity.businessHours.to', 'time', 'To'),
        field('severity.businessHours.timeZone', 'zone', 'Time zone', 'Empty: the one of this machine.'),
      ),
      group(
        'Security',
        field('severity.security', 'matchers', 'Security incidents', 'Any of these makes an incident a security incident.'),
      ),
    ],
  },
  {
    id: 'paging',
    title: 'Paging',
    about: 'What may call you, when, how often and how loud.',
    groups: [
      group(
        'What pages',
        field(
          'paging.minSeverity',
          'severity',
          'Least severe that pages',
          'Incidents less severe than this wait in the queue and never page.',
        ),
        field('paging.holding', 'holding-rules', 'Held back', 'Incidents that page only when they stay. The first rule that fits decides.'),
        field(
          'paging.isSoundOn',
          'switch',
          'Sound',
          'SEV1 and SEV2, SEV3, and security incidents each have their own; SEV4 and SEV5 come without.',
        ),
        field(
          'paging.areDetailsHidden',
          'switch',
          'Hide details',
          'Pages name the severity and the number only: for a screen that others see.',
        ),
      ),
      group(
        'Quiet hours',
        field('paging.quietHours.isOn', 'switch', 'Quiet hours', 'Pages wait until they end, except what breaks through.'),
        field('paging.quietHours.from', 'time', 'From', '', quiet),
        field('paging.quietHours.to', 'time', 'To', '', quiet),
        field('paging.quietHours.timeZone', 'zone', 'Time zone', 'Empty: the one of this machine.', quiet),
        field('paging.breakThrough.severity', 'severity', 'Break through from', 'This severe or worse pages also in quiet hours.', quiet),
        field('paging.breakThrough.isSecurity', 'switch', 'Security breaks through', 'Security incidents page at any hour.', quiet),
      ),
      group('Repeat until acknowledged', repetition(1), repetition(2), repetition(3), repetition(4), repetition(5)),
      group(
        'Storm',
        field('paging.storm.incidents', 'number', 'More than', 'A storm of new incidents becomes one page that counts them.', {
          unit: 'new incidents',
        }),
        field('paging.storm.withinSeconds', 'number', 'Within', '', { unit: 's' }),
      ),
    ],
  },
  {
    id: 'acknowledging',
    title: 'Acknowledging',
    about:
      'Where a source has no acknowledgement of its own, a narrow silence stands for it. It is renewed while this console runs and ends by itself if it does not.',
    groups: [
      group(
        '',
        field(
          'writing.ackMinutes',
          'number',
          'Length of that silence',
          'Shorter: the source notifies others sooner when this machine dies.',
          { unit: 'min' },
        ),
      ),
    ],
  },
  {
    id: 'telling',
    title: 'Telling people',
    about:
      'Who hears about which incident, when, and in which words. Nothing goes out without a person’s yes, except by a rule that says so.',
    groups: [
      group('Audiences', field('audiences', 'audiences', 'Who can be told', 'Channels, people, or whoever is on call.')),
      group(
        'Rules',
        field('routing', 'routing', 'Who is told when', 'Asked from the top; the first that names an audience decides for it.'),
      ),
      group('Words', field('templates', 'templates', 'Templates', 'Text with facts of the incident in double braces.')),
      group('Updates are due every so often (0: never)', ...[1, 2, 3, 4, 5].map(updatesOf)),
      group(
        'Conference bridge',
        field('bridge.url', 'text', 'Address', '{{number}} stands for the incident’s number. Empty: pasted in for each incident.'),
        field('bridge.name', 'text', 'Name', 'As it is called on the timeline.'),
      ),
    ],
  },
  {
    id: 'escalation',
    title: 'Escalation',
    about: 'What happens when nobody acknowledges: the first policy that fits runs from the first page until somebody has the incident.',
    groups: [
      group(
        '',
        field(
          'escalation.policies',
          'policies',
          'Policies',
          'Minutes count from the first page. Quiet hours and pauses hold steps back too.',
        ),
      ),
      group(
        'Nobody there',
        field('escalation.awayAfterIdleMinutes', 'number', 'Away after', 'Untouched for so long, or locked: nobody is there.', {
          unit: 'min',
        }),
        field('escalation.awayFactor', 'number', 'Waits shrink to', 'Share of a policy’s waits while nobody is there; 1 changes nothing.', {
          unit: '× as long',
        }),
      ),
      group(
        'Loud and discreet',
        field('escalation.louderFrom', 'severity', 'Louder from', 'This severe or worse may be paged louder.'),
        field(
          'escalation.areDetailsHiddenWhenPresenting',
          'switch',
          'Discreet while presenting',
          'Pages hide details while others see the screen, where the desktop tells, or when you say so in the tray.',
        ),
      ),
    ],
  },
  {
    id: 'runbooks',
    title: 'Runbooks',
    about: 'Where runbooks come from, and which one opens for which incident when its name, heading or front matter does not say it.',
    groups: [
      group(
        'Library',
        field('runbooks.sources', 'runbook-sources', 'Sources', 'Folders and git repositories of Markdown files. Folders are watched.'),
        field(
          'runbooks.areLinksFetched',
          'switch',
          'Fetch links ahead',
          'Runbooks that alerts link to (runbook_url) are fetched while there is a network, and kept for when there is none.',
        ),
        field(
          'runbooks.linkHosts',
          'labels',
          'Private hosts',
          'Hosts of private networks that links may lead to, such as wiki.corp.example or *.corp.example. Servers of feeds need not be named.',
        ),
      ),
      group('Rules', field('runbooks.rules', 'runbook-rules', 'Rules', 'A rule that fits names a runbook; all its matchers must hold.')),
      group(
        'Running',
        field('runbooks.run.shell', 'text', 'Shell', 'Reads the scripts of runbooks: a path such as /bin/sh or /bin/bash.'),
        field('runbooks.run.timeoutMinutes', 'number', 'Time-out', 'A command that takes longer is ended.', { unit: 'min' }),
        field('runbooks.run.prometheusUrl', 'text', 'Prometheus', 'Where promql fences are asked. Empty: only where an alert came from.'),
        field(
          'runbooks.run.dangerous',
          'matchers',
          'Dangerous commands',
          'Regular expressions; what matches asks twice. Case does not matter.',
        ),
        field('runbooks.run.redact', 'matchers', 'Strike out', 'Regular expressions; what matches in an output is never kept or shown.'),
        field('runbooks.run.outputKilobytes', 'number', 'Output kept', 'Beginning and end of an output that stay on the timeline.', {
          unit: 'kB',
        }),
      ),
    ],
  },
  POSTMORTEM_SECTION,
  RECORDER_SECTION,
  DRILLS_SECTION,
  SHARING_SECTION,
  POLICIES_SECTION,
  {
    id: 'actions',
    title: 'Actions',
    about: 'What is to be done after an incident: when a person is reminded, and how often tickets and guards are looked at.',
    groups: [
      group(
        '',
        field('actions.isReminded', 'switch', 'Remind of overdue actions', 'One quiet notification a day at most.'),
        field('actions.remindFromHour', 'number', 'Not before', 'The hour of the day from which it may come.', {
          unit: 'o’clock',
          onlyIf: 'actions.isReminded',
        }),
        field('actions.pollMinutes', 'number', 'Look at tickets and guards every', '', { unit: 'min' }),
      ),
    ],
  },
  INSIGHTS_SECTION,
  {
    id: 'closing',
    title: 'Closing',
    about: 'When a resolved incident leaves the list by itself.',
    groups: [
      group(
        '',
        field(
          'closing.closeResolvedAfterHours',
          'number',
          'Close resolved after',
          '0: close at once. Closed incidents stay in the history and in search.',
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
    title: 'All rules',
    words: ['why', 'order', 'routing', 'holding', 'folding', 'quiet hours', 'correlation', 'severity'],
    paths: [],
  },
  { id: 'channels', title: 'Channels', words: ['slack', 'teams', 'mail', 'pagerduty', 'ntfy', 'webhook', 'bridge'], paths: ['channels'] },
  {
    id: 'schedules',
    title: 'Schedules',
    words: ['on call', 'rotation', 'calendar', 'ical', 'pagerduty', 'opsgenie', 'shift'],
    paths: ['schedules'],
  },
  { id: 'trackers', title: 'Trackers', words: ['github', 'gitlab', 'jira', 'tickets', 'issues', 'actions'], paths: ['trackers'] },
  { id: 'publishing', title: 'Publishing', words: ['git', 'confluence', 'notion', 'postmortems', 'places'], paths: ['publish'] },
];

/** Sections that are about this machine, not about the shared settings. `words` help the palette to find them. */
export const MACHINE_SECTIONS: readonly SectionName[] = [
  { id: 'appearance', title: 'Appearance', words: ['theme', 'dark', 'light'] },
  { id: 'desktop', title: 'Desktop', words: ['autostart', 'shortcut', 'notifications', 'key', 'passphrase', 'lock', 'pin'] },
  { id: 'backups', title: 'Backups', words: ['backup', 'restore', 'damaged', 'log'] },
  { id: 'exchange', title: 'Import and export', words: ['yaml', 'file', 'profile', 'move', 'machine', 'nagstamon', 'alertmanager'] },
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
