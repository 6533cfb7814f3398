// A bare Electron window on the address given last: the harness needs Chromium, not the app.
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => {
  const [width, height] = (process.env.HARNESS_SIZE ?? '1440x900').split('x').map(Number);
  const window = new BrowserWindow({
    width,
    height,
    useContentSize: true,
    frame: false,
    webPreferences: { sandbox: true, contextIsolation: true },
  });
  void window.loadURL(process.argv.at(-1));
});
