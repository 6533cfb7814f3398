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
  /** Nobody has typed in this text for a moment; `by` typed last. */
  readonly rested?: (incident: string, by: string) => void;
}

/** Beats between two looks: reminders are about days, versions about minutes. */
const LOOK_EVERY = 5;
/** So long after the last keystroke a line is taken for written. */
const REST_MS = 1_500;

export class PostmortemRoom {
  private readonly deps: PostmortemRoomDeps;
  private opened: Promise<PostmortemDesk> | null = null;
  private now: PostmortemDesk | null = null;
  private readonly rests = new Map<string, ReturnType<typeof setTimeout>>();
  private beats = 0;
  private isKeeping = false;

  constructor(deps: PostmortemRoomDeps) {
    this.deps = deps;
  }

  desk(): Promise<PostmortemDesk> {
    this.opened ??= import('../postmortem/postmortem-desk').then(({ PostmortemDesk: Room }) => {
      this.now = new Room(this.roomDeps());
      return this.now;
    });
    return this.opened;
  }

  /** The texts as actions see them; only after `ready`. */
  readonly texts: PostmortemTexts = {
    readText: (incident) => this.now?.appEdits.readText(incident) ?? null,
    editDrafts: (incident, edits, by) => this.now?.appEdits.drafts(incident, edits, by) ?? [],
  };

  /** Resolves when `texts` can be asked; at once while no postmortem was started. */
  async ready(): Promise<void> {
    if (this.now === null && this.deps.log.postmortems.all().some(({ postmortem }) => postmortem !== null)) await this.desk();
  }

  /** Tells `rested` when nobody has typed for a moment. */
  restSoon(incident: string, by: string): void {
    const { rested } = this.deps;
    if (!rested) return;
    clearTimeout(this.rests.get(incident));
    const timer = setTimeout(() => {
      this.rests.delete(incident);
      this.deps.desk.writes.attempt(() => rested(incident, by));
    }, REST_MS);
    this.rests.set(incident, timer);
  }

  row(incident: string): IncidentRow | undefined {
    return this.deps.desk.state.incidents.get(incident)?.row ?? this.deps.log.row(incident);
  }

  /** Windows hear of everything but keystrokes, which the room tells itself. */
  onCommit(events: readonly LogEvent[]): void {
    for (const e of this.now?.appEdits.onCommit(events) ?? [])
      if ((e.kind === 'postmortem.edited' || e.kind === 'postmortem.started') && e.incident !== null) this.restSoon(e.incident, e.data.by);
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
    for (const timer of this.rests.values()) clearTimeout(timer);
    if (this.opened) (await this.opened).docs.compactAll();
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
    const { desk, log, now, newId, person, push } = this.deps;
    return {
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
