// Settings as code: a YAML file checked against the one schema. What is wrong is told with its line and column.
import { readFileSync } from 'node:fs';
import { type Document, LineCounter, parseDocument } from 'yaml';
import { type Settings, settingsSchema } from '../../shared/settings';
import { channelRegistry } from '../channels/registry';
import { vaultOf } from '../channels/secrets-of';
import { placeKinds, vaultOfPlace } from '../publish/place-kinds';
import { vaultOfSchedule } from '../schedules/schedule-secrets';
import { trackerRegistry } from '../trackers/registry';
import { vaultOfTracker } from '../trackers/secrets';
import { type Complain, type ConfigSources, type ConfiguredKind, takeItems } from './config-fields';
import { takeScheduleSecrets } from './schedule-config';

export interface ConfigError {
  /** 1-based; 0 when the place is not known. */
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly message: string;
}

/** Secrets by feed id (`channel:<id>` for a channel, `tracker:<id>` for a tracker, `schedule:<id>` for a schedule, `publish:<id>` for a place) and field name, as the file gave them. */
export type Secrets = ReadonlyMap<string, Readonly<Record<string, string>>>;

export type ConfigResult =
  | { readonly ok: true; readonly settings: Settings; readonly secrets: Secrets }
  | { readonly ok: false; readonly errors: readonly ConfigError[] };

interface Kinds {
  readonly feeds: readonly ConfiguredKind[];
  readonly channels: readonly ConfiguredKind[];
  readonly trackers: readonly ConfiguredKind[];
}

const REAL: ConfigSources = { env: process.env, readFile: (path) => readFileSync(path, 'utf8') };
/** Aliases can blow a small file up to gigabytes. */
const MAX_ALIASES = 50;

/** Parses YAML text. `kinds` tell which fields of a feed are secret, and check the rest; channels and trackers have theirs from their registries. */
export function parseConfig(text: string, kinds: Iterable<ConfiguredKind>, sources: ConfigSources = REAL): ConfigResult {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0) {
    return {
      ok: false,
      errors: document.errors.map((e) => ({
        line: e.linePos?.[0].line ?? 0,
        column: e.linePos?.[0].col ?? 0,
        path: '',
        message: e.message.split('\n')[0] ?? '',
      })),
    };
  }
  let raw: unknown;
  try {
    raw = document.toJS({ maxAliasCount: MAX_ALIASES }) ?? {};
  } catch (e) {
    return { ok: false, errors: [{ line: 0, column: 0, path: '', message: e instanceof Error ? e.message : String(e) }] };
  }
  const checked = settingsSchema.safeParse(raw);
  if (!checked.success) {
    const errors = checked.error.issues.flatMap((issue) => {
      const path = issue.path as (string | number)[];
      if (issue.code !== 'unrecognized_keys') return [errorAt(document, lines, path, issue.message)];
      return issue.keys.map((key) => errorAt(document, lines, [...path, key], `unknown key “${key}”`));
    });
    return { ok: false, errors };
  }
  const all = { feeds: [...kinds], channels: [...channelRegistry.values()], trackers: [...trackerRegistry.values()] };
  return takeSecrets(checked.data, all, sources, (path, message) => errorAt(document, lines, path, message));
}

/** `file:line:column: path: message` for each error. */
export function tellConfigErrors(file: string, errors: readonly ConfigError[]): string {
  return errors.map((e) => `${file}:${e.line}:${e.column}: ${e.path ? `${e.path}: ` : ''}${e.message}`).join('\n');
}

function errorAt(document: Document, lines: LineCounter, path: readonly (string | number)[], message: string): ConfigError {
  const offset = offsetOf(document, path);
  const { line, col } = offset === null ? { line: 0, col: 0 } : lines.linePos(offset);
  return { line, column: col, path: path.join('.'), message };
}

/** Where the key (or list item) at `path` stands; the nearest parent's place when it is missing. */
function offsetOf(document: Document, path: readonly (string | number)[]): number | null {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    const last = path[depth - 1];
    const pair = (
      parent as { items?: readonly { key?: { value?: unknown; range?: readonly number[] }; range?: readonly number[] }[] } | null
    )?.items;
    const item = typeof last === 'number' ? pair?.[last] : pair?.find((p) => p.key?.value === last)?.key;
    const start = item && 'range' in item ? item.range?.[0] : undefined;
    if (start !== undefined) return start;
  }
  return null;
}

type At = (path: readonly (string | number)[], message: string) => ConfigError;

/** Moves secret fields out of the settings; then each kind checks its feeds or channels. */
function takeSecrets(settings: Settings, kinds: Kinds, sources: ConfigSources, at: At): ConfigResult {
  const secrets = new Map<string, Record<string, string>>();
  const errors: ConfigError[] = [];
  const complain: Complain = (path, message) => errors.push(at(path, message));
  const feeds = takeItems({
    ...{ section: 'feeds', items: settings.feeds, kinds: kinds.feeds, sources, complain },
    keep: (feed, own) => secrets.set(feed.id, own),
  });
  const channels = takeItems({
    ...{ section: 'channels', items: settings.channels, kinds: kinds.channels, sources, complain },
    keep: (channel, own) => secrets.set(vaultOf(channel.id), own),
  });
  const trackers = takeItems({
    ...{ section: 'trackers', items: settings.trackers, kinds: kinds.trackers, sources, complain },
    keep: (tracker, own) => secrets.set(vaultOfTracker(tracker.id), own),
  });
  const publish = takeItems({
    ...{ section: 'publish', items: settings.publish, kinds: [...placeKinds.values()], sources, complain },
    keep: (target, own) => secrets.set(vaultOfPlace(target.id), own),
  });
  const schedules = takeScheduleSecrets(settings.schedules, sources, complain, (schedule, own) =>
    secrets.set(vaultOfSchedule(schedule.id), own),
  );
  return errors.length > 0
    ? { ok: false, errors }
    : { ok: true, settings: { ...settings, feeds, channels, trackers, schedules, publish }, secrets };
}
