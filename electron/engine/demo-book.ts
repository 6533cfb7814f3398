// Settings while the embedded demo plays: its feed and its runbooks stand in for those of the person, and what they save goes to the real profile.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Settings, settingsSchema } from '../../shared/settings';
import { msg } from '../../shared/words/words';
import type { Log, SettingsWrites } from '../log/store';
import { SettingsBook, type SettingsChange } from './settings-book';

/** Id of the demo's feed and of its folder of runbooks. */
const DEMO_ID = 'demo';

/** Feeds first of all: the first one of a person's own ends the demo. */
export class DemoBook extends SettingsBook {
  private readonly real: SettingsBook;
  private readonly demo: Settings;
  private readonly leave: () => void;

  constructor(log: Log, demo: Settings, real: SettingsBook, leave: () => void) {
    super(log, demo, null);
    this.put({ settings: demo, secrets: new Map() });
    this.demo = demo;
    this.real = real;
    this.leave = leave;
  }

  override get dictatedBy(): string | null {
    return this.real.dictatedBy;
  }

  override fixed(feed: string): ReturnType<SettingsBook['fixed']> {
    if (feed !== DEMO_ID) return null;
    return {
      what: msg`The embedded demo can’t be changed or removed.`,
      remedy: msg`Connect a source of your own, and the demo ends by itself.`,
    };
  }

  /** The events about it are the demo's, and go with it. */
  override change({ settings, secrets, emptied = [] }: SettingsChange, record: (writes: SettingsWrites) => void): void {
    const own = this.withSavedFeeds(withoutDemo(settings));
    const isEnding = own.feeds.length > 0 && this.real.settings.feeds.length === 0;
    this.real.put({ settings: own, secrets, emptied });
    super.change({ settings: withDemo(own, this.demo), secrets: new Map() }, record);
    if (isEnding) this.leave();
  }

  /** Until the demo has ended it shows its own feed alone: what is saved meanwhile must not take the person's away again. */
  private withSavedFeeds(own: Settings): Settings {
    const saved = this.real.settings.feeds.filter(({ id }) => !own.feeds.some((feed) => feed.id === id));
    return saved.length === 0 ? own : { ...own, feeds: [...saved, ...own.feeds] };
  }

  override drawers(): ReadonlySet<string> {
    return this.real.drawers();
  }

  /** The demo's own feed has none. */
  override secretsOf(owner: { readonly id: string }, secretNames: readonly string[]): Record<string, string> {
    return this.real.secretsOf(owner, secretNames);
  }
}

/** The person's settings with the demo's feed at `url` and its runbooks in the folder `runbooks`. */
export function demoSettings(settings: Settings, url: string, runbooks: string): Settings {
  const feed = {
    id: DEMO_ID,
    kind: 'alertmanager',
    name: 'Embedded demo',
    intervalSeconds: 1,
    clearAfterSeconds: 1,
    heartbeat: 'Watchdog',
    config: { urls: [url] },
  };
  const source = { kind: 'folder', id: DEMO_ID, path: runbooks };
  return settingsSchema.parse({
    ...settings,
    feeds: [feed],
    runbooks: { ...settings.runbooks, sources: [source, ...settings.runbooks.sources] },
  });
}

/** A fresh copy, so that they can be written to and watched also where the app's own files can't. Returns `to`. */
export function copyDemoRunbooks(from: string, to: string): string {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) writeFileSync(join(to, name), readFileSync(join(from, name)));
  return to;
}

function withoutDemo(settings: Settings): Settings {
  const sources = settings.runbooks.sources.filter((source) => source.id !== DEMO_ID);
  return {
    ...settings,
    feeds: settings.feeds.filter((feed) => feed.id !== DEMO_ID),
    runbooks: { ...settings.runbooks, sources },
  };
}

function withDemo(own: Settings, demo: Settings): Settings {
  const sources = [...demo.runbooks.sources.filter((source) => source.id === DEMO_ID), ...own.runbooks.sources];
  return { ...own, feeds: demo.feeds, runbooks: { ...own.runbooks, sources } };
}
