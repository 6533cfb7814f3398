// electron-builder's hook after the app folder is laid out and before it is signed: flips the fuses and drops what no console needs.
import fs from 'node:fs';
import path from 'node:path';
import { fusesFor } from './fuses.mjs';

/**
 * @param {import('electron-builder').AfterPackContext} context
 */
export async function afterPack(context) {
  fs.rmSync(path.join(context.appOutDir, 'resources', 'default_app.asar'), { force: true });
  const fuses = fusesFor(context.electronPlatformName, process.env.DOGWATCH_E2E_BUILD === '1');
  await context.packager.addElectronFuses(context, fuses);
}
