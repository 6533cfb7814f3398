// The smallest Electron app with a window: what the runtime alone costs on this machine.
const path = require('node:path');
const { app, BrowserWindow } = require('electron');

const at = process.argv.indexOf('--profile');
if (at > 0) app.setPath('userData', process.argv[at + 1]);

app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    show: false,
    webPreferences: { sandbox: true, backgroundThrottling: false },
  });
  window.once('ready-to-show', () => window.show());
  window.loadFile(path.join(__dirname, 'index.html'));
});
