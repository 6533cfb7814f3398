// Where the shell finds the built rooms and the assets, in a checkout and inside an asar alike.
import { join } from 'node:path';

/** Windows shows notifications only of a program that names itself so; the installer registers the same id. */
export const APP_ID = 'invalid.dogwatch.console';

/** Kept by electron-store under this name in the profile. */
export const PREFERENCES_FILE = 'preferences';

export interface Places {
  readonly renderer: string;
  readonly preload: string;
  readonly engine: string;
  readonly assets: string;
  readonly demo: string;
}

/** `appPath` is the folder (or asar) that holds package.json. */
export function placesIn(appPath: string): Places {
  return {
    renderer: join(appPath, 'out/renderer'),
    preload: join(appPath, 'out/preload/preload.cjs'),
    engine: join(appPath, 'out/main/host.cjs'),
    assets: join(appPath, 'assets'),
    demo: join(appPath, 'assets/demo'),
  };
}
