// The best route on Linux: our own call to org.freedesktop.Notifications, with buttons, a receipt and a time-out.
// Facts: Desktop Notifications Specification 1.2 (urgency byte 0..2, reasons of NotificationClosed 1..4, `default` = click on the body).
import type { Urgency } from '../../../shared/log/event';
import { msg } from '../../../shared/words/words';
import type { BusReply, BusSignal, SessionBus } from '../session-bus';
import { escapeMarkup } from './page-text';
import {
  ANSWER_TIMEOUT_MS,
  buttonsOf,
  PAGE_BUTTONS,
  type PageListener,
  type PageText,
  type Presented,
  type Probe,
  type Route,
  type RouteFailure,
} from './route';

export const NOTIFICATIONS = 'org.freedesktop.Notifications';
const TARGET = { destination: NOTIFICATIONS, path: '/org/freedesktop/Notifications', interface: NOTIFICATIONS } as const;

const URGENCY: Readonly<Record<Urgency, number>> = { low: 0, normal: 1, critical: 2 };
/** ms on screen: critical pages stay until someone acts; -1 leaves it to the service. */
const EXPIRY: Readonly<Record<Urgency, number>> = { low: -1, normal: -1, critical: 0 };
const CLOSE_REASONS: Readonly<Record<number, string>> = { 1: msg`it expired on screen`, 2: msg`closed by the person`, 3: 'withdrawn' };

interface Shown {
  readonly id: number;
  readonly listener: PageListener;
}

/** Route `dbus`. `hasButtons` follows the service's own word (capability `actions`). */
export class DbusRoute implements Route {
  readonly name = 'dbus';
  private readonly bus: SessionBus;
  private capabilities: ReadonlySet<string> = new Set();
  private readonly shown = new Map<string, Shown>();
  private stopListening: (() => void) | null = null;

  constructor(bus: SessionBus) {
    this.bus = bus;
  }

  async probe(): Promise<Probe> {
    const who = await this.bus.call({ ...TARGET, member: 'GetServerInformation' }, ANSWER_TIMEOUT_MS);
    if (!who.ok) return unreachable(who);
    const can = await this.bus.call({ ...TARGET, member: 'GetCapabilities' }, ANSWER_TIMEOUT_MS);
    if (!can.ok) return unreachable(can);
    this.capabilities = new Set(Array.isArray(can.body[0]) ? can.body[0].map(String) : []);
    this.stopListening ??= await this.bus.listen(`type='signal',interface='${NOTIFICATIONS}'`, (signal) => this.hear(signal));
    return { ok: true, hasButtons: this.capabilities.has('actions'), isProved: true };
  }

  async present(page: PageText, listener: PageListener): Promise<Presented> {
    const actions = ['default', msg`Open`, ...buttonsOf(page).flatMap((button) => [button.action, button.label])];
    const hints = [
      ['urgency', ['y', URGENCY[page.urgency]]],
      ['desktop-entry', ['s', 'dogwatch']],
      ['category', ['s', 'device.error']],
      // The window plays the sound of the severity; a second one would only confuse.
      ['suppress-sound', ['b', true]],
    ];
    const body = this.capabilities.has('body-markup') ? escapeMarkup(page.body) : page.body;
    const replaces = this.shown.get(page.thread)?.id ?? 0;
    const reply = await this.bus.call(
      {
        ...TARGET,
        member: 'Notify',
        signature: 'susssasa{sv}i',
        body: [
          'Dogwatch',
          replaces,
          'dogwatch',
          page.title,
          body,
          this.capabilities.has('actions') ? actions : [],
          hints,
          EXPIRY[page.urgency],
        ],
      },
      ANSWER_TIMEOUT_MS,
      (late) => this.adoptLate(late, page.thread, listener),
    );
    if (!reply.ok) return unreachable(reply);
    const id = Number(reply.body[0]);
    this.shown.set(page.thread, { id, listener });
    return { ok: true, id: String(id), isReceipt: true };
  }

  withdraw(thread: string): void {
    const shown = this.shown.get(thread);
    if (!shown) return;
    this.shown.delete(thread);
    void this.bus.call({ ...TARGET, member: 'CloseNotification', signature: 'u', body: [shown.id] });
  }

  close(): void {
    this.stopListening?.();
    for (const thread of [...this.shown.keys()]) this.withdraw(thread);
  }

  /** A service that hung and came back shows the page after all: its buttons must work, unless a newer page took its place. */
  private adoptLate(reply: BusReply, thread: string, listener: PageListener): void {
    if (!reply.ok) return;
    const id = Number(reply.body[0]);
    if (!this.shown.has(thread)) this.shown.set(thread, { id, listener });
    else if (this.shown.get(thread)?.id !== id) void this.bus.call({ ...TARGET, member: 'CloseNotification', signature: 'u', body: [id] });
  }

  private hear(signal: BusSignal): void {
    if (signal.interface !== NOTIFICATIONS) return;
    const entry = [...this.shown].find(([, shown]) => shown.id === signal.body[0]);
    if (!entry) return;
    const [thread, { listener }] = entry;
    if (signal.member === 'NotificationClosed') {
      this.shown.delete(thread);
      listener.dismissed(CLOSE_REASONS[Number(signal.body[1])] ?? msg`closed by the notification service`);
    }
    if (signal.member !== 'ActionInvoked') return;
    // The service closes the page by itself after this; what follows would only repeat the action.
    this.shown.delete(thread);
    const button = PAGE_BUTTONS.find((known) => known.action === signal.body[1]);
    if (button) listener.acted(button.action);
    else listener.clicked();
    void this.bus.call({ ...TARGET, member: 'CloseNotification', signature: 'u', body: [Number(signal.body[0])] });
  }
}

function unreachable(reply: Extract<BusReply, { ok: false }>): RouteFailure {
  if (reply.kind === 'timeout')
    return {
      ok: false,
      isFinal: true,
      why: msg`The notification service is hung: it did not answer within 3 s. Restart it, or log in again.`,
    };
  if (reply.kind === 'no-bus') return { ok: false, isFinal: true, why: msg`Notifications can’t be shown: ${reply.why}.` };
  if (reply.kind === 'unspeakable') return { ok: false, isFinal: false, why: msg`Notifications can’t be shown: ${reply.why}.` };
  return {
    ok: false,
    isFinal: true,
    why: msg`This desktop has no notification service. Start one, for example dunst, and pages will be shown.`,
  };
}
