// A walk through every view of a console that has incidents, for all who look at each of them: axe, and the pictures of the documentation.
import { expect, type Page } from '@playwright/test';
import { incidentTab, queue, queueTab } from './window';

export interface Stop {
  /** As it stands in file names and failures, such as `incident-timeline`. */
  readonly name: string;
  /** From any earlier stop; resolves when the view is there. */
  readonly go: (window: Page) => Promise<void>;
}

export type Theme = 'dark' | 'light';

const sections = [
  'Person',
  'People',
  'Roles',
  'Grouping',
  'Severity rules',
  'Paging',
  'Acknowledging',
  'Escalation',
  'Telling people',
  'Runbooks',
  'Closing',
  'Postmortems',
  'Publishing',
  'Actions',
  'Insights',
  'Drills',
  'Policies',
  'Trackers',
  'Channels',
  'Schedules',
  'Appearance',
  'Desktop',
  'Backups',
  'Import and export',
] as const;

/** Back to the queue with the first listed incident selected and nothing over it. */
async function atIncident(window: Page): Promise<void> {
  await leaveDialogs(window);
  await window.keyboard.press('Control+1');
  await queueTab(window, 'Open').click();
  await queue(window).getByRole('row', { name: /^INC-/ }).first().click();
  await expect(window.getByRole('region', { name: /^Incident INC-/ })).toBeVisible();
}

async function leaveDialogs(window: Page): Promise<void> {
  const dialogs = window.getByRole('dialog');
  if (await dialogs.count()) await window.keyboard.press('Escape');
  await expect(dialogs).toHaveCount(0);
}

function onTab(word: string): Stop['go'] {
  return async (window) => {
    await atIncident(window);
    await incidentTab(window, word).click();
    await expect(incidentTab(window, word)).toHaveAttribute('aria-selected', 'true');
  };
}

function dialogBy(key: string, name: RegExp): Stop['go'] {
  return async (window) => {
    await atIncident(window);
    await window.keyboard.press(key);
    await expect(window.getByRole('dialog', { name })).toBeVisible();
  };
}

export function settingsAt(section: string): Stop['go'] {
  return async (window) => {
    await leaveDialogs(window);
    await window.keyboard.press('Control+,');
    await window.getByRole('navigation', { name: 'Settings sections' }).getByRole('button', { name: section, exact: true }).click();
    await expect(window.getByRole('heading', { name: section, level: 3 })).toBeVisible();
  };
}

function atPlace(name: string): Stop['go'] {
  return async (window) => {
    await leaveDialogs(window);
    const places = window.getByRole('navigation', { name: 'Places' });
    await places.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    await expect(window.getByRole('main', { name })).toBeVisible();
  };
}

async function atFeeds(window: Page): Promise<void> {
  await leaveDialogs(window);
  await window.keyboard.press('Control+2');
  await expect(window.getByRole('table', { name: 'Feeds' })).toBeVisible();
}

async function atOnCall(window: Page): Promise<void> {
  await leaveDialogs(window);
  await window.keyboard.press('Control+4');
  await expect(window.getByRole('main', { name: 'On call' })).toBeVisible();
}

export const tour: readonly Stop[] = [
  {
    name: 'queue',
    go: async (window) => {
      await window.keyboard.press('Control+1');
      await expect(queue(window).getByRole('row', { name: /^INC-/ }).first()).toBeVisible();
    },
  },
  { name: 'incident', go: onTab('Now') },
  { name: 'incident-runbook', go: onTab('Runbook') },
  { name: 'incident-timeline', go: onTab('Timeline') },
  { name: 'incident-alerts', go: onTab('Alerts') },
  { name: 'incident-response', go: onTab('Response') },
  { name: 'incident-notes', go: onTab('Notes') },
  {
    name: 'silence-dialog',
    go: async (window) => {
      await dialogBy('i', /^Silence INC-/)(window);
      await expect(window.getByRole('region', { name: 'Preview' })).toContainText(/Hides/);
    },
  },
  { name: 'snooze-dialog', go: dialogBy('s', /^Snooze INC-/) },
  { name: 'severity-dialog', go: dialogBy('v', /INC-/) },
  { name: 'role-dialog', go: dialogBy('p', /^Assign a role/) },
  { name: 'merge-dialog', go: dialogBy('m', /^Merge INC-/) },
  { name: 'help', go: dialogBy('?', /Keys/) },
  { name: 'concepts', go: dialogBy('F1', /What the words mean/) },
  {
    name: 'palette',
    go: async (window) => {
      await atIncident(window);
      await window.keyboard.press('Control+k');
      await expect(window.getByRole('option').first()).toBeVisible();
    },
  },
  {
    name: 'runbooks',
    go: async (window) => {
      await leaveDialogs(window);
      await window.keyboard.press('Control+b');
      await expect(window.getByRole('main', { name: 'Runbooks' })).toContainText(/\d in all/);
    },
  },
  {
    name: 'shift',
    go: async (window) => {
      await leaveDialogs(window);
      await window.keyboard.press('Control+Shift+H');
      await expect(window.getByRole('list', { name: 'Incidents that will be in it' })).toBeVisible();
    },
  },
  { name: 'outbox', go: atPlace('Outbox') },
  { name: 'postmortems', go: atPlace('Postmortems') },
  { name: 'actions', go: atPlace('Actions') },
  {
    name: 'insights',
    go: async (window) => {
      await leaveDialogs(window);
      await window.keyboard.press('Control+8');
      await expect(window.getByRole('region', { name: 'Measures' })).toBeVisible();
    },
  },
  {
    name: 'readiness',
    go: async (window) => {
      await leaveDialogs(window);
      await window.keyboard.press('Control+9');
      const services = window.getByRole('table', { name: 'Readiness of services' });
      await services.getByRole('button', { expanded: false }).first().click();
      await expect(services.getByRole('list')).toBeVisible();
    },
  },
  { name: 'feeds', go: atFeeds },
  { name: 'on-call', go: atOnCall },
  {
    name: 'feed-dialog',
    go: async (window) => {
      await atFeeds(window);
      await window.getByRole('button', { name: 'Add a feed' }).click();
      await window
        .getByRole('dialog')
        .getByRole('button', { name: /Advanced/ })
        .click();
    },
  },
  ...sections.map((section) => ({ name: `settings-${section.toLowerCase().replaceAll(' ', '-')}`, go: settingsAt(section) })),
  {
    name: 'no-match',
    go: async (window) => {
      await atIncident(window);
      await window.getByRole('textbox', { name: 'Filter the queue' }).fill('nothing has this word');
      await expect(window.getByText(/^Nothing here matches/)).toBeVisible();
    },
  },
  {
    name: 'empty',
    go: async (window) => {
      await window.getByRole('button', { name: 'Clear the filter' }).first().click();
      await queueTab(window, 'Closed').click();
      await expect(window.getByText('Nothing was closed yet')).toBeVisible();
    },
  },
];

/** Chooses the theme as a person does, in the settings. */
export async function chooseTheme(window: Page, theme: Theme): Promise<void> {
  await settingsAt('Appearance')(window);
  await window.getByText(theme === 'dark' ? 'Dark' : 'Light', { exact: true }).click();
  await expect(window.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
}
