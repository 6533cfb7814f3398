// `npm run engine -- --bridge`: opens the bridge's own encrypted file, reads its settings, and tells in JSON lines how it stands.
import { mkdirSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { SHARING_SECRETS } from '../../shared/settings/sharing';
import { openLog } from '../log/store';
import { Bridge } from '../team/bridge';
import { deviceKeys, spokenName } from '../team/device-keys';
import { linkTo, seedIn } from '../team/vault';
import { readDictated } from './boot';

export interface BridgeArgs {
  readonly profile: string;
  readonly config: string | null;
  readonly key: string;
  /** Founder of the space, as a desk shows it; null: the bridge is a member already, or waits. */
  readonly join: string | null;
  /** Folder of the login: one file for each of `SHARING_SECRETS` that is needed. */
  readonly credentials: string | null;
  readonly say: (line: string) => void;
  readonly out: (line: unknown) => void;
}

export type BridgeStart =
  | { readonly ok: true; stop(): Promise<void> }
  | { readonly ok: false; readonly what: string; readonly remedy: string };

const TELL_MS = 60_000;

/** Resolves when the bridge runs; it is let in, and reaches its servers, whenever that may be. */
export async function runBridge({ profile, config, key, join: founder, credentials, say, out }: BridgeArgs): Promise<BridgeStart> {
  const dictated = await readDictated(config);
  if (!dictated.ok) return dictated;
  const settings = dictated.value?.settings;
  if (!settings || settings.sharing.servers.length === 0 || settings.feeds.length === 0)
    return {
      ok: false,
      what: 'A bridge needs feeds and servers.',
      remedy: 'Name a settings file with feeds and sharing.servers: docs/scale.md.',
    };
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  const device = hostname().slice(0, 60) || 'bridge';
  const opened = openLog({ file: join(profile, 'bridge.db'), key, device, now: Date.now, threadFile: null });
  if (!opened.ok) return { ok: false, what: opened.what, remedy: opened.remedy };
  const { log } = opened;
  const keys = await deviceKeys(seedIn(log));
  const link = linkTo(settings.sharing, loginIn(credentials), keys.desk, Date.now);
  const told = new Map<string, string>();
  const tell = (name: string, line: Readonly<Record<string, unknown>>): void => {
    const text = JSON.stringify(line);
    if (told.get(name) === text) return;
    told.set(name, text);
    out({ ...line, at: Date.now() });
  };
  const bridge: Bridge = new Bridge({
    ...{ log, settings, device: keys, link, now: Date.now, journal: say },
    secrets: dictated.value?.secrets ?? new Map(),
    name: settings.sharing.deskName || device,
    changed: () => queueMicrotask(() => tellStanding(bridge, tell)),
  });
  out({ type: 'ready', mode: 'bridge', desk: keys.desk, spoken: spokenName(keys.desk), space: settings.sharing.space, profile });
  void bridge.start(founder?.replaceAll('-', '').toLowerCase() ?? null).catch((error: unknown) => say(`the bridge: ${String(error)}`));
  const counts = setInterval(() => out({ type: 'counts', ...bridge.counts, at: Date.now() }), TELL_MS);
  return {
    ok: true,
    async stop() {
      clearInterval(counts);
      await bridge.stop();
      log.close();
    },
  };
}

function tellStanding(bridge: Bridge, tell: (name: string, line: Readonly<Record<string, unknown>>) => void): void {
  const { state, why, remedy } = bridge.linkHealth;
  tell('', { type: 'bridge', state: state === 'ok' && !bridge.members.isIn ? 'outside' : state, why, remedy });
  for (const { feed, name, state, why, remedy } of bridge.health) tell(`feed ${feed}`, { type: 'feed', feed, name, state, why, remedy });
}

function loginIn(folder: string | null): Record<string, string> {
  const login: Record<string, string> = {};
  if (folder === null) return login;
  for (const name of SHARING_SECRETS) {
    try {
      login[name] = readFileSync(join(folder, name), 'utf8').trimEnd();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  return login;
}
