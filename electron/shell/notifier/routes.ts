// Which ways to notify there are on a platform, best first.
import type { SessionBus } from '../session-bus';
import { ElectronRoute } from './electron-notification';
import { DbusRoute, NOTIFICATIONS } from './linux-dbus';
import { NodeNotifierRoute } from './node-notifier';
import { NotifySendRoute } from './notify-send';
import type { Route } from './route';

export function routesFor(platform: NodeJS.Platform, bus: SessionBus): readonly Route[] {
  if (platform === 'linux') return [new DbusRoute(bus), new NotifySendRoute(), new NodeNotifierRoute(platform)];
  return [new ElectronRoute(), new NodeNotifierRoute(platform)];
}

/** Looks now and, on Linux, whenever a notification service comes or goes. */
export async function followService(platform: NodeJS.Platform, bus: SessionBus, look: () => void): Promise<void> {
  look();
  if (platform !== 'linux') return;
  await bus.listen(`type='signal',interface='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${NOTIFICATIONS}'`, (signal) => {
    if (signal.member === 'NameOwnerChanged' && signal.body[0] === NOTIFICATIONS) look();
  });
}
