// Types of two packages that bring none (or too few), as far as the shell uses them.
declare module 'node-notifier' {
  interface Options {
    title: string;
    message: string;
    urgency?: 'low' | 'normal' | 'critical';
    'app-name'?: string;
    wait?: boolean;
    timeout?: number;
  }
  const notifier: { notify(options: Options, done: (error: Error | null, response?: string) => void): unknown };
  // biome-ignore lint/style/noDefaultExport: the package's own shape
  export default notifier;
}

declare module '@homebridge/dbus-native' {
  import type { EventEmitter } from 'node:events';

  export interface BusMessage {
    type?: number;
    interface?: string;
    member?: string;
    sender?: string;
    body?: unknown[];
  }
  export interface MessageBus {
    connection: EventEmitter & { end(): void };
    invoke(message: object, callback: (error: { name?: string; message?: string } | null, ...body: unknown[]) => void): void;
  }
  const dbus: { sessionBus(options: { busAddress: string }): MessageBus; messageType: { signal: number } };
  // biome-ignore lint/style/noDefaultExport: the package's own shape
  export default dbus;
}
