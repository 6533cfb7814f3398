// Entry of the thread that a replay runs in: it reads the log through a connection of its own, tells how far it is, and ends with
// what it found or when it is told to.
import { parentPort, workerData } from 'node:worker_threads';
import { openReader } from '../log/open-reader';
import { type FromThread, isCancelled, type ThreadStart } from './replay-in-thread';
import { runReplay } from './run-replay';

const TELL_EVERY = 0.01;

const { file, key, asked, cancel } = workerData as ThreadStart;
const tell = (message: FromThread): void => parentPort?.postMessage(message);

function run(): void {
  const log = openReader(file, key);
  try {
    let told = 0;
    const onProgress = (share: number): void => {
      if (share - told < TELL_EVERY) return;
      told = share;
      tell({ is: 'share', share });
    };
    const look = runReplay(log, asked, () => performance.now(), onProgress);
    while (!isCancelled(cancel)) {
      const step = look.next();
      if (step.done) {
        tell({ is: 'result', result: step.value });
        return;
      }
    }
  } finally {
    log.close();
  }
}

run();
