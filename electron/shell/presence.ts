// Who is in front of the desk, as far as the desktop tells: locked, idle since when, and whether others see the screen. Told to the
// engine when it changes; escalation goes faster when nobody is there, and pages hide details from an audience.
import { powerMonitor } from 'electron';
import type { Presence } from '../../shared/log/decide/context';
import type { BusReply, SessionBus } from './session-bus';

const LOOK_MS = 30_000;
/** Shorter pauses are work; a beginning that differs by less is the same. */
const SAME_IDLE_MS = 60_000;

/** Plasma says so while a screen is shared or a presentation runs; GNOME while something keeps the session from idling, such as a slide show. */
const ASK = [
  {
    destination: 'org.freedesktop.Notifications',
    path: '/org/freedesktop/Notifications',
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body: ['org.freedesktop.Notifications', 'Inhibited'],
  },
  {
    destination: 'org.gnome.SessionManager',
    path: '/org/gnome/SessionManager',
    interface: 'org.gnome.SessionManager',
    member: 'IsInhibited',
    signature: 'u',
    body: [8],
  },
] as const;

/** Is there a true among what a service answered, also inside a variant? Refusals and silence are no. */
export function saysYes(reply: BusReply): boolean {
  return reply.ok && reply.body.flat(5).includes(true);
}

/** Does the engine need to hear of `now`, having heard `told`? */
export function isNews(told: Presence | null, now: Presence): boolean {
  if (!told || told.isLocked !== now.isLocked || told.isPresenting !== now.isPresenting) return true;
  if (told.isPresentingSaid !== now.isPresentingSaid) return true;
  if (told.idleSince === null || now.idleSince === null) return told.idleSince !== now.idleSince;
  return Math.abs(now.idleSince - told.idleSince) >= SAME_IDLE_MS;
}

export class PresenceWatch {
  private readonly bus: Pick<SessionBus, 'call'>;
  private readonly send: (presence: Presence) => void;
  private readonly timer: NodeJS.Timeout;
  private isLocked = false;
  private isPresentingBySay = false;
  private told: Presence | null = null;

  constructor(bus: Pick<SessionBus, 'call'>, send: (presence: Presence) => void) {
    this.bus = bus;
    this.send = send;
    powerMonitor.on('lock-screen', this.lock);
    powerMonitor.on('unlock-screen', this.unlock);
    this.timer = setInterval(() => void this.look(), LOOK_MS);
    void this.look();
  }

  /** A person says that others see this screen, or that they don't any more. */
  present(isPresenting: boolean): void {
    this.isPresentingBySay = isPresenting;
    void this.look();
  }

  /** The engine is new and knows nothing. */
  tell(): void {
    this.told = null;
    void this.look();
  }

  stop(): void {
    clearInterval(this.timer);
    powerMonitor.off('lock-screen', this.lock);
    powerMonitor.off('unlock-screen', this.unlock);
  }

  private readonly lock = (): void => {
    this.isLocked = true;
    void this.look();
  };

  private readonly unlock = (): void => {
    this.isLocked = false;
    void this.look();
  };

  private async look(): Promise<void> {
    // What the person says counts at once, also while the desktop is still being asked.
    const isShown = !this.isPresentingBySay && process.platform === 'linux' && (await this.isShown());
    const isPresentingSaid = this.isPresentingBySay;
    const isPresenting = isPresentingSaid || isShown;
    const idleMs = powerMonitor.getSystemIdleTime() * 1000;
    const idleSince = idleMs < SAME_IDLE_MS ? null : Date.now() - idleMs;
    const now = { isLocked: this.isLocked, idleSince, isPresenting, isPresentingSaid };
    if (!isNews(this.told, now)) return;
    this.told = now;
    this.send(now);
  }

  private async isShown(): Promise<boolean> {
    const replies = await Promise.all(ASK.map((ask) => this.bus.call({ ...ask, body: [...ask.body] })));
    return replies.some(saysYes);
  }
}
