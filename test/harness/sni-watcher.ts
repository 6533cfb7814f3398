// The panel's side of a tray icon: a StatusNotifierWatcher that reads what an item shows and presses its menu.
// Speaks raw messages, since Chromium's objects answer no introspection. Facts: StatusNotifierItem and com.canonical.dbusmenu specifications.
import dbus from 'dbus-next';
import { eventually } from './eventually';
import { exportWatcher } from './sni-interface';

/** An icon in network byte order, 4 bytes (ARGB) a pixel. */
export interface TrayIcon {
  readonly width: number;
  readonly height: number;
  readonly argb: Buffer;
}

export interface TrayItem {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly tooltip: string;
  readonly icons: readonly TrayIcon[];
}

export interface TrayMenuItem {
  readonly id: number;
  readonly label: string;
  readonly isSeparator: boolean;
  readonly isEnabled: boolean;
  readonly isChecked: boolean;
  readonly children: readonly TrayMenuItem[];
}

export interface TrayHost {
  /** Bus names of the items registered and still there, oldest first. */
  readonly items: () => readonly string[];
  /** Resolves once an item has registered. */
  readonly waitForItem: (limitMs?: number) => Promise<string>;
  /** What the item shows now (default: the newest one). */
  readonly read: (item?: string) => Promise<TrayItem>;
  readonly menu: (item?: string) => Promise<readonly TrayMenuItem[]>;
  /** Presses the first entry, at any depth, whose label matches. */
  readonly press: (label: string | RegExp, item?: string) => Promise<void>;
  /** A click on the icon itself. */
  readonly activate: (item?: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

type Layout = [number, Record<string, dbus.Variant>, dbus.Variant[]];
const itemInterface = 'org.kde.StatusNotifierItem';
const menuInterface = 'com.canonical.dbusmenu';

/** Starts a host on the bus at `busAddress`; start it before the app, as an app looks for one when it starts. */
export async function startTrayHost(busAddress: string): Promise<TrayHost> {
  const bus = dbus.sessionBus({ busAddress });
  const watcher = await exportWatcher(bus);
  const call = async (
    item: string,
    path: string,
    iface: string,
    member: string,
    signature = '',
    body: unknown[] = [],
  ): Promise<unknown[]> => {
    const message = new dbus.Message({ destination: item, path, interface: iface, member, signature, body });
    return ((await bus.call(message)) as dbus.Message).body as unknown[];
  };
  const newest = (): string => {
    const last = watcher.items.at(-1);
    if (!last) throw new Error('no tray item is registered');
    return last;
  };
  const properties = async (item: string): Promise<Record<string, dbus.Variant>> => {
    const [all] = await call(item, '/StatusNotifierItem', 'org.freedesktop.DBus.Properties', 'GetAll', 's', [itemInterface]);
    return all as Record<string, dbus.Variant>;
  };
  const menuPath = async (item: string): Promise<string> => String((await properties(item)).Menu?.value ?? '/MenuBar');
  const menu: TrayHost['menu'] = async (item = newest()) => {
    const [, layout] = await call(item, await menuPath(item), menuInterface, 'GetLayout', 'iias', [0, -1, []]);
    return toMenuItem(layout as Layout).children;
  };
  return {
    items: () => [...watcher.items],
    waitForItem: (limitMs = 10_000) => eventually('a tray item registers', () => watcher.items.at(-1), { limitMs }),
    read: async (item = newest()) => toTrayItem(await properties(item)),
    menu,
    press: async (label, item = newest()) => {
      const wanted = flatten(await menu(item)).find((entry) =>
        typeof label === 'string' ? entry.label === label : label.test(entry.label),
      );
      if (!wanted) throw new Error(`the tray menu has no entry ${label}`);
      await call(item, await menuPath(item), menuInterface, 'Event', 'isvu', [wanted.id, 'clicked', new dbus.Variant('i', 0), 0]);
    },
    activate: async (item = newest()) => void (await call(item, '/StatusNotifierItem', itemInterface, 'Activate', 'ii', [0, 0])),
    stop: async () => bus.disconnect(),
  };
}

function toTrayItem(all: Record<string, dbus.Variant>): TrayItem {
  const text = (name: string): string => String(all[name]?.value ?? '');
  const pixmaps = (all.IconPixmap?.value ?? []) as [number, number, Buffer][];
  const tooltip = (all.ToolTip?.value ?? ['', [], '', '']) as [string, unknown, string, string];
  return {
    ...{ id: text('Id'), title: text('Title'), status: text('Status') },
    tooltip: [tooltip[2], tooltip[3]].filter(Boolean).join('\n'),
    icons: pixmaps.map(([width, height, argb]) => ({ width, height, argb: Buffer.from(argb) })),
  };
}

function toMenuItem([id, properties, children]: Layout): TrayMenuItem {
  return {
    id,
    label: String(properties.label?.value ?? '').replaceAll(/_(.)/g, '$1'),
    isSeparator: properties.type?.value === 'separator',
    isEnabled: properties.enabled?.value !== false,
    isChecked: properties['toggle-state']?.value === 1,
    children: children.map((child) => toMenuItem(child.value as Layout)),
  };
}

function flatten(entries: readonly TrayMenuItem[]): TrayMenuItem[] {
  return entries.flatMap((entry) => [entry, ...flatten(entry.children)]);
}
