// Starts the console with the session: login items on macOS and Windows, an XDG autostart entry on Linux (Electron has nothing for it there).
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { app } from 'electron';

/** One argument of an Exec line, quoted as the Desktop Entry Specification asks. */
export function execArgument(text: string): string {
  return `"${text
    .replace(/(["`$\\])/g, '\\$1')
    .replace(/\\/g, '\\\\')
    .replace(/%/g, '%%')}"`;
}

/** The autostart entry that runs `command` in the tray. */
export function autostartEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Dogwatch',
    'Comment=On-call console',
    `Exec=${command.map(execArgument).join(' ')} --hidden`,
    'Icon=dogwatch',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

function entryPath(): string {
  return join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'autostart', 'dogwatch.desktop');
}

/** Switches autostart on or off; safe to repeat. */
export async function setAutostart(isOn: boolean): Promise<void> {
  if (process.platform !== 'linux') return app.setLoginItemSettings({ openAtLogin: isOn, args: ['--hidden'] });
  if (!isOn) return rm(entryPath(), { force: true });
  const command = app.isPackaged ? [process.env.APPIMAGE ?? process.execPath] : [process.execPath, app.getAppPath()];
  await mkdir(dirname(entryPath()), { recursive: true });
  await writeFile(entryPath(), autostartEntry(command));
}
