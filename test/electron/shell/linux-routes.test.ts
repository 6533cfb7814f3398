// The routes of Linux against a real daemon on a real bus, in plain Node.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DbusRoute } from '../../../electron/shell/notifier/linux-dbus';
import { NotifySendRoute } from '../../../electron/shell/notifier/notify-send';
import type { PageListener, PageText, Route } from '../../../electron/shell/notifier/route';
import { SessionBus } from '../../../electron/shell/session-bus';
import { eventually } from '../../harness/eventually';
import {
  type NotificationDaemon,
  startNotificationDaemon,
  startVirtualDesktop,
  type VirtualDesktop,
} from '../../harness/notification-daemon';

let desktop: VirtualDesktop;
let daemon: NotificationDaemon;
const address = process.env.DBUS_SESSION_BUS_ADDRESS;
const isHere = process.platform === 'linux';

beforeAll(async () => {
  if (!isHere) return;
  desktop = await startVirtualDesktop();
  process.env.DBUS_SESSION_BUS_ADDRESS = desktop.busAddress;
  daemon = await startNotificationDaemon(desktop.env);
});
afterAll(async () => {
  await daemon?.stop();
  await desktop?.stop();
  if (address === undefined) delete process.env.DBUS_SESSION_BUS_ADDRESS;
  else process.env.DBUS_SESSION_BUS_ADDRESS = address;
});

const page = (thread: string, title: string): PageText => ({ thread, title, body: '-b & <i>', urgency: 'critical', isActionable: true });

function listener(): PageListener & { readonly heard: string[] } {
  const heard: string[] = [];
  return { heard, clicked: () => heard.push('clicked'), dismissed: (why) => heard.push(why), acted: (action) => heard.push(action) };
}

const routes: [string, () => Route][] = [
  ['dbus', () => new DbusRoute(new SessionBus())],
  ['notify-send', () => new NotifySendRoute()],
];

test.skipIf(!isHere).each(routes)(
  '%s: shown with a receipt, acted, dismissed, replaced, withdrawn',
  async (name, make) => {
    const route = make();
    expect(await route.probe()).toMatchObject({ ok: true, hasButtons: true });
    const first = listener();
    const shown = await route.present(page('a', `-${name} one`), first);
    if (!shown.ok) throw new Error(shown.why);
    const got = await daemon.waitFor((one) => one.summary === `-${name} one`);
    expect(String(got.id)).toBe(shown.id);
    expect(got).toMatchObject({ hints: { urgency: '2' } });
    const second = listener();
    await route.present(page('a', `-${name} two`), second);
    expect((await daemon.waitFor((one) => one.summary === `-${name} two`)).replaces).toBe(got.id);
    daemon.invoke(got.id, 'snooze');
    await eventually('the press is heard', () => second.heard.includes('snooze'));
    const third = listener();
    const other = await route.present(page('b', `-${name} three`), third);
    daemon.close(Number(other.ok && other.id), 2);
    await eventually('the dismissal is heard', () => third.heard.length === 1);
    const fourth = await route.present(page('c', `-${name} four`), listener());
    route.withdraw('c');
    await eventually('it is withdrawn', () => daemon.withdrawn.includes(Number(fourth.ok && fourth.id)));
    route.close();
  },
  20_000,
);

test.skipIf(!isHere)(
  'dbus: a hung daemon is told after 3 s and found again; a bus that is gone too',
  async () => {
    const bus = new SessionBus();
    const route = new DbusRoute(bus);
    await route.probe();
    daemon.hang();
    const from = performance.now();
    const late = listener();
    expect(await route.present(page('late', 'late'), late)).toMatchObject({ ok: false, isFinal: true });
    expect(performance.now() - from).toBeLessThan(3_500);
    daemon.resume();
    const got = await daemon.waitFor((one) => one.summary === 'late');
    expect(await route.probe()).toMatchObject({ ok: true });
    daemon.invoke(got.id, 'acknowledge');
    await eventually('the late page’s button works', () => late.heard.includes('acknowledge'));
    bus.close();
    process.env.DBUS_SESSION_BUS_ADDRESS = 'disabled:';
    delete process.env.XDG_RUNTIME_DIR;
    expect(await new DbusRoute(new SessionBus()).probe()).toMatchObject({ ok: false, isFinal: true });
    process.env.DBUS_SESSION_BUS_ADDRESS = 'unix:abstract=/nowhere';
    expect(await new DbusRoute(new SessionBus()).probe()).toMatchObject({ ok: false, isFinal: false });
    process.env.DBUS_SESSION_BUS_ADDRESS = desktop.busAddress;
  },
  20_000,
);
