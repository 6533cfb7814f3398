// Loaded into an app by `electron --require`: says on stdout when its window is ready, and when the page shows what the bench waits
// for (DOGWATCH_BENCH_PROBE: an expression that is a promise of a Unix time in ms).
const { app } = require('electron');

const say = (name, at) => process.stdout.write(`\nMARK ${name} ${at}\n`);
const probe = process.env.DOGWATCH_BENCH_PROBE;

app.once('browser-window-created', (_event, window) => {
  window.once('ready-to-show', () => say('ready', performance.timeOrigin + performance.now()));
  if (!probe) return;
  window.webContents.once('dom-ready', () => {
    window.webContents.executeJavaScript(probe).then(
      (at) => say('usable', at),
      () => {},
    );
  });
});
