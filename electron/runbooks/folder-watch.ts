// Notices that a folder of runbooks changed. What exactly changed is found out by reading it again, so a missed note costs nothing.
import { sep } from 'node:path';
import { watch } from 'chokidar';
import { isMarkdown, isSkipped } from './source';

const SETTLE_MS = 300;

/** Calls `changed` when something may be different; the answer ends the watching. */
export function watchFolder(folder: string, changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, SETTLE_MS);
  };
  const watcher = watch(folder, {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (path, stats) => {
      const inside = path.startsWith(folder + sep)
        ? path
            .slice(folder.length + 1)
            .split(sep)
            .join('/')
        : '';
      return isSkipped(inside) || (stats?.isFile() === true && !isMarkdown(path));
    },
  });
  watcher.on('all', soon).on('error', soon);
  return () => {
    clearTimeout(timer);
    void watcher.close();
  };
}
