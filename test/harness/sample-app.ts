// A tiny Electron app with a window and a tray icon, so that the harness can be proved without the product.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const main = `const { app, BrowserWindow, Menu, nativeImage, Tray } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({ webPreferences: { sandbox: true } });
  window.loadURL('data:text/html,<title>Sample</title><h1>Sample</h1>');
  const pixels = Buffer.alloc(22 * 22 * 4, 255);
  global.tray = new Tray(nativeImage.createFromBitmap(pixels, { width: 22, height: 22 }));
  global.tray.setToolTip('two problems');
  const more = [{ label: 'Pause 30 minutes', click: () => console.log('pressed pause') }];
  global.tray.setContextMenu(Menu.buildFromTemplate([{ label: 'INC-1 Disk', enabled: false }, { type: 'separator' }, { label: 'More', submenu: more }]));
  global.tray.on('click', () => console.log('icon clicked'));
});
`;

/** Writes it to a temporary folder that every user may read. */
export function writeSampleApp(): { readonly dir: string; readonly remove: () => void } {
  const dir = mkdtempSync(join(tmpdir(), 'dogwatch-sample-'));
  mkdirSync(join(dir, 'out'), { recursive: true });
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ name: 'sample', version: '1.0.0', main: 'out/main.cjs' }));
  writeFileSync(join(dir, 'out', 'main.cjs'), main);
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
