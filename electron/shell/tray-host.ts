// Is there a tray that shows our icon? On Linux only when somebody owns org.kde.StatusNotifierWatcher; elsewhere always.
import type { SessionBus } from './session-bus';

const WATCHER = 'org.kde.StatusNotifierWatcher';

export interface TrayHost {
  readonly isThere: () => boolean;
  /** Looks once; afterwards changes come by themselves. */
  look(): Promise<void>;
}

/** Follows the owner of the watcher's name; `onChange` hears of panels that come and go. */
export function watchTrayHost(bus: SessionBus, platform: NodeJS.Platform, onChange: () => void): TrayHost {
  if (platform !== 'linux') return { isThere: () => true, look: async () => {} };
  let isThere = false;
  const enter = (now: boolean): void => {
    if (now === isThere) return;
    isThere = now;
    onChange();
  };
  const rule = `type='signal',interface='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${WATCHER}'`;
  return {
    isThere: () => isThere,
    look: async () => {
      await bus.listen(rule, (signal) => {
        if (signal.member === 'NameOwnerChanged' && signal.body[0] === WATCHER) enter(signal.body[2] !== '');
      });
      enter(await bus.hasOwner(WATCHER));
    },
  };
}
