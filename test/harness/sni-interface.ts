// The D-Bus object that tray items register at.
import dbus from 'dbus-next';

const { Interface, ACCESS_READ } = dbus.interface;

class Watcher extends Interface {
  readonly items: string[] = [];

  get RegisteredStatusNotifierItems(): string[] {
    return this.items;
  }

  get IsStatusNotifierHostRegistered(): boolean {
    return true;
  }

  get ProtocolVersion(): number {
    return 0;
  }

  RegisterStatusNotifierItem(service: string): void {
    this.items.push(service);
    this.StatusNotifierItemRegistered(service);
  }

  RegisterStatusNotifierHost(): void {}

  StatusNotifierItemRegistered(service: string): string {
    return service;
  }

  StatusNotifierItemUnregistered(service: string): string {
    return service;
  }

  StatusNotifierHostRegistered(): void {}
}

Watcher.configureMembers({
  methods: { RegisterStatusNotifierItem: { inSignature: 's' }, RegisterStatusNotifierHost: { inSignature: 's' } },
  properties: {
    RegisteredStatusNotifierItems: { signature: 'as', access: ACCESS_READ },
    IsStatusNotifierHostRegistered: { signature: 'b', access: ACCESS_READ },
    ProtocolVersion: { signature: 'i', access: ACCESS_READ },
  },
  signals: {
    StatusNotifierItemRegistered: { signature: 's' },
    StatusNotifierItemUnregistered: { signature: 's' },
    StatusNotifierHostRegistered: { signature: '' },
  },
});

/** Takes the watcher's well-known name on `bus`; `items` lists bus names of registered items that are still connected. */
export async function exportWatcher(bus: dbus.MessageBus): Promise<{ readonly items: readonly string[] }> {
  const watcher = new Watcher('org.kde.StatusNotifierWatcher');
  bus.export('/StatusNotifierWatcher', watcher);
  await bus.requestName('org.kde.StatusNotifierWatcher', 0);
  const daemon = await bus.getProxyObject('org.freedesktop.DBus', '/org/freedesktop/DBus');
  daemon.getInterface('org.freedesktop.DBus').on('NameOwnerChanged', (name: string, _before: string, now: string) => {
    const at = watcher.items.indexOf(name);
    if (now !== '' || at < 0) return;
    watcher.items.splice(at, 1);
    watcher.StatusNotifierItemUnregistered(name);
  });
  return watcher;
}
