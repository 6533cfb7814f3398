// A library with a real log in a folder of its own, for tests; all of it goes when the test ends.
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Library } from '../../../electron/runbooks/library';
import { settingsSchema } from '../../../shared/settings';
import { openIn, tempFolder } from '../log/a-log';

export interface ALibrary {
  readonly library: Library;
  readonly log: ReturnType<typeof openIn>;
  readonly journal: string[];
  readonly clock: { now: number };
  readonly folder: string;
  set(runbooks: unknown): void;
  stop(): Promise<void>;
}

/** Started, its sources read once. `folder`: an old library's, which is stopped. */
export async function aLibrary(runbooks: unknown, folder = tempFolder()): Promise<ALibrary> {
  const log = openIn(folder);
  const journal: string[] = [];
  const clock = { now: Date.now() };
  const settingsOf = (r: unknown) => settingsSchema.parse({ runbooks: r });
  let settings = settingsOf(runbooks);
  const library = new Library({
    ...{ log, settings: () => settings, now: () => clock.now, workDir: join(folder, 'work'), mayFetch: true },
    journal: (line) => journal.push(line),
    onTexts: () => undefined,
  });
  let isOver = false;
  const stop = async (): Promise<void> => {
    if (isOver) return;
    isOver = true;
    await library.stop();
    log.close();
  };
  onTestFinished(stop);
  library.start();
  await library.refresh(null);
  const set = (r: unknown): void => {
    settings = settingsOf(r);
    library.apply();
  };
  return { library, log, journal, clock, folder, set, stop };
}
