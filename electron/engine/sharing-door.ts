// The way to the team: what shares is loaded when sharing is on, or a person asks about it.
import type { SharingStatus, SharingValues } from '../../shared/contract/sharing';
import type { IncidentRow } from '../../shared/domain/incident';
import { keepsAck, type TeamDuty, type TeamNow } from '../../shared/team/duty';
import { isTeams } from '../../shared/team/is-teams';
import type { SharingRoom, SharingRoomDeps } from '../team/sharing-room';
import type { FileRead } from '../team/team-files';
import type { Handlers } from './gate';
import { callsInto, Room } from './room';
import { SHARING_CALLS } from './room-calls';

export interface SharingDoor {
  readonly calls: Pick<Handlers, keyof SharingValues>;
  /** Undefined: sharing is off. */
  readonly status: SharingStatus | undefined;
  /** Which desks are there; undefined: this desk shares with nobody. */
  readonly team: TeamNow | undefined;
  readonly duty: TeamDuty | undefined;
  /** Does this desk keep the acknowledgement at the sources? What another desk keeps waits until this one knows its team. */
  keeps(row: IncidentRow): boolean;
  /** Do only some desks of the team read this incident? */
  isSealed(incident: string): boolean;
  /** And is this desk not among them? */
  isOutside(incident: string): boolean;
  /** A file that is not here, from the team; null: there is no team to ask. */
  readFile(sha256: string, incident: string): Promise<FileRead | null>;
  /** Before all files of an incident are wanted: brings those here that can be had now. */
  bringFiles(incident: string): Promise<void>;
  /** After every change of the settings, and at the start. */
  apply(): void;
  stop(): Promise<void>;
}

export function sharingDoor(deps: SharingRoomDeps): SharingDoor {
  const room = new Room<SharingRoom>(async () => {
    const made = new (await import('../team/sharing-room')).SharingRoom(deps);
    void made.apply();
    return made;
  });
  return {
    calls: callsInto(SHARING_CALLS, async () => (await room.open()).calls),
    get status() {
      const status = room.now?.status;
      return status?.state === 'off' ? undefined : status;
    },
    get team() {
      return room.now?.team;
    },
    get duty() {
      return room.now?.duty;
    },
    keeps(row) {
      if (!deps.book.settings.sharing.isOn || !isTeams(row)) return true;
      const team = room.now?.teamOf(row.id);
      return team ? keepsAck(row, team) : row.acknowledgedOn === undefined;
    },
    isSealed: (incident) => room.now?.readers(incident) != null,
    isOutside: (incident) => room.now?.isOutside(incident) ?? false,
    readFile: async (sha256, incident) => (deps.book.settings.sharing.isOn ? (await room.open()).readFile(sha256, incident) : null),
    async bringFiles(incident) {
      if (deps.book.settings.sharing.isOn) await (await room.open()).bringFiles(incident);
    },
    apply() {
      if (room.now) void room.now.apply();
      else if (deps.book.settings.sharing.isOn) void room.open();
    },
    stop: () => room.shut((made) => made.stop()),
  };
}
