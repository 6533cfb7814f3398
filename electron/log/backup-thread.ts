// Entry of the thread that a backup is made in: reading, writing and checking a whole log would hold the engine up for seconds.
import { parentPort, workerData } from 'node:worker_threads';
import { type BackupAsked, makeBackup } from './make-backup';

parentPort?.postMessage(makeBackup(workerData as BackupAsked));
