// Pictures of a filled view at the sizes of real screens, dark and light, to be looked at by a person.
import type { RunningApp } from '../../harness/electron-app';
import { pictureBoth } from '../../harness/looks';

const SIZES = [
  [1920, 1080],
  [1100, 700],
  [1280, 800],
] as const;

/** Leaves the window dark and at 1280x800. */
export async function pictureView({ app, window }: Pick<RunningApp, 'app' | 'window'>, name: string): Promise<void> {
  for (const size of SIZES) {
    await app.evaluate(({ BrowserWindow }, [width, height]) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height), size);
    await pictureBoth(window, `views/${name}-${size[0]}`);
  }
}
