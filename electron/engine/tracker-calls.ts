// Calls about trackers. What a fleet's file dictates can be looked at and tried, not changed from here.
import type { ActionValues } from '../../shared/contract/actions';
import type { TrackerSettings } from '../../shared/settings/actions';
import type { TrackerManifest } from '../../shared/tracker';
import { secretFields } from '../channels/secrets-of';
import { trackerRegistry } from '../trackers/registry';
import type { TrackerRunner } from '../trackers/runner';
import { vaultOfTracker } from '../trackers/secrets';
import type { Desk } from './desk';
import { done, type Handlers, refuse } from './gate';
import type { SettingsBook } from './settings-book';
import { refuseDictated } from './settings-calls';

export interface TrackerCallDeps {
  readonly desk: Desk;
  readonly book: SettingsBook;
  readonly runner: TrackerRunner;
  readonly person: () => string;
  /** Does an action have its ticket at this tracker? */
  readonly isUsed: (tracker: string) => boolean;
  /** Settings took effect. */
  readonly applied: () => void;
}

type Names = 'list-tracker-kinds' | 'test-tracker' | 'save-tracker' | 'remove-tracker';
type Secrets = Readonly<Record<string, string>>;

/** The saved secrets of a tracker by field name. */
export function trackerSecrets(book: SettingsBook, tracker: Pick<TrackerSettings, 'id'>, manifest: TrackerManifest): Secrets {
  return book.secretsOf({ id: vaultOfTracker(tracker.id) }, secretFields(manifest));
}

export function trackerCalls(deps: TrackerCallDeps): Pick<Handlers, Names> {
  const { book, runner } = deps;
  return {
    'list-tracker-kinds': () => done({ kinds: [...trackerRegistry.values()].map((kind) => kind.manifest) }),
    'test-tracker': async ({ tracker, secrets }) => {
      const told = await runner.test(tracker, allSecrets(book, tracker, secrets));
      const proves = trackerRegistry.get(tracker.kind)?.manifest.proves ?? '';
      if (!told.ok) return done({ isOk: false, words: told.what, remedy: told.remedy });
      return done({ isOk: true, words: `Reached ${told.value}. ${proves}`.trim(), remedy: '' });
    },
    'save-tracker': ({ tracker, secrets }) => {
      const dictated = refuseDictated<ActionValues['save-tracker']>(book);
      if (dictated) return dictated;
      const kind = trackerRegistry.get(tracker.kind);
      if (!kind) return refuse(`There is no kind of tracker named “${tracker.kind}”.`);
      const parsed = kind.parseConfig({ ...tracker.config, ...allSecrets(book, tracker, secrets) });
      if (!parsed.ok) return refuse(parsed.errors.map((e) => `${e.path || 'settings'}: ${e.message}`).join('; '), 'Edit the tracker.');
      const { trackers } = book.settings;
      const isNew = !trackers.some((t) => t.id === tracker.id);
      change(deps, tracker.id, secrets, isNew ? [...trackers, tracker] : trackers.map((t) => (t.id === tracker.id ? tracker : t)));
      return done({ tracker: tracker.id });
    },
    'remove-tracker': ({ tracker: id }) => {
      const dictated = refuseDictated<ActionValues['remove-tracker']>(book);
      if (dictated) return dictated;
      const gone = book.settings.trackers.find((t) => t.id === id);
      if (!gone) return refuse(`There is no tracker ${id}.`);
      if (deps.isUsed(id)) return refuse(`Open actions have their tickets in ${gone.name}.`, 'Turn it off, or finish them first.');
      const manifest = trackerRegistry.get(gone.kind)?.manifest;
      const empty = Object.fromEntries((manifest ? secretFields(manifest) : []).map((name) => [name, '']));
      const left = book.settings.trackers.filter((t) => t.id !== id);
      change(deps, id, empty, left);
      return done({ tracker: id });
    },
  };
}

/** Trackers, secrets and the event about them in one transaction. */
function change({ book, desk, person, applied }: TrackerCallDeps, id: string, secrets: Secrets, trackers: TrackerSettings[]): void {
  const data = { by: person(), paths: ['trackers'] };
  const event = { kind: 'settings.changed', incident: null, actor: `person:${person()}`, data } as const;
  book.change({ settings: { ...book.settings, trackers }, secrets: new Map([[vaultOfTracker(id), secrets]]) }, (writes) =>
    desk.transact(() => [event], null, writes),
  );
  applied();
}

/** Typed secrets go before saved ones; '' takes a saved one away. */
function allSecrets(book: SettingsBook, tracker: TrackerSettings, typed: Secrets): Secrets {
  const manifest = trackerRegistry.get(tracker.kind)?.manifest;
  return { ...(manifest && trackerSecrets(book, tracker, manifest)), ...typed };
}
