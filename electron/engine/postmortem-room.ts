// The room where postmortems are written, opened at the first need: who never writes one never pays for it. Also what goes on without
// anybody asking: reminders, versions of what was left alone, and news for the windows.
import type { PostmortemPush } from '../../shared/contract/postmortem';
import type { IncidentRow } from '../../shared/domain/incident';
import { reminderDue, remindOfPostmortems } from '../../shared/log/decide/postmortem-due';
import type { LogEvent } from '../../shared/log/event';
import { isPostmortemEvent } from '../../shared/log/views/postmortem';
import { isUntold } from '../../shared/log/views/postmortem-steps';
import { businessDaysAfter } from '../../shared/rules/business-days';
import type { Log } from '../log/store';
import type { PostmortemDesk } from '../postmortem/postmortem-desk';
import type { PostmortemTexts } from './action-desk';
import type { Desk } from './desk';

export interface PostmortemRoomDeps {
  readonly desk: Desk;
  readonly log: Log;
  readonly now: () => number;
  readonly newId: () => string;
  readonly person: () => string;
  readonly push: (message: PostmortemPush) => void;
  readonly journal: (line: string) => void;
  /** Nobody typed in this text for a while: its action items may have changed. */
  readonly rested: (incident: string, by: string) => void;
}

/** Beats between two looks: reminders are about days, versions about minutes. */
const LOOK_EVERY = 5;

export class PostmortemRoom {
  private readonly deps: PostmortemRoomDeps;
  private opened: Promise<PostmortemDesk> | null = null;
  private desked: PostmortemDesk | null = null;
  private beats = 0;
  private isKeeping = false;

  constructor(deps: PostmortemRoomDeps) {
    this.deps = deps;
  }

  desk(): Promise<PostmortemDesk> {
    this.opened ??= import('../postmortem/postmortem-desk').then(({ PostmortemDesk: Room }) => {
      this.desked = new Room(this.roomDeps());
      return this.desked;
    });
    return this.opened;
  }

  /** Resolves when `texts` knows every text there is: at once where no postmortem was started. */
  async ready(): Promise<void> {
    if (this.deps.log.postmortems.isAnyStarted()) await this.desk();
  }

  /** Have all texts been read that `ready` waits for? */
  get isReady(): boolean {
    return this.desked !== null || !this.deps.log.postmortems.isAnyStarted();
  }

  /** What action items see of the texts; ask `ready` before. */
  readonly texts: PostmortemTexts = {
    readText: (incident) => this.desked?.actionTexts.readText(incident) ?? null,
    editDrafts: (incident, edits, by) => this.desked?.actionTexts.editDrafts(incident, edits, by) ?? [],
  };

  row(incident: string): IncidentRow | undefined {
    return this.deps.desk.state.incidents.get(incident)?.row ?? this.deps.log.row(incident);
  }

  /** Windows hear of everything but keystrokes, which the room tells itself. */
  onCommit(events: readonly LogEvent[]): void {
    this.desked?.onCommit(events);
    const changed = new Set(events.flatMap((e) => (isPostmortemEvent(e) && !isUntold(e.kind) && e.incident !== null ? [e.incident] : [])));
    for (const incident of changed)
      this.deps.push({ push: 'postmortem-changed', incident, postmortem: this.deps.log.postmortems.get(incident)?.postmortem ?? null });
  }

  /** Once a second, with the engine's other beats. */
  beat(): void {
    this.beats += 1;
    if (this.beats % LOOK_EVERY !== 1) return;
    this.remind();
    if (this.isKeeping || this.deps.log.postmortems.withUnkept().length === 0) return;
    this.isKeeping = true;
    this.desk()
      .then((room) => room.versions.keepFinished())
      .catch((error) => this.deps.journal(`a version of a postmortem was not kept: ${error instanceof Error ? error.message : error}`))
      .finally(() => {
        this.isKeeping = false;
      });
  }

  /** Writes documents down in short; the events have all of it already. */
  async stop(): Promise<void> {
    if (this.opened) (await this.opened).stop();
  }

  private remind(): void {
    const { desk, log } = this.deps;
    const { now, timeZone } = desk.context;
    if (desk.state.pausedUntil !== null && desk.state.pausedUntil > now) return;
    const due = log.postmortems.dueBy(businessDaysAfter(now, 1, timeZone)).flatMap((record) => {
      const row = reminderDue(record, now, timeZone) === null ? undefined : this.row(record.incident);
      return row ? [{ row, record }] : [];
    });
    if (due.length > 0) desk.transact(() => remindOfPostmortems(due, now, timeZone));
  }

  private roomDeps(): ConstructorParameters<typeof PostmortemDesk>[0] {
    const { desk, log, now, newId, person, push, rested } = this.deps;
    return {
      rested,
      log,
      now,
      newId,
      person,
      push,
      commit: (drafts) => desk.transact(() => drafts),
      attempt: (write) => desk.writes.attempt(write),
    };
  }
}
