// Records weeks in a process of its own, so that what recording leaves behind in memory is not measured with what reads them.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openLog } from '../../../electron/log/store';
import { recordWeeks } from './recorded-weeks';

export interface WeeksFile {
  readonly file: string;
  readonly key: string;
  readonly count: number;
  /** Unix ms. */
  readonly from: number;
  readonly to: number;
}

/** Resolves when the log is written and closed. */
export async function recordWeeksFile(weeks: WeeksFile): Promise<void> {
  const child = fork(fileURLToPath(import.meta.url));
  child.send(weeks);
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`the weeks were not recorded (${code})`);
}

if (process.send)
  process.once('message', ({ file, key, ...weeks }: WeeksFile) => {
    const opened = openLog({ file, key, device: 'bench', now: Date.now });
    if (!opened.ok) throw new Error(opened.what);
    recordWeeks(opened.log, weeks);
    opened.log.close();
    process.disconnect();
  });
