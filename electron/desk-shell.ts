// Composition root of the shell's desk: all that the window and the engine's process can start without. What hears what is told here.
import { join } from 'node:path';
import { app } from 'electron';
import type { ShellOptions } from './shell/args';
import type { GateKeeper } from './shell/calls-door';
import type { DeepLinks } from './shell/deep-link-events';
import { DeskFront } from './shell/desk-front';
import type { EngineProcess } from './shell/engine-process';
import { makeGate } from './shell/ipc';
import type { Lifecycle } from './shell/lifecycle';
import type { DeskLock } from './shell/lock/desk-lock';
import { watchForLock } from './shell/lock/lock-watch';
import { HEADLESS_SECONDS, Narrator } from './shell/narrator';
import { Notifier } from './shell/notifier/notifier';
import { followService, routesFor } from './shell/notifier/routes';
import type { ProfileKey } from './shell/open-key';
import type { Places } from './shell/places';
import { watchPower } from './shell/power';
import { openPreferences } from './shell/preferences';
import { PresenceWatch } from './shell/presence';
import { recoverLog } from './shell/recover';
import { SessionBus } from './shell/session-bus';
import { applyShortcuts, shellCallHandlers } from './shell/shell-calls';
import { giveBackLeftovers } from './shell/start-leftovers';
import { TrayIcon } from './shell/tray';
import { type TrayHost, watchTrayHost } from './shell/tray-host';
import { ableToUpdate } from './shell/update/able';
import { askInstall } from './shell/update/ask-install';
import { Updates } from './shell/update/updates';
import type { ConsoleWindow } from './shell/window';

export interface DeskParts {
  readonly options: ShellOptions;
  readonly lifecycle: Lifecycle;
  readonly links: DeepLinks;
  readonly places: Places;
  readonly profile: string;
  readonly key: ProfileKey;
  readonly engine: EngineProcess;
  readonly window: ConsoleWindow;
  readonly lock: DeskLock;
}

export interface DeskShell {
  readonly front: DeskFront;
  readonly tray: TrayHost;
  readonly gate: GateKeeper;
}

/** Puts tray, notifier, power and the page's calls around the window and the engine. */
export function openDesk({ options, lifecycle, links, places, profile, key, engine, window, lock }: DeskParts): DeskShell {
  const isHeadless = process.env.DOGWATCH_HEADLESS === '1';
  const seconds = options.seconds ?? (isHeadless ? HEADLESS_SECONDS : null);
  const preferences = openPreferences(profile);
  const bus = new SessionBus();
  const host = watchTrayHost(bus, process.platform, () => tray.raise());
  const tray = new TrayIcon({ assets: places.assets, act: (action) => front.act(action) });
  const notifier = new Notifier({
    routes: routesFor(process.platform, bus),
    now: () => performance.now(),
    onState: () => front.tellHealth(),
  });
  const shotsFolder = process.env.DOGWATCH_SHOTS ?? join(profile, 'screenshots');
  const narrator = isHeadless
    ? new Narrator({ window, shotsFolder, seconds: seconds ?? HEADLESS_SECONDS, fail: () => lifecycle.end(1) })
    : null;
  const presence = new PresenceWatch(bus, (now) => engine.send({ type: 'presence', presence: now }));
  const front = new DeskFront({ window, tray, notifier, narrator, engine, presence, lock, quit: () => lifecycle.end(0) });
  const updates = new Updates({
    able: ableToUpdate({
      isPackaged: app.isPackaged,
      platform: process.platform,
      appImage: process.env.APPIMAGE,
      resources: process.resourcesPath,
      assets: places.assets,
    }),
    server: () => preferences.get().updateServer,
    desk: async (publicKey) => (await import('./shell/update/release-desk')).openReleaseDesk(publicKey),
    tell: (update) => {
      if (!lock.isLocked) window.push({ push: 'update', update });
    },
    ask: (offer) => askInstall(window.browser, offer, tray.openIncidents()),
    end: () => lifecycle.end(0),
    now: Date.now,
  });
  const gate = makeGate(
    shellCallHandlers({
      window,
      preferences,
      lock,
      notifierState: notifier.state,
      hasTrayHost: host.isThere,
      exportEvidence: (incident, file) => engine.exportEvidence(incident, file, app.getVersion()),
      postmortems: {
        file: (asked) => engine.postmortemFile(asked),
        page: (incident) => engine.call('export-postmortem', { incident, format: 'html' }),
      },
      present: (isPresenting) => front.act({ do: 'present', isPresenting }),
      readAttachment: (args) => engine.call('get-attachment', args),
      report: (month) => engine.call('monthly-report', { month }),
      print: async (options) => (await import('./shell/print-page')).printPage(options),
      protectKey: (passphrase) => key.protect(passphrase),
      move: { window, engine, profile, key, now: Date.now },
      updates,
      renewKey: async (asked) =>
        (await import('./shell/renew-key')).renewKey({ engine, profile, key, thread: join(places.engine, '../profile-thread.cjs') }, asked),
      recover: (asked) => recoverLog({ engine, profile, openKeyAgain: () => key.again(), now: Date.now }, asked),
    }),
  );

  applyShortcuts({ preferences, window, lock });
  links.serve({ follow: (link) => void front.follow(link), show: () => window.show() });
  void host.look().then(() => tray.raise());
  void followService(process.platform, bus, () => void notifier.look());
  if (seconds !== null) setTimeout(() => lifecycle.end(0), seconds * 1000);
  lifecycle.onEnd(
    'power',
    watchPower((what) => engine.send({ type: 'power', what })),
  );
  lifecycle.onEnd(
    'lock',
    watchForLock(() => preferences.get(), lock.lock),
  );
  lifecycle.onEnd('updates', () => updates.stop());
  lifecycle.onEnd('leftovers', giveBackLeftovers());
  lifecycle.onEnd('presence', () => presence.stop());
  lifecycle.onEnd('bus', () => bus.close());
  lifecycle.onEnd('notifier', () => notifier.close());
  lifecycle.onEnd('tray', () => tray.destroy());
  return { front, tray: host, gate };
}
