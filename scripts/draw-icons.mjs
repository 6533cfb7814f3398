// Draws every icon of the product from assets/icons/app.svg and tray-cells.mjs. Run in Electron, whose canvas is the same on every system:
//   xvfb-run -a npx electron --no-sandbox scripts/draw-icons.mjs
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';
import { trayCells } from './tray-cells.mjs';

const icons = join(import.meta.dirname, '../assets/icons');
const APP_SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
/** Pixel size of a sheet's cells -> grid of the design. */
const TRAY_SIZES = { 16: 16, 22: 22, 24: 22, 32: 16, 44: 22 };

/** Runs in the page: SVG texts side by side on one canvas, as a PNG data address. */
async function paint(svgs, size, inner) {
  const canvas = document.createElement('canvas');
  canvas.width = size * svgs.length;
  canvas.height = size;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this page has no canvas');
  for (const [at, svg] of svgs.entries()) {
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(svg.replace('<svg ', `<svg width="${inner}" height="${inner}" `))}`;
    await image.decode();
    const margin = Math.floor((size - inner) / 2);
    context.drawImage(image, at * size + margin, margin, inner, inner);
  }
  return canvas.toDataURL('image/png');
}

async function draw(page, file, svgs, size, inner = size) {
  const address = await page.executeJavaScript(`(${paint})(${JSON.stringify(svgs)}, ${size}, ${inner})`);
  writeFileSync(file, Buffer.from(address.slice(address.indexOf(',') + 1), 'base64'));
}

async function drawAll() {
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
  await window.loadURL('data:text/html,<title>icons</title>');
  const page = window.webContents;
  mkdirSync(join(icons, 'tray'), { recursive: true });
  const appSvg = readFileSync(join(icons, 'app.svg'), 'utf8');
  for (const size of APP_SIZES) await draw(page, join(icons, `${size}x${size}.png`), [appSvg], size);
  for (const theme of ['dark', 'light']) {
    for (const [size, grid] of Object.entries(TRAY_SIZES)) {
      const inner = Number(size) === 24 ? 22 : Number(size);
      await draw(page, join(icons, 'tray', `on-${theme}-${size}.png`), trayCells(grid, theme), Number(size), inner);
    }
  }
  app.quit();
}

app
  .whenReady()
  .then(drawAll)
  .catch((error) => {
    console.error(error);
    app.exit(1);
  });
