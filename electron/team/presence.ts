// Who else has a shared postmortem before them. Costs nothing while no window shows one; nothing of it is kept.
import type { PresenceCursor, PresentDesk } from '../../shared/team/presence';
import { PresenceRoom, type PresenceRoomDeps } from './presence-room';

export interface TeamPresenceDeps extends Omit<PresenceRoomDeps, 'next' | 'newest' | 'changed'> {
  /** May the team hear of this incident, and this desk speak there now? */
  readonly maySay: (incident: string) => boolean;
  /** A number higher than those of all starts before. */
  readonly start: () => number;
  readonly changed: (incident: string, others: readonly PresentDesk[]) => void;
}

const LOOK_MS = 1_000;

export class TeamPresence {
  private readonly deps: TeamPresenceDeps;
  private readonly rooms = new Map<string, PresenceRoom>();
  private readonly newest: PresenceRoomDeps['newest'] = new Map();
  private timer: NodeJS.Timeout | null = null;
  private started = 0;
  private said = 0;

  constructor(deps: TeamPresenceDeps) {
    this.deps = deps;
  }

  /** A window shows this text, with its cursor there; said again every few seconds. Returns who else does. */
  be(incident: string, cursor: PresenceCursor | null): readonly PresentDesk[] {
    if (!this.deps.maySay(incident)) {
      this.leave(incident);
      return [];
    }
    const room = this.rooms.get(incident) ?? this.open(incident);
    room.be(cursor);
    return room.others;
  }

  leave(incident: string): void {
    const room = this.rooms.get(incident);
    this.rooms.delete(incident);
    void room?.leave();
    if (this.rooms.size === 0 && this.timer) {
      clearInterval(this.timer);
      this.timer = null;
    }
  }

  async stop(): Promise<void> {
    const leaving = [...this.rooms.values()].map((room) => room.leave());
    this.rooms.clear();
    if (this.timer) clearInterval(this.timer);
    await Promise.all(leaving);
  }

  private open(incident: string): PresenceRoom {
    this.started ||= this.deps.start();
    const { changed, start: _, maySay: __, ...deps } = this.deps;
    const room = new PresenceRoom(incident, {
      ...deps,
      next: () => ({ start: this.started, n: ++this.said }),
      newest: this.newest,
      changed: (others) => changed(incident, others),
    });
    this.rooms.set(incident, room);
    this.timer ??= setInterval(() => this.look(), LOOK_MS);
    return room;
  }

  private look(): void {
    for (const [incident, room] of this.rooms) {
      room.look();
      if (!room.isShown) this.leave(incident);
    }
  }
}
