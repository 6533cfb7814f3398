// Every kind of feed, one line each; the code of a kind is read when a feed of it is first used, so that the start pays only for
// what is watched. The contract test runs over this list and fails where a kind has no fixtures.
import type { Feed, FeedManifest } from '../../shared/feed';
import { type OwnPresets, ownPresets } from './own-presets';

/** A kind whose config and cursor only it understands. */
export type AnyFeed = Feed<never, never>;
export type Registry = ReadonlyMap<string, AnyFeed>;

const DOORS: Readonly<Record<string, () => Promise<unknown>>> = {
  alertmanager: async () => (await import('./alertmanager')).alertmanager,
  argocd: async () => (await import('./http-json')).shipped('argocd'),
  checkmk: async () => (await import('./http-json')).shipped('checkmk'),
  datadog: async () => (await import('./http-json')).shipped('datadog'),
  'github-actions': async () => (await import('./http-json')).shipped('github-actions'),
  'gitlab-pipelines': async () => (await import('./http-json')).shipped('gitlab-pipelines'),
  grafana: async () => (await import('./grafana')).grafana,
  healthchecks: async () => (await import('./http-json')).shipped('healthchecks'),
  'http-json': async () => (await import('./http-json')).httpJson,
  icinga: async () => (await import('./icinga')).icinga,
  logs: async () => (await import('./logs')).logs,
  loki: async () => (await import('./loki')).loki,
  mqtt: async () => (await import('./mqtt')).mqtt,
  nagios: async () => (await import('./nagios')).nagios,
  nats: async () => (await import('./nats')).nats,
  'new-relic': async () => (await import('./http-json')).shipped('new-relic'),
  opsgenie: async () => (await import('./opsgenie')).opsgenie,
  pagerduty: async () => (await import('./pagerduty')).pagerduty,
  probe: async () => (await import('./probe')).probe,
  prometheus: async () => (await import('./prometheus')).prometheus,
  rss: async () => (await import('./rss')).rss,
  sentry: async () => (await import('./http-json')).shipped('sentry'),
  statuspage: async () => (await import('./http-json')).shipped('statuspage'),
  'uptime-kuma': async () => (await import('./http-json')).shipped('uptime-kuma'),
  webhook: async () => (await import('./webhook')).webhook,
  zabbix: async () => (await import('./zabbix')).zabbix,
};

export const KINDS: readonly string[] = Object.keys(DOORS);

const read = new Map<string, AnyFeed>();
let own: OwnPresets = ownPresets(null);

/** From now on presets of the person are looked for in this folder; null: nowhere. */
export function lookForPresetsIn(folder: string | null): void {
  own = ownPresets(folder);
}

/** What is wrong with presets in that folder, each with file, line and column. */
export const presetFaults = (): Promise<readonly string[]> => own.faults();

/** Is it a kind that a preset of the person makes? */
export const isOwnKind = (kind: string): boolean => own.isOwn(kind);

/** Calls back when presets in that folder may be others; the answer ends that. */
export const watchPresetsOf = (changed: () => void): Promise<() => void> => own.watch(changed);

/** The kinds whose code is there. */
export const registry: Registry = read;

/** Reads the code of a kind, and anew the preset of one that a person wrote; `undefined`: there is no such kind. */
export async function loadKind(kind: string): Promise<AnyFeed | undefined> {
  const door = Object.hasOwn(DOORS, kind) ? DOORS[kind] : undefined;
  if (door && !read.has(kind)) read.set(kind, (await door()) as AnyFeed);
  if (!door && own.isOwn(kind)) {
    const feed = await own.load(kind);
    if (feed) read.set(kind, feed);
    else read.delete(kind);
  }
  return read.get(kind);
}

/** All kinds, in the order of the list, then those of one's own; with a text only those whose name is somewhere in it. */
export async function loadKinds(text?: string): Promise<readonly AnyFeed[]> {
  const wanted = [...KINDS, ...own.kinds()].filter((kind) => text === undefined || text.includes(kind));
  return (await Promise.all(wanted.map(loadKind))).filter((feed) => feed !== undefined);
}

/** Of a kind whose code is there. */
export const manifestOf = (kind: string): FeedManifest | undefined => read.get(kind)?.manifest;
