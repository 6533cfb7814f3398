// Notices that presets in the person's folder changed. What exactly changed is found out by reading them again.
import { watch } from 'chokidar';

/** Editors write a file in several steps. */
const SETTLE_MS = 300;

/** Resolves when it watches. The answer ends that. */
export function watchPresets(folder: string, changed: () => void): Promise<() => void> {
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, SETTLE_MS);
  };
  const watcher = watch(folder, { ignoreInitial: true, followSymlinks: false, depth: 0 });
  const stop = (): void => {
    clearTimeout(timer);
    void watcher.close();
  };
  watcher.on('all', soon);
  return new Promise((resolve) => {
    watcher.on('ready', () => resolve(stop));
    watcher.on('error', () => resolve(stop));
  });
}
