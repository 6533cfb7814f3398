// Calls about feeds and settings. What a fleet's file dictates can be looked at and tried, not changed from here.
import type { EngineValues, Reply } from '../../shared/contract';
import type { Draft } from '../../shared/log/event';
import type { FeedSettings, Settings } from '../../shared/settings';
import { type AnyFeed, loadKind, manifestOf, presetFaults } from '../feeds/registry';
import type { FeedRunner } from '../feeds/runner';
import { schedulesWithoutSecrets } from '../schedules/schedule-secrets';
import { channelsWithoutSecrets } from './channel-secrets';
import type { Secrets } from './config-file';
import type { Desk } from './desk';
import { done, type Handlers, refuse } from './gate';
import { secretNames } from './secret-names';
import type { SettingsBook, SettingsChange } from './settings-book';

export interface SettingsCallDeps {
  readonly desk: Desk;
  readonly book: SettingsBook;
  readonly runner: FeedRunner;
  /** All kinds of feeds. */
  readonly kinds: (text?: string) => Promise<readonly AnyFeed[]>;
  readonly person: () => string;
  /** The kind's own check of a feed's fields, secrets filled in; empty = all well. */
  readonly problemsOf: (feed: FeedSettings, secrets: Readonly<Record<string, string>>) => Promise<readonly string[]>;
  /** Settings took effect: feeds are (re)started, alerts of feeds that are gone cleared, subscribers told. */
  readonly applied: () => void;
}

type Names =
  | 'list-kinds'
  | 'find-sources'
  | 'test-feed'
  | 'preview-query'
  | 'save-feed'
  | 'remove-feed'
  | 'poll-feed'
  | 'save-settings'
  | 'export-settings'
  | 'import-settings';

export function settingsCalls(deps: SettingsCallDeps): Pick<Handlers, Names> {
  const { book, runner } = deps;
  const secretsOf = async (feed: FeedSettings) => book.secretsOf(feed, secretNames((await loadKind(feed.kind))?.manifest));
  return {
    'list-kinds': async () => done({ kinds: (await deps.kinds()).map((kind) => kind.manifest), faults: await presetFaults() }),
    'find-sources': async ({ address }) => {
      const { findSources } = await import('./find-sources');
      return done(await findSources(address));
    },
    'test-feed': async ({ feed, secrets }) => done(await runner.test(feed, { ...(await secretsOf(feed)), ...secrets })),
    'preview-query': async ({ feed, secrets, query }) =>
      done(await runner.preview(feed, { ...(await secretsOf(feed)), ...secrets }, query)),
    'save-feed': async ({ feed, secrets }) => {
      const kept = refuseDictated<EngineValues['save-feed']>(book) ?? refuseFixed(book, feed.id);
      if (kept) return kept;
      if (!(await loadKind(feed.kind))) return refuse(`There is no kind of feed named “${feed.kind}”.`);
      const problems = await deps.problemsOf(feed, { ...(await secretsOf(feed)), ...secrets });
      if (problems.length > 0) return refuse(problems[0] ?? '', problems.slice(1).join(' '));
      const isNew = !book.settings.feeds.some((f) => f.id === feed.id);
      const feeds = isNew ? [...book.settings.feeds, feed] : book.settings.feeds.map((f) => (f.id === feed.id ? feed : f));
      const actor = `person:${deps.person()}`;
      change(deps, { settings: { ...book.settings, feeds }, secrets: new Map([[feed.id, secrets]]) }, [
        isNew
          ? { kind: 'feed.added', incident: null, actor, data: { feed: feed.id, feedKind: feed.kind, name: feed.name } }
          : { kind: 'feed.edited', incident: null, actor, data: { feed: feed.id, name: feed.name } },
      ]);
      return done({ feed: feed.id });
    },
    'remove-feed': async ({ feed }) => {
      const kept = refuseDictated<EngineValues['remove-feed']>(book) ?? refuseFixed(book, feed);
      if (kept) return kept;
      const gone = book.settings.feeds.find((f) => f.id === feed);
      if (!gone) return refuse(`There is no feed ${feed}.`);
      const names = secretNames((await loadKind(gone.kind))?.manifest);
      const secrets = new Map([[feed, Object.fromEntries(names.map((n) => [n, '']))]]);
      const feeds = book.settings.feeds.filter((f) => f.id !== feed);
      const actor = `person:${deps.person()}`;
      change(deps, { settings: { ...book.settings, feeds }, secrets }, [
        { kind: 'feed.removed', incident: null, actor, data: { feed, name: gone.name } },
      ]);
      return done({ feed });
    },
    'poll-feed': ({ feed }) => {
      runner.pollNow(feed);
      return done({ feed });
    },
    'save-settings': ({ settings }) => refuseDictated(book) ?? saved(deps, schedulesWithoutSecrets(settings), new Map()),
    'export-settings': async () => {
      const { settingsAsYaml } = await import('./settings-yaml');
      return done({ yaml: settingsAsYaml(book.settings) });
    },
    'import-settings': async ({ yaml }) => {
      const dictated = refuseDictated<EngineValues['import-settings']>(book);
      if (dictated) return dictated;
      const { parseConfig, tellConfigErrors } = await import('./config-file');
      const parsed = parseConfig(yaml, await deps.kinds(yaml), { env: {}, readFile: () => refuseFile(), mayLackSecrets: true });
      if (!parsed.ok) return refuse(tellConfigErrors('import', parsed.errors), 'Nothing was changed.', 'malformed');
      const { leftDrawers, whoseDrawers } = await import('./left-drawers');
      const held = book.drawers();
      const emptied = leftDrawers(book.settings, parsed.settings).filter((drawer) => held.has(drawer));
      saved(deps, parsed.settings, parsed.secrets, emptied);
      const lost = whoseDrawers(parsed.settings, emptied);
      return done({
        settings: parsed.settings,
        needSecrets: [...new Set([...needSecrets(deps, parsed.settings), ...lost.feeds])],
        channelsNeedSecrets: [...new Set([...channelsWithoutSecrets(book, parsed.settings), ...lost.channels])],
        othersNeedSecrets: lost.others,
      });
    },
  };
}

/** A file from somewhere must not make the console read another one. */
function refuseFile(): never {
  throw new Error('secret files are not read by an import');
}

type Writing = Pick<SettingsCallDeps, 'desk' | 'book' | 'applied' | 'person'>;

/** Settings, secrets and the event about them in one transaction, then in effect. */
function change({ book, desk, applied }: Writing, what: SettingsChange, drafts: readonly Draft[]): void {
  book.change(what, (writes) => desk.transact(() => drafts, null, writes));
  applied();
}

/** Saves all settings, with the event that names what is different; told after the commit. */
export function saved(deps: Writing, settings: Settings, secrets: Secrets, emptied: readonly string[] = []): Reply<{ settings: Settings }> {
  const paths = changedPaths(deps.book.settings, settings);
  const by = deps.person();
  const event: Draft = { kind: 'settings.changed', incident: null, actor: `person:${by}`, data: { by, paths } };
  change(deps, { settings, secrets, emptied }, paths.length > 0 ? [event] : []);
  return done({ settings });
}

export function refuseDictated<T>(book: SettingsBook): Reply<T> | null {
  return book.dictatedBy === null ? null : refuse(`These settings come from ${book.dictatedBy}.`, 'Change them there and restart.');
}

function refuseFixed<T>(book: SettingsBook, feed: string): Reply<T> | null {
  const fixed = book.fixed(feed);
  return fixed && refuse(fixed.what, fixed.remedy);
}

/** Top-level names of what differs, feeds by id. */
function changedPaths(before: Settings, after: Settings): string[] {
  const keys = Object.keys(after) as (keyof Settings)[];
  return keys.filter((k) => JSON.stringify(before[k]) !== JSON.stringify(after[k]));
}

/** Feeds whose required secrets are not in the vault. */
function needSecrets(deps: SettingsCallDeps, settings: Settings): string[] {
  return settings.feeds
    .filter((f) => {
      const required = manifestOf(f.kind)?.fields.filter((x) => x.type === 'secret' && x.isRequired) ?? [];
      const known = deps.book.secretsOf(
        f,
        required.map((r) => r.name),
      );
      return required.some((r) => known[r.name] === undefined);
    })
    .map((f) => f.id);
}
