// The way to backups: what makes and lists them is loaded when one is due or somebody asks. Until then this is a look at the clock.
import type { EngineDeps } from './engine-seams';
import type { Handlers } from './gate';
import { callsInto, Room } from './room';
import { BACKUP_CALLS } from './room-calls';
import { UpkeepAlerts, type UpkeepAlertsDeps } from './upkeep-alerts';

export interface BackupDoor {
  readonly calls: Pick<Handlers, keyof typeof BACKUP_CALLS>;
  /** The desk speaks: says what the log lost, if it did. */
  open(): void;
  /** For a moment when nothing else is to do. */
  idle(): void;
  stop(): Promise<void>;
}

/** What a room of backups can do. */
export interface BackupRoom {
  readonly calls: BackupDoor['calls'];
  /** Makes the daily one if it is due; resolves with the time (Unix ms) of the next look. Never rejects. */
  look(): Promise<number>;
  /** Gives up what is being made. */
  stop(): void;
}

export interface BackupDoorDeps extends Pick<EngineDeps, 'now' | 'journal' | 'backups'> {
  readonly alerts: UpkeepAlerts;
  /** After the day's backup was made and read back. Ends early when `isEnding` says so. */
  readonly afterDaily: (isEnding: () => boolean) => Promise<unknown>;
}

/** The start and the first polls go before it. */
const FIRST_LOOK_MS = 300_000;
const LONGEST_WAIT_MS = 86_400_000;

export function backupDoor(
  given: Pick<EngineDeps, 'log' | 'journal' | 'backups'> & UpkeepAlertsDeps & Pick<BackupDoorDeps, 'afterDaily'>,
): BackupDoor {
  const { log, backups } = given;
  const alerts = new UpkeepAlerts(given);
  const deps: BackupDoorDeps = { ...given, alerts };
  const room = new Room<BackupRoom>(async () => (await import('./backup-room')).makeBackupRoom(deps));
  let lookAt = given.now() + FIRST_LOOK_MS;
  let isLooking = false;
  return {
    calls: callsInto(BACKUP_CALLS, async () => (await room.open()).calls),
    open() {
      if (log.lost > 0) alerts.lost(log.lost, log.head().seq);
    },
    idle() {
      const waitMs = lookAt - given.now();
      // Nothing is planned for later than a day: a clock that was set back is not waited for.
      if (!backups || isLooking || (waitMs > 0 && waitMs <= LONGEST_WAIT_MS)) return;
      isLooking = true;
      void room.open().then(async (opened) => {
        lookAt = await opened.look();
        isLooking = false;
      });
    },
    stop: () => room.shut((opened) => opened.stop()),
  };
}
