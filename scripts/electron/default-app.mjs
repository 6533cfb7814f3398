// The npm-hosted runtime lacks Electron's default app, the part that makes `electron <path>` work; this is a small one.
import fs from 'node:fs';
import path from 'node:path';

// Top-level await, as in Electron's own: `ready` then waits for the app's main module.
const main = `import { app } from 'electron';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const words = process.argv.slice(1);
let target;
for (let at = 0; at < words.length; at += 1) {
  const word = words[at];
  if (word === '-v' || word === '--version') {
    console.log('v' + process.versions.electron);
    process.exit(0);
  }
  if (word === '-r' || word === '--require') {
    at += 1;
    require(path.resolve(words[at]));
  } else if (!word.startsWith('-')) {
    target = path.resolve(word);
    break;
  }
}
if (target === undefined) {
  console.error('usage: electron [options] <path to app>');
  process.exit(1);
}
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
const manifest = path.join(target, 'package.json');
if (fs.existsSync(manifest)) {
  const described = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  if (described.version) app.setVersion(described.version);
  app.name = described.productName ?? described.name ?? app.name;
  app.setDesktopName(described.desktopName ?? app.name + '.desktop');
  app.setAppPath(target);
} else {
  app.setAppPath(path.dirname(target));
}
try {
  await import(pathToFileURL(require.resolve(target)).href);
} catch (error) {
  console.error(error);
  process.exit(1);
}
`;

/**
 * Packs the default app into `dist/resources/default_app.asar`, by way of the folder `work`.
 * @param {string} dist
 * @param {string} work
 */
export async function addDefaultApp(dist, work) {
  const source = path.join(work, 'default_app');
  fs.mkdirSync(source);
  fs.writeFileSync(path.join(source, 'package.json'), '{"name":"electron","productName":"Electron","main":"main.js","type":"module"}');
  fs.writeFileSync(path.join(source, 'main.js'), main);
  fs.mkdirSync(path.join(dist, 'resources'), { recursive: true });
  const { createPackage } = await import('@electron/asar');
  await createPackage(source, path.join(dist, 'resources', 'default_app.asar'));
}
