// What a desk needs to share with a team, and the calls about it: made when sharing is switched on or first asked about.
import { hostname } from 'node:os';
import type { SharingStatus, SharingValues } from '../../shared/contract/sharing';
import type { OnCallNow } from '../../shared/rules/route';
import { SHARING_SECRETS, SHARING_VAULT, type SharingSettings } from '../../shared/settings/sharing';
import type { TeamDuty, TeamNow } from '../../shared/team/duty';
import type { Desk } from '../engine/desk';
import { done, type Handlers, refuse } from '../engine/gate';
import type { SettingsBook } from '../engine/settings-book';
import { natsFailure } from '../feeds/nats/failure';
import { connectOptions } from '../feeds/nats/options';
import type { Log } from '../log/store';
import { checkedBatch } from './checked-batch';
import { type DeviceKeys, deviceKeys, newSeed } from './device-keys';
import { DutyDesk } from './duty-desk';
import type { TeamMemory } from './membership';
import { natsLink } from './nats-link';
import { fromBase64, toBase64 } from './records';
import { Space } from './space';

export interface SharingRoomDeps {
  readonly log: Log;
  readonly desk: Desk;
  readonly book: SettingsBook;
  readonly person: () => string;
  readonly now: () => number;
  readonly journal: (line: string) => void;
  readonly changed: () => void;
  /** Desks of the team came or went. */
  readonly moved: () => void;
  readonly onCall: OnCallNow;
}

const SEED = 'device-seed';
const ALONE: TeamNow = { desk: '', alive: [], isLinked: false };
const NOBODY: TeamMemory = { founder: null, members: [], keys: [] };
const OFF: SharingStatus = {
  state: 'off',
  why: '',
  remedy: '',
  lastHeardAt: null,
  here: 0,
  members: 0,
  requests: 0,
  parked: 0,
  refused: 0,
};

export class SharingRoom {
  private readonly deps: SharingRoomDeps;
  private space: { readonly with: string; readonly space: Space; readonly device: DeviceKeys } | null = null;
  private turn: Promise<void> = Promise.resolve();
  private readonly turns: TeamDuty;

  constructor(deps: SharingRoomDeps) {
    this.deps = deps;
    const { now, book, onCall } = deps;
    this.turns = new DutyDesk({ now, onCall, settings: () => book.settings, team: () => this.team ?? ALONE });
    deps.desk.onCommit(() => this.space?.space.wake());
  }

  /** Brings what runs into line with the settings; after a change of any of them. */
  apply(): Promise<void> {
    this.turn = this.turn
      .then(() => this.bringIntoLine())
      .catch((error: unknown) => this.deps.journal(`sharing could not be begun: ${String(error)}`));
    return this.turn;
  }

  get status(): SharingStatus {
    const space = this.space?.space;
    if (!space) return OFF;
    const { state, why, remedy, lastHeardAt } = space.health;
    const isOutside = state === 'ok' && !space.members.isIn;
    const members = space.members.members.filter(({ until }) => until === null).length;
    return {
      ...{ state: isOutside ? 'outside' : state, why, remedy, lastHeardAt, members },
      ...{ here: space.alive.now.length, requests: space.members.requests.length },
      ...{ parked: this.deps.log.parked.count(this.settings.space), refused: space.receiver.refused },
    };
  }

  /** Which desks are there; undefined: this desk shares with nobody yet. */
  get team(): TeamNow | undefined {
    return this.space?.space.team;
  }

  /** Whose turn it is; undefined as for `team`. */
  get duty(): TeamDuty | undefined {
    return this.team && this.turns;
  }

  readonly calls: Pick<Handlers, keyof SharingValues> = {
    'get-sharing': async () => {
      await this.turn;
      return done(this.view());
    },
    'found-space': () =>
      this.within(async (space, device) =>
        (await space.members.found())
          ? done({ desk: device.desk })
          : refuse('This space was founded before.', 'Ask its founder for the desk name and join.'),
      ),
    'join-space': ({ founder }) =>
      this.within(async (space) => {
        await space.members.ask(founder);
        return done({ asked: true as const });
      }),
    'admit-desk': ({ desk }) =>
      this.within(async (space) => {
        await space.members.admit(desk);
        return done({ desk });
      }),
    'remove-desk': ({ desk }) =>
      this.within(async (space) => {
        await space.members.remove(desk, space.position);
        return done({ desk });
      }),
    'save-sharing-secrets': async ({ secrets }) => {
      const unknown = Object.keys(secrets).find((name) => !(SHARING_SECRETS as readonly string[]).includes(name));
      if (unknown !== undefined) return refuse(`There is no login field “${unknown}”.`);
      this.deps.log.putSettings({
        settings: {},
        secrets: Object.entries(secrets).map(([name, text]) => ({ feed: SHARING_VAULT, name, text })),
      });
      await this.apply();
      return done({ saved: true as const });
    },
  };

  async stop(): Promise<void> {
    await this.turn;
    await this.space?.space.stop();
  }

  private get settings(): SharingSettings {
    return this.deps.book.settings.sharing;
  }

  private get secrets(): Readonly<Record<string, string>> {
    return this.deps.book.secretsOf({ id: SHARING_VAULT }, SHARING_SECRETS);
  }

  private async within<T>(work: (space: Space, device: DeviceKeys) => Promise<T>) {
    await this.turn;
    if (!this.space) return refuse<never>('Sharing is off.', 'Switch it on and name the servers in the settings first.');
    return work(this.space.space, this.space.device);
  }

  private async bringIntoLine(): Promise<void> {
    const { isOn, servers } = this.settings;
    const wanted = isOn && servers.length > 0 ? JSON.stringify([this.settings, this.secrets]) : '';
    if (wanted === (this.space?.with ?? '')) return;
    await this.space?.space.stop();
    this.space = null;
    if (wanted !== '') await this.open(wanted);
    this.deps.changed();
  }

  private async open(wanted: string): Promise<void> {
    const { log, desk, person, now, journal, changed, moved } = this.deps;
    const { space, servers, deskName, replicas } = this.settings;
    const device = await deviceKeys(this.seed());
    const options = connectOptions({ urls: servers, ...this.settings, ...LINK, ...blank(this.secrets) });
    const words = (error: unknown) => natsFailure(error, new URL(servers[0] as string).host);
    const link = natsLink({ space, desk: device.desk, options, replicas, words, now });
    const opened = new Space({
      ...{ space, device, link, log, person, now, journal, changed, moved },
      name: () => deskName || hostname().slice(0, 60) || 'desk',
      memory: this.memoryOf(space),
      takeIn: (events) => void desk.takeIn(events),
      check: checkedBatch,
    });
    this.space = { with: wanted, space: opened, device };
    void opened.start();
  }

  private seed(): Uint8Array {
    const { log } = this.deps;
    const known = log.getSecret(SHARING_VAULT, SEED);
    if (known) return fromBase64(known);
    const seed = newSeed();
    log.putSettings({ settings: {}, secrets: [{ feed: SHARING_VAULT, name: SEED, text: toBase64(seed) }] });
    return seed;
  }

  private memoryOf(space: string): { read(): TeamMemory; write(memory: TeamMemory): void } {
    const { log } = this.deps;
    const name = `space.${space}`;
    return {
      read: () => JSON.parse(log.getSecret(SHARING_VAULT, name) ?? JSON.stringify(NOBODY)) as TeamMemory,
      write: (memory) => log.putSettings({ settings: {}, secrets: [{ feed: SHARING_VAULT, name, text: JSON.stringify(memory) }] }),
    };
  }

  private view(): SharingValues['get-sharing'] {
    const space = this.space?.space;
    const alive = new Set(space?.alive.now.map(({ desk }) => desk));
    return {
      status: this.status,
      space: this.settings.space,
      desk: this.space?.device.desk ?? '',
      founder: space?.members.founderName ?? null,
      members: (space?.members.members ?? []).map(({ desk, name, person, since, until }) => ({
        desk,
        name,
        person,
        since,
        isRemoved: until !== null,
        isAlive: alive.has(desk),
      })),
      requests: (space?.members.requests ?? []).map(({ desk, name, person, askedAt }) => ({ desk, name, person, askedAt })),
      secrets: Object.keys(this.secrets),
    };
  }
}

const LINK = { tlsServerName: '', isTlsUnchecked: false, connectTimeoutSeconds: 5 };

/** Every login field, empty where nothing is saved. */
function blank(secrets: Readonly<Record<string, string>>) {
  return { password: '', token: '', nkeySeed: '', creds: '', keyPem: '', ...secrets };
}
