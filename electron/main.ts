// Composition root of the shell: what is made, in which order, and what hears what. No logic lives here; the end is the reverse of the start.
import { join } from 'node:path';
import { app } from 'electron';
import { keyFromFile, keyFromPassphrase } from './log/key-file';
import { registerAppScheme, serveConsole } from './shell/app-protocol';
import { readArguments, type ShellOptions } from './shell/args';
import { collectDeepLinks, type DeepLinks } from './shell/deep-link-events';
import { DeskFront } from './shell/desk-front';
import { superviseEngine } from './shell/engine-process';
import { spareRuntime } from './shell/frugality';
import { hardenPages } from './shell/hardening';
import { openGate } from './shell/ipc';
import { note, wordsOf } from './shell/journal';
import { openKeyRecords } from './shell/key-records';
import { osKeychain } from './shell/keychain';
import { Keyring } from './shell/keyring';
import { claimProfile, createLifecycle, type Lifecycle } from './shell/lifecycle';
import { HEADLESS_SECONDS, Narrator } from './shell/narrator';
import { Notifier } from './shell/notifier/notifier';
import { followService, routesFor } from './shell/notifier/routes';
import { askPassphrase } from './shell/passphrase-window';
import { APP_ID, placesIn } from './shell/places';
import { watchPower } from './shell/power';
import { openPreferences } from './shell/preferences';
import { SessionBus } from './shell/session-bus';
import { applyPreferences, shellCallHandlers } from './shell/shell-calls';
import { TrayIcon } from './shell/tray';
import { watchTrayHost } from './shell/tray-host';
import { openConsoleWindow } from './shell/window';

async function start(options: ShellOptions, lifecycle: Lifecycle, links: DeepLinks): Promise<void> {
  const places = placesIn(app.getAppPath());
  const profile = app.getPath('userData');
  const isHeadless = process.env.DOGWATCH_HEADLESS === '1';
  const seconds = options.seconds ?? (isHeadless ? HEADLESS_SECONDS : null);

  hardenPages();
  serveConsole(places);
  const preferences = openPreferences(profile);

  const keyring = new Keyring({
    profile,
    store: openKeyRecords(profile),
    keychain: osKeychain,
    fromFile: keyFromFile,
    fromPassphrase: keyFromPassphrase,
    askPassphrase,
    givenPassphrase: process.env.DOGWATCH_PASSPHRASE ?? null,
  });
  const key = await keyring.open();

  // First of all, so that it loads on another core while the window does; its first words come when all below is made.
  const engine = key.ok
    ? superviseEngine({
        modulePath: places.engine,
        boot: {
          type: 'boot',
          profile,
          key: key.key,
          keyKeeping: key.keeping,
          configFile: options.configFile,
          demoDir: places.demo,
          isDemoAllowed: true,
        },
        onMessage: (message) => front.onEngine(message),
        onState: (state) => front.onEngineState(state),
      })
    : null;

  const bus = new SessionBus();
  const host = watchTrayHost(bus, process.platform, () => tray.raise());
  const window = openConsoleWindow({
    profile,
    preload: places.preload,
    icon: join(places.assets, 'icons/512x512.png'),
    isHidden: options.isHidden,
    lookForTray: host.look,
    hasTray: host.isThere,
    isEnding: lifecycle.isEnding,
  });
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
  const front = new DeskFront({ window, tray, notifier, narrator, quit: () => lifecycle.end(0) });

  openGate({
    handlers: shellCallHandlers({
      window,
      preferences,
      notifierState: notifier.state,
      protectKey: (passphrase) => (key.ok ? keyring.protect(key.key, passphrase) : key),
    }),
    contents: () => (window.browser.isDestroyed() ? null : window.browser.webContents),
    onPortWanted: () => front.connect(),
  });

  if (engine) {
    front.serve(engine);
    lifecycle.onEnd(
      'power',
      watchPower((what) => engine.send({ type: 'power', what })),
    );
    lifecycle.onEnd('engine', () => engine.stop());
  } else if (!key.ok) front.onNoEngine(`${key.what} ${key.remedy}`);

  applyPreferences(preferences, () => window.show());
  links.serve({ follow: (link) => void front.follow(link), show: () => window.show() });
  void host.look().then(() => tray.raise());
  void followService(process.platform, bus, () => void notifier.look());
  if (seconds !== null) setTimeout(() => lifecycle.end(0), seconds * 1000);
  lifecycle.onEnd('bus', () => bus.close());
  lifecycle.onEnd('notifier', () => notifier.close());
  lifecycle.onEnd('tray', () => tray.destroy());
}

const options = readArguments(process.argv, process.cwd());
if (options.problems.length > 0) {
  for (const problem of options.problems) note('error', problem);
  app.exit(2);
}
app.setAppUserModelId(APP_ID);
registerAppScheme();
spareRuntime();
const links = collectDeepLinks(options.deepLink);
const lifecycle = createLifecycle();
if (claimProfile(options.profile, { deepLink: options.deepLink })) {
  app
    .whenReady()
    .then(() => start(options, lifecycle, links))
    .catch((error: unknown) => {
      note('error', `the start failed: ${wordsOf(error)}`);
      lifecycle.end(1);
    });
} else app.exit(0);
