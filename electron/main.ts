// Composition root of the shell's first moments: the engine's process and the window, which load beside each other. Everything else
// is made by `desk-shell.ts`, whose code is read once the window has painted. No logic lives here; the end is the reverse of the start.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { app } from 'electron';
import { speak } from '../shared/words/words';
import type { DeskShell } from './desk-shell';
import { registerAppScheme, serveConsole } from './shell/app-protocol';
import { readArguments, type ShellOptions } from './shell/args';
import { openDoor } from './shell/calls-door';
import { collectDeepLinks, type DeepLinks } from './shell/deep-link-events';
import { superviseEngine } from './shell/engine-process';
import { spareRuntime } from './shell/frugality';
import { hardenPages } from './shell/hardening';
import { note, wordsOf } from './shell/journal';
import { openKeyRecords } from './shell/key-records';
import { claimProfile, createLifecycle, type Lifecycle } from './shell/lifecycle';
import { DeskLock } from './shell/lock/desk-lock';
import { keyringOf, ProfileKey } from './shell/open-key';
import { APP_ID, placesIn } from './shell/places';
import { withoutKey } from './shell/recover';
import { settleKey } from './shell/settle-key';
import { spokenLanguage } from './shell/spoken-language';
import { openConsoleWindow } from './shell/window';
import { wearKeptTheme } from './shell/window-theme';

/** The rest of the shell waits until the window has drawn what the engine gave it, but no longer than this after the first frame. */
const SHELL_LATEST_MS = 1_000;
/** What the window needs to draw that, before the rest of the shell loads its code beside it. */
const DRAWING_MS = 120;

async function start(options: ShellOptions, lifecycle: Lifecycle, links: DeepLinks): Promise<void> {
  const places = placesIn(app.getAppPath());
  const profile = app.getPath('userData');

  hardenPages();
  const spoken = spokenLanguage(profile, places.assets);
  speak(spoken.language, spoken.texts);
  serveConsole(places, spoken);
  const keyring = keyringOf(profile);
  const key = new ProfileKey(keyring, () => settleKey(profile, openKeyRecords(profile)));
  // The question for the passphrase comes and goes before there is a console.
  if (keyring.needsPerson) await key.opened;
  const lock = new DeskLock(profile, key);
  let desk: DeskShell | null = null;

  // Before the window, so that it loads on another core while the window does.
  const engine = superviseEngine({
    modulePath: places.engine,
    words: spoken.file,
    boot: async () => {
      const opened = await key.opened;
      if (!opened.ok) return { ok: false, recovery: withoutKey(opened) };
      const keeping = { key: opened.key, keyKeeping: opened.keeping };
      const boot = {
        type: 'boot',
        profile,
        ...keeping,
        configFile: options.configFile,
        demoDir: places.demo,
        isDemoAllowed: true,
      } as const;
      return { ok: true, boot };
    },
    onMessage: (message) => void made.then(({ front }) => front.onEngine(message)),
    onState: (state) => void made.then(({ front }) => front.onEngineState(state)),
  });
  lifecycle.onEnd('engine', () => engine.stop());

  wearKeptTheme(profile);
  const window = openConsoleWindow({
    profile,
    preload: places.preload,
    icon: join(places.assets, 'icons/512x512.png'),
    isHidden: options.isHidden,
    lookForTray: async () => (await made).tray.look(),
    hasTray: () => desk?.tray.isThere() ?? false,
    isEnding: lifecycle.isEnding,
    isLocked: () => lock.isLocked,
  });
  lock.attend(window);
  let onAsked = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    onAsked = resolve;
  });
  const drawn = Promise.all([engine.settled, asked]).then(() => pause(DRAWING_MS));
  const made = Promise.race([drawn, window.painted.then(() => pause(SHELL_LATEST_MS))]).then(async () => {
    const { openDesk } = await import('./desk-shell');
    return openDesk({ options, lifecycle, links, places, profile, key, engine, window, lock });
  });
  openDoor({
    contents: () => (window.browser.isDestroyed() ? null : window.browser.webContents),
    isLocked: () => lock.isLocked,
    keeper: made.then(({ gate }) => gate),
    onPortWanted: () => {
      onAsked();
      const isGiven = engine.connect(window.browser.webContents);
      window.pushKept();
      void made.then(({ front }) => front.onPortAsked(isGiven));
    },
  });
  desk = await made;
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
