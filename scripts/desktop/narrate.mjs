// Runs the app on a virtual desktop and tells in the terminal, with a clock, what happens there.
// The app speaks on stdout: `told WORDS` is printed; `press ID KEY` presses a button of that notification, as a person would.
import { startChild } from '../process/child.mjs';
import { stopOnSignals } from '../process/signals.mjs';
import { startVirtualDesktop } from '../virtual-desktop.mjs';

/**
 * Resolves with the app's exit status once it ended and the desktop is gone.
 * @param {string} executable
 * @param {readonly string[]} args
 */
export async function narrate(executable, args) {
  const desktop = await startVirtualDesktop({ hasNotifications: true });
  tell(`no display here: the window opens on a virtual one (${desktop.display}) with a notification daemon`);
  const app = startChild({ name: 'dogwatch', file: executable, args, env: { ...desktop.env, DOGWATCH_HEADLESS: '1' } });
  const off = stopOnSignals(async () => {
    await app.stop();
    await desktop.stop();
  });
  app.onLine((line) => {
    if (line.startsWith('told ')) tell(line.slice(5));
    else if (line.startsWith('press ')) press(desktop, line);
    else if (process.env.DOGWATCH_VERBOSE) console.error(line);
  });
  desktop.notifications?.onReceived((got) => {
    const buttons = got.actions.filter((action) => action.key !== 'default').map((action) => action.label);
    tell(
      `the notification daemon received #${got.id} "${plain(got.summary)}"${buttons.length > 0 ? ` [${plain(buttons.join('] ['))}]` : ''}`,
    );
  });
  const { code, signal } = await app.ended;
  off();
  await desktop.stop();
  const status = code ?? 1;
  if (status !== 0) console.error(`the app ended with ${code ?? signal}; its last words:\n${app.tail()}`);
  return status;
}

/** @param {string} line */
function tell(line) {
  console.log(`${new Date().toTimeString().slice(0, 8)}  ${plain(line)}`);
}

/**
 * Alert text is a stranger's: no control character of it reaches the terminal.
 * @param {string} text
 */
function plain(text) {
  return text.replace(/\p{Cc}/gu, ' ');
}

/**
 * @param {import('../virtual-desktop.mjs').VirtualDesktop} desktop
 * @param {string} line
 */
function press(desktop, line) {
  const [, id, key] = line.split(' ');
  if (id && key) desktop.notifications?.invoke(Number(id), key);
}
