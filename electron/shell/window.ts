// The one window: sandboxed, shown when it has something to show, back where it was, and hidden to the tray only where a tray exists.
import { app, BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import type { ShellPush } from '../../shared/contract';
import { msg } from '../../shared/words/words';
import { CONSOLE_URL, LOCKED_URL } from './app-protocol';
import { note } from './journal';
import { readKept } from './kept-file';
import { createRestartPolicy } from './restart-policy';
import type { Sound } from './sounds';
import { keepWindowPlace } from './window-place';
import { fitToScreens, SMALLEST, WINDOW_FILE } from './window-state';

export interface WindowOptions {
  readonly profile: string;
  readonly preload: string;
  readonly icon: string;
  readonly isHidden: boolean;
  /** Resolves once `hasTray` can be believed. */
  readonly lookForTray: () => Promise<void>;
  /** Is there a tray from which the window can be brought back? */
  readonly hasTray: () => boolean;
  readonly isEnding: () => boolean;
  readonly isLocked: () => boolean;
}

export interface ConsoleWindow {
  readonly browser: BrowserWindow;
  /** Resolves with the first frame, or after a second without one. */
  readonly painted: Promise<void>;
  show(): void;
  /** Loads what belongs into it now: the console, or the page that says that it is locked. */
  load(): void;
  /** Tells the page; lost while it loads, so the page asks for what it needs when it starts. Locked, the last place to go to is kept. */
  push(push: ShellPush): void;
  /** Tells the console, which was just unlocked, where somebody wanted to go. */
  pushKept(): void;
  /** Plays a sound of assets/sounds, also while the window is hidden. */
  play(sound: Sound): void;
  /** The page as PNG. */
  capture(): Promise<Buffer>;
}

/** Nobody should stop watching by a slip: without a tray, closing asks first. */
async function askToEnd(browser: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(browser, {
    type: 'question',
    message: msg`Stop watching?`,
    detail: msg`This desktop has no tray, so Dogwatch can’t go on without its window. Nobody will page you once it is closed.`,
    buttons: [msg`Stop watching`, msg`Keep watching, minimised`, msg`Cancel`],
    defaultId: 1,
    cancelId: 2,
  });
  if (response === 0) app.quit();
  if (response === 1) browser.minimize();
}

function guardClose(browser: BrowserWindow, options: WindowOptions): void {
  browser.on('close', (event) => {
    if (options.isEnding()) return;
    event.preventDefault();
    if (options.hasTray()) browser.hide();
    else void askToEnd(browser);
  });
}

/** Chromium's code for a load that a newer one replaced. */
const ABORTED = -3;

/** A page that ended comes back, at once after a rare end; one that ends as soon as it is there must not keep the machine busy. */
function watchPage(browser: BrowserWindow): void {
  const policy = createRestartPolicy();
  let since = Date.now();
  const comeBack = (): void => {
    since = Date.now();
    if (!browser.isDestroyed()) browser.webContents.reload();
  };
  browser.webContents.on('render-process-gone', (_event, details) => {
    note('error', `the window's page ended: ${details.reason}`);
    if (details.reason !== 'clean-exit') setTimeout(comeBack, policy.next(Date.now() - since));
  });
  browser.webContents.on('did-fail-load', (_event, code, words) => {
    if (code !== ABORTED) note('error', `the window did not load: ${words}`);
  });
}

/** A page that can't be painted must not keep the rest of the shell from starting. */
const PAINT_LIMIT_MS = 1_000;

function firstFrame(browser: BrowserWindow): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PAINT_LIMIT_MS);
    browser.once('ready-to-show', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Opens the window; it shows itself when its first frame is painted, unless it starts hidden and there is a tray. */
export function openConsoleWindow(options: WindowOptions): ConsoleWindow {
  const kept = readKept(options.profile, WINDOW_FILE);
  const browser = new BrowserWindow({
    ...fitToScreens(
      kept.bounds,
      screen.getAllDisplays().map((d) => d.workArea),
    ),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Dogwatch',
    icon: options.icon,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0e1116' : '#f6f7f9',
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: false,
    },
  });
  keepWindowPlace(browser, options.profile);
  guardClose(browser, options);
  const firstShow = async (): Promise<void> => {
    if (options.isHidden) await options.lookForTray();
    if (options.isHidden && options.hasTray()) return;
    if (kept.isMaximized === true) browser.maximize();
    browser.show();
  };
  const painted = firstFrame(browser);
  browser.once('ready-to-show', () => void firstShow());
  // Not before: a page that was throttled while it waits to be shown would come up late.
  browser.once('show', () => browser.webContents.setBackgroundThrottling(true));
  watchPage(browser);
  const load = (): void => {
    if (!browser.isDestroyed()) browser.loadURL(options.isLocked() ? LOCKED_URL : CONSOLE_URL).catch(() => {});
  };
  load();
  let wanted: ShellPush | null = null;
  const send = (push: ShellPush): void => {
    if (!browser.isDestroyed()) browser.webContents.send('dogwatch:push', push);
  };
  return {
    browser,
    painted,
    show: () => {
      if (browser.isMinimized()) browser.restore();
      browser.show();
      browser.focus();
    },
    load,
    push: (push) => {
      if (!options.isLocked()) send(push);
      else if (push.push !== 'engine') wanted = push;
    },
    pushKept: () => {
      if (wanted) send(wanted);
      wanted = null;
    },
    play: (sound) => {
      if (!browser.isDestroyed()) browser.webContents.send('dogwatch:sound', sound);
    },
    capture: async () => (await browser.webContents.capturePage()).toPNG(),
  };
}
