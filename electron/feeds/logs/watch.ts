// Hears that files change, so that polls need not be frequent: the folders are watched, and a poll follows what happens there.
import type { FeedFailure, WatchContext } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import type { LogsConfig } from './config';
import type { Cursor } from './poll';
import { folderOf } from './reading/series';

/** How often it is looked whether other folders are to be watched, and whether there is more to read. */
const TURN_MS = 250;
/** An entry may go on, a line may not be over: looked at again after this. */
const AFTER_MS = [600, 2200];
const SIGNS = /[*?{]/;

/** The last folder of a path without signs. */
function fixedFolder(path: string): string {
  let folder = folderOf(path);
  while (SIGNS.test(folder)) folder = folderOf(folder);
  return folder;
}

export async function watch(ctx: WatchContext<Cursor>, config: LogsConfig): Promise<FeedFailure> {
  let watched = '';
  let stop = (): void => undefined;
  const due: number[] = [];
  const changed = (): void => {
    ctx.nudge();
    due.splice(0, due.length, ...AFTER_MS.map((ms) => ctx.now() + ms));
  };
  while (!ctx.isAborted()) {
    const cursor = ctx.cursor();
    const folders = [...new Set((cursor?.paths ?? config.paths).map(fixedFolder))].sort();
    if (folders.join('\n') !== watched) {
      stop();
      ({ stop } = ctx.files.watch(folders, changed));
      watched = folders.join('\n');
    }
    const isDue = (due[0] ?? Number.POSITIVE_INFINITY) <= ctx.now();
    if (isDue) due.shift();
    if (isDue || cursor?.isBehind === true) ctx.nudge();
    await ctx.pause(TURN_MS);
  }
  stop();
  return { kind: 'aborted', what: msg`The files are no longer watched.`, remedy: '' };
}
