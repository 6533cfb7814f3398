// Where settings live: in the encrypted log's file, or in a file of a fleet that rules over them and is never written to.
import type { Settings } from '../../shared/settings';
import type { Log, SettingsWrites } from '../log/store';
import type { Secrets } from './config-file';
import { SETTINGS as NAME } from './stored-settings';

export interface Dictated {
  readonly file: string;
  readonly settings: Settings;
  readonly secrets: Secrets;
}

export interface SettingsChange {
  readonly settings: Settings;
  /** By feed, then by field; an empty text forgets one. */
  readonly secrets: Secrets;
  /** Drawers of the vault whose secrets are forgotten first. */
  readonly emptied?: readonly string[];
}

export class SettingsBook {
  private readonly log: Log;
  private readonly dictated: Dictated | null;
  private current: Settings;

  /** `dictated`: settings that a file rules over; null when the person decides and `stored` counts. */
  constructor(log: Log, stored: Settings, dictated: Dictated | null) {
    this.log = log;
    this.dictated = dictated;
    this.current = dictated?.settings ?? stored;
  }

  get settings(): Settings {
    return this.current;
  }

  /** The file that dictates the settings, for refusals and the settings view. */
  get dictatedBy(): string | null {
    return this.dictated?.file ?? null;
  }

  /** Changes settings and secrets; `record` makes the writes durable with the events about them, or throws and nothing is changed. */
  change(change: SettingsChange, record: (writes: SettingsWrites) => void): void {
    this.take(change, record);
  }

  /** Changes them where no event goes with it. */
  put(change: SettingsChange): void {
    this.take(change, (writes) => this.log.putSettings(writes));
  }

  private take({ settings, secrets, emptied = [] }: SettingsChange, record: (writes: SettingsWrites) => void): void {
    const text = JSON.stringify(settings);
    try {
      record({ settings: { [NAME]: text }, emptied, secrets: secretWrites(secrets) });
    } finally {
      // What is on the disk counts, also when somebody who was told of it threw.
      if (this.log.getSetting(NAME) === text) this.current = settings;
    }
  }

  /** Why nobody can change or remove this feed, in words; null when a person can. */
  fixed(_feed: string): { readonly what: string; readonly remedy: string } | null {
    return null;
  }

  /** Secrets of one drawer of the vault by field name: a feed's has the feed's id, a channel's is named by `vaultOf`. */
  secretsOf(feed: { readonly id: string }, secretNames: readonly string[]): Record<string, string> {
    const given = this.dictated?.secrets.get(feed.id);
    if (given) return { ...given };
    const secrets: Record<string, string> = {};
    for (const name of secretNames) {
      const text = this.log.getSecret(feed.id, name);
      if (text !== undefined) secrets[name] = text;
    }
    return secrets;
  }

  /** Which drawers of the vault hold a secret. */
  drawers(): ReadonlySet<string> {
    return new Set(this.log.secretDrawers());
  }

  /** Values of all secrets, to strike them out of texts before anything is kept or shown. */
  secretTexts(): string[] {
    const given = [...(this.dictated?.secrets.values() ?? [])].flatMap((secrets) => Object.values(secrets));
    return [...given, ...this.log.secretTexts()];
  }
}

function secretWrites(secrets: Secrets): SettingsWrites['secrets'] {
  return [...secrets].flatMap(([feed, values]) => Object.entries(values).map(([name, text]) => ({ feed, name, text })));
}
