// What the runtime would start by default and this console has no use for: two processes and a driver that cost memory for nothing.
// docs/decisions/0015-two-processes-fewer.md says what each costs and what is given up.
import { app } from 'electron';

/** Chromium then serves requests inside this process; the console's pages never reach a network, and the engine has a client of its own. */
const NETWORK_INSIDE = 'NetworkServiceInProcess2';
/** Without it sound is played inside this process: five files of our own. */
const AUDIO_OUTSIDE = 'AudioServiceOutOfProcess';

/** Adds to a list of features, for Chromium takes only the last switch of a name. */
function extend(name: 'enable-features' | 'disable-features', feature: string): void {
  const given = app.commandLine.getSwitchValue(name);
  app.commandLine.appendSwitch(name, given === '' ? feature : `${given},${feature}`);
}

/**
 * Keeps GTK from loading a GL driver into this process (with software rendering LLVM, 29 MB): its dialogs need none. GTK reads the
 * word once; it is taken away again, since programs that we start (a browser for a link) must not inherit it.
 */
function spareGtkDriver(): void {
  if (process.env.GDK_GL !== undefined) return;
  process.env.GDK_GL = 'disable';
  void app.whenReady().then(() => delete process.env.GDK_GL);
}

/** Must run before the app is ready: Chromium reads its switches and GTK its environment once. Linux only: elsewhere it is not proved. */
export function spareRuntime(): void {
  if (process.platform !== 'linux') return;
  extend('enable-features', NETWORK_INSIDE);
  extend('disable-features', AUDIO_OUTSIDE);
  spareGtkDriver();
}
