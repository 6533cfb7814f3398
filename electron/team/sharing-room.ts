// What a desk needs to share with a team, and the calls about it: made when sharing is switched on or first asked about.
import { hostname } from 'node:os';
import type { PresencePush, SharingStatus, SharingValues } from '../../shared/contract/sharing';
import type { OnCallNow } from '../../shared/rules/route';
import { SHARING_SECRETS, SHARING_VAULT, type SharingSettings } from '../../shared/settings/sharing';
import { among, type TeamDuty, type TeamNow } from '../../shared/team/duty';
import { readersOf } from '../../shared/team/ring';
import type { Desk } from '../engine/desk';
import { done, type Handlers, refuse } from '../engine/gate';
import type { SettingsBook } from '../engine/settings-book';
import type { BridgeLine } from '../feeds/bridge-line';
import type { Attachments } from '../log/attachments';
import type { Log } from '../log/store';
import { checkedBatch } from './checked-batch';
import { type DeviceKeys, deviceKeys } from './device-keys';
import { DutyDesk } from './duty-desk';
import { FOR_OTHERS } from './message-seal';
import { Space } from './space';
import type { FileRead } from './team-files';
import { linkTo, memoryIn, seedIn } from './vault';

export interface SharingRoomDeps {
  readonly log: Log;
  readonly attachments: Attachments;
  readonly desk: Desk;
  readonly book: SettingsBook;
  readonly person: () => string;
  readonly now: () => number;
  readonly journal: (line: string) => void;
  readonly changed: () => void;
  /** Desks of the team came or went. */
  readonly moved: () => void;
  /** To the windows. */
  readonly push: (message: PresencePush) => void;
  readonly onCall: OnCallNow;
  /** By which feeds hear of the team's bridges. */
  readonly bridges: BridgeLine;
}

const ALONE: TeamNow = { desk: '', alive: [], isLinked: false };
const OFF: SharingStatus = {
  state: 'off',
  why: '',
  remedy: '',
  lastHeardAt: null,
  here: 0,
  members: 0,
  requests: 0,
  parked: 0,
  forOthers: 0,
  refused: 0,
  keptBack: 0,
  unread: 0,
};

export class SharingRoom {
  private readonly deps: SharingRoomDeps;
  private space: { readonly with: string; readonly space: Space; readonly device: DeviceKeys } | null = null;
  private turn: Promise<void> = Promise.resolve();
  private readonly turns: TeamDuty;

  constructor(deps: SharingRoomDeps) {
    this.deps = deps;
    const { now, book, onCall } = deps;
    this.turns = new DutyDesk({ now, onCall, settings: () => book.settings, team: (incident) => this.teamOf(incident) ?? ALONE });
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
      ...{ ...this.waiting(), refused: space.receiver.refused },
      keptBack: space.keptBack,
      unread: space.history.left,
    };
  }

  private waiting(): Pick<SharingStatus, 'parked' | 'forOthers'> {
    const counts = this.deps.log.parked.counts(this.settings.space);
    const forOthers = counts.get(FOR_OTHERS) ?? 0;
    return { parked: [...counts.values()].reduce((sum, n) => sum + n, 0) - forOthers, forOthers };
  }

  /** Which desks are there; undefined: this desk shares with nobody yet. */
  get team(): TeamNow | undefined {
    return this.space?.space.team;
  }

  /** As `team`; of an incident that only some read those desks alone. */
  teamOf(incident: string | undefined): TeamNow | undefined {
    const team = this.team;
    return team && incident !== undefined ? among(team, this.readers(incident)) : team;
  }

  /** Desks that alone read an incident; null: all do, or nothing is shared. */
  readers(incident: string): readonly string[] | null {
    return this.space ? readersOf(this.space.space.members.rings.of(incident)) : null;
  }

  /** Do other desks alone read it? */
  isOutside(incident: string): boolean {
    return this.space?.space.members.rings.isOutside(incident) ?? false;
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
    'get-readers': async ({ incident }) => {
      await this.turn;
      return done(this.readersView(incident));
    },
    'be-in-postmortem': async ({ incident, cursor }) => {
      await this.turn;
      return done({ others: this.space?.space.presence.be(incident, cursor) ?? [] });
    },
    'leave-postmortem': async ({ incident }) => {
      this.space?.space.presence.leave(incident);
      return done({ left: true as const });
    },
  };

  /** A file that another desk attached; null: this desk shares with nobody. */
  async readFile(sha256: string, incident: string): Promise<FileRead | null> {
    await this.turn;
    return this.space?.space.files.read(sha256, incident) ?? null;
  }

  /** Brings the files of an incident here, as far as they are to be had now. */
  async bringFiles(incident: string): Promise<void> {
    await this.turn;
    await this.space?.space.files.bring(incident);
  }

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
    const { log, attachments, desk, person, now, journal, changed, moved, push, bridges, book, onCall } = this.deps;
    const { space, deskName } = this.settings;
    const device = await deviceKeys(seedIn(log));
    const link = linkTo(this.settings, this.secrets, device.desk, now);
    const opened = new Space({
      ...{ space, device, link, log, attachments, person, now, journal, changed, moved, bridges, onCall },
      settings: () => book.settings,
      name: () => deskName || hostname().slice(0, 60) || 'desk',
      memory: memoryIn(log, space),
      takeIn: (events) => void desk.takeIn(events),
      present: (incident, others) => push({ push: 'postmortem-here', incident, others }),
      check: checkedBatch,
    });
    this.space = { with: wanted, space: opened, device };
    void opened.start();
  }

  private readersView(incident: string): SharingValues['get-readers'] {
    const members = this.space?.space.members;
    const step = members?.rings.of(incident).at(-1);
    if (!members || !step || step.desks.length === 0) return { readers: null };
    const named = (desk: string) => {
      const { name = '', person = '' } = members.members.find((one) => one.desk === desk) ?? {};
      return { desk, name, person };
    };
    const readers = step.desks.map(named);
    return { readers, isOutside: this.isOutside(incident), by: named(step.by), at: step.at };
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
