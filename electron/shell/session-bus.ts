/// <reference path="./untyped-modules.d.ts" />
// The D-Bus session bus as the shell needs it: calls with a time-out, signals, owners of names. Asynchronous throughout: a hung service costs nobody anything.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import dbus, { type BusMessage, type MessageBus } from '@homebridge/dbus-native';
import { msg } from '../../shared/words/words';
import { wordsOf } from './journal';

export type BusReply =
  | { readonly ok: true; readonly body: readonly unknown[] }
  | { readonly ok: false; readonly kind: BusFailure; readonly why: string };

/** `unspeakable`: there may be a bus, but at an address that this client has no transport for. */
export type BusFailure = 'no-bus' | 'unspeakable' | 'timeout' | 'refused';

export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

export interface BusSignal {
  readonly interface: string;
  readonly member: string;
  readonly sender: string;
  readonly body: readonly unknown[];
}

const TIMEOUT_MS = 3_000;
const BUS: Pick<BusCall, 'destination' | 'path' | 'interface'> = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

/** The session's bus as the environment names it, else where systemd puts it. Chromium writes `disabled:` where there was no address. */
function sessionAddress(): string | null {
  const named = process.env.DBUS_SESSION_BUS_ADDRESS;
  if (named && !named.startsWith('disabled:')) return named;
  const usual = process.env.XDG_RUNTIME_DIR ? join(process.env.XDG_RUNTIME_DIR, 'bus') : null;
  return usual && existsSync(usual) ? `unix:path=${usual}` : null;
}

/** A connection that is made when first needed and made again when it was lost. */
export class SessionBus {
  private bus: MessageBus | null = null;
  private failure = '';
  private failureKind: 'no-bus' | 'unspeakable' = 'no-bus';
  private readonly pending = new Set<() => void>();
  private readonly matches = new Set<string>();
  private readonly listeners = new Set<(signal: BusSignal) => void>();

  /** Calls a method; answers within `timeoutMs`, also when nobody answers. `onLate` hears an answer that came after that. */
  async call(call: BusCall, timeoutMs = TIMEOUT_MS, onLate?: (reply: BusReply) => void): Promise<BusReply> {
    const bus = this.connect();
    if (!bus) return { ok: false, kind: this.failureKind, why: this.failure };
    return new Promise((resolve) => {
      const done = (reply: BusReply): void => {
        clearTimeout(timer);
        this.pending.delete(onLost);
        resolve(reply);
      };
      const onLost = (): void => done({ ok: false, kind: 'no-bus', why: this.failure });
      const timer = setTimeout(
        () => done({ ok: false, kind: 'timeout', why: msg`${call.destination} did not answer within ${timeoutMs / 1000} s` }),
        timeoutMs,
      );
      this.pending.add(onLost);
      bus.invoke({ ...call }, (error, ...body) => {
        const reply: BusReply = error
          ? { ok: false, kind: 'refused', why: `${call.destination}: ${error.message || error.name || 'refused'}` }
          : { ok: true, body };
        if (this.pending.has(onLost)) done(reply);
        else onLate?.(reply);
      });
    });
  }

  /** Hears signals that match `rule` (D-Bus match syntax) from now on, over reconnections too. Returns the end of listening. */
  async listen(rule: string, listener: (signal: BusSignal) => void): Promise<() => void> {
    this.listeners.add(listener);
    if (!this.matches.has(rule)) {
      this.matches.add(rule);
      await this.call({ ...BUS, member: 'AddMatch', signature: 's', body: [rule] });
    }
    return () => this.listeners.delete(listener);
  }

  /** Does anybody own this well-known name? Nobody is started by asking. */
  async hasOwner(name: string): Promise<boolean> {
    const reply = await this.call({ ...BUS, member: 'NameHasOwner', signature: 's', body: [name] });
    return reply.ok && reply.body[0] === true;
  }

  close(): void {
    this.bus?.connection.end();
    this.bus = null;
  }

  private connect(): MessageBus | null {
    if (this.bus) return this.bus;
    const busAddress = sessionAddress();
    if (!busAddress) {
      this.failure = msg`there is no D-Bus session bus`;
      this.failureKind = 'no-bus';
      return null;
    }
    try {
      const bus = dbus.sessionBus({ busAddress });
      this.bus = bus;
      this.watch(bus);
      for (const rule of this.matches) bus.invoke({ ...BUS, member: 'AddMatch', signature: 's', body: [rule] }, () => {});
      return bus;
    } catch (error) {
      this.failure = msg`the D-Bus session bus can’t be spoken to: ${wordsOf(error)}`;
      this.failureKind = 'unspeakable';
      return null;
    }
  }

  private watch(bus: MessageBus): void {
    const lost = (why: string): void => {
      if (this.bus === bus) this.bus = null;
      this.failure = msg`the D-Bus session bus can’t be reached: ${why}`;
      this.failureKind = 'no-bus';
      for (const tell of [...this.pending]) tell();
    };
    bus.connection.on('error', (error: Error) => lost(error.message));
    bus.connection.on('end', () => lost(msg`it closed the connection`));
    bus.connection.on('message', (message: BusMessage) => {
      if (message.type !== dbus.messageType.signal) return;
      const signal = {
        interface: message.interface ?? '',
        member: message.member ?? '',
        sender: message.sender ?? '',
        body: message.body ?? [],
      };
      // After the promises that this very chunk of bytes resolved: a reply is handled before the signal that follows it.
      setImmediate(() => {
        for (const listener of this.listeners) listener(signal);
      });
    });
  }
}
