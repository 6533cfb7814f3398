// A desktop where there is none: a virtual screen, a private session bus, a notification daemon on request. Linux only.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startBus } from './desktop/bus.mjs';
import { startNotificationDaemon } from './desktop/notification-daemon.mjs';
import { startScreen } from './desktop/screen.mjs';

/**
 * @typedef {object} VirtualDesktop
 * @property {Record<string, string>} env for every program that shall live on this desktop: the caller's environment with the desktop's variables
 * @property {string} display such as `:99`
 * @property {string} busAddress
 * @property {import('./desktop/notification-daemon.mjs').NotificationDaemon | null} notifications
 * @property {() => Promise<void>} stop ends what was started here, in reverse, by pid; may be called twice
 */

/**
 * Starts the desktop; throws with words when Xvfb or dbus-daemon is missing. `isShared` lets another user of this machine onto
 * the screen and the bus (the sandbox test runs the window as a normal user).
 * @param {{ screen?: string, hasNotifications?: boolean, isShared?: boolean }} [options] `screen`: width x height x depth
 * @returns {Promise<VirtualDesktop>}
 */
export async function startVirtualDesktop({ screen = '1440x900x24', hasNotifications = false, isShared = false } = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dogwatch-desktop-'));
  fs.chmodSync(folder, isShared ? 0o755 : 0o700);
  /** @type {(() => Promise<void>)[]} */
  const started = [];
  const removeFolder = () => fs.rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeFolder);
  const stop = async () => {
    for (let end = started.pop(); end; end = started.pop()) await end();
    process.off('exit', removeFolder);
    removeFolder();
  };
  try {
    const xvfb = await startScreen(screen, isShared);
    started.push(xvfb.stop);
    const bus = await startBus(folder, isShared);
    started.push(bus.stop);
    const env = desktopEnvironment(folder, xvfb.display, bus.address);
    const notifications = hasNotifications ? await startNotificationDaemon(env) : null;
    if (notifications) started.push(notifications.stop);
    return { env, display: xvfb.display, busAddress: bus.address, notifications, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @param {string} folder
 * @param {string} display
 * @param {string} busAddress
 */
function desktopEnvironment(folder, display, busAddress) {
  const runtime = path.join(folder, 'runtime');
  fs.mkdirSync(runtime, { mode: 0o700 });
  const own = {
    DISPLAY: display,
    DBUS_SESSION_BUS_ADDRESS: busAddress,
    XDG_RUNTIME_DIR: runtime,
    XDG_SESSION_TYPE: 'x11',
    NO_AT_BRIDGE: '1',
  };
  const env = /** @type {Record<string, string>} */ ({ ...process.env, ...own });
  delete env.WAYLAND_DISPLAY;
  delete env.XAUTHORITY;
  return env;
}
