// Who else has a postmortem before them, for the window that shows it: says where the cursor is here and hears of the others. Silent
// while sharing is off or the window is out of sight.
import { PRESENCE_SAY_MS, type PresenceCursor, type PresentDesk } from '../../shared/team/presence';
import { callEngine } from '../bridge';
import { useDesk } from './desk';
import type { Ask } from './postmortem-doc';
import { onPresencePush } from './postmortem-news';

export interface PresenceDeps {
  readonly ask: Ask;
  readonly isShared: () => boolean;
  readonly isInSight: () => boolean;
}

/** The engine says it on as often. */
const MOVE_EVERY_MS = 100;
const NOBODY: readonly PresentDesk[] = [];

const OF_WINDOW: PresenceDeps = {
  ask: callEngine,
  isShared: () => useDesk.getState().status?.sharing !== undefined,
  isInSight: () => document.visibilityState === 'visible',
};

export class PostmortemPresence {
  private readonly incident: string;
  private readonly deps: PresenceDeps;
  private readonly listeners = new Set<() => void>();
  private others = NOBODY;
  private cursor: PresenceCursor | null = null;
  private beat: ReturnType<typeof setInterval> | undefined;
  private moving: ReturnType<typeof setTimeout> | undefined;
  private isSaid = false;
  private end: (() => void) | null = null;

  constructor(incident: string, deps: PresenceDeps = OF_WINDOW) {
    this.incident = incident;
    this.deps = deps;
  }

  now = (): readonly PresentDesk[] => this.others;

  /** Is here while somebody listens. */
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (this.listeners.size === 1) this.begin();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.leave();
    };
  };

  /** The cursor stands there now; asked for a moment later, once for many moves. */
  moved(cursorNow: () => PresenceCursor | null): void {
    this.moving ??= setTimeout(() => {
      this.moving = undefined;
      this.cursor = cursorNow();
      if (this.end) void this.say();
    }, MOVE_EVERY_MS);
  }

  private begin(): void {
    const endPush = onPresencePush((push) => {
      if (push.incident === this.incident) this.put(push.others);
    });
    this.beat = setInterval(() => void this.say(), PRESENCE_SAY_MS);
    this.end = () => {
      endPush();
      clearInterval(this.beat);
      clearTimeout(this.moving);
      this.moving = undefined;
    };
    void this.say();
  }

  private leave(): void {
    this.end?.();
    this.end = null;
    this.others = NOBODY;
    void this.sayGone();
  }

  private async say(): Promise<void> {
    const { ask, isShared, isInSight } = this.deps;
    if (!isShared() || !isInSight()) return this.sayGone();
    this.isSaid = true;
    const reply = await ask('be-in-postmortem', { incident: this.incident, cursor: this.cursor });
    if (this.end) this.put(reply.ok ? reply.value.others : NOBODY);
  }

  private async sayGone(): Promise<void> {
    this.put(NOBODY);
    if (!this.isSaid) return;
    this.isSaid = false;
    await this.deps.ask('leave-postmortem', { incident: this.incident });
  }

  private put(others: readonly PresentDesk[]): void {
    if (JSON.stringify(others) === JSON.stringify(this.others)) return;
    this.others = others;
    for (const listener of this.listeners) listener();
  }
}
