// Has a thread seal or open a whole profile, and tells how it ended as a reply of the contract. Loaded when a person asks for it.
import { Worker } from 'node:worker_threads';
import type { Reply } from '../../shared/contract';
import type { ProfileResult } from '../profile/export-profile';
import type { ProfileJob } from '../profile/profile-thread';
import { done, refuse } from './gate';

/** Resolves with what the thread found, or with words; never rejects. `thread`: the built `profile-thread`. */
export function runProfileJob(thread: URL, job: ProfileJob): Promise<Reply<unknown>> {
  return new Promise((resolve) => {
    const worker = new Worker(thread, { workerData: job });
    worker.once('message', (result: ProfileResult<unknown>) =>
      resolve(result.ok ? done(result.value) : refuse(result.what, result.remedy)),
    );
    const died = (why: string): void => resolve(refuse(`It was not finished: ${why}.`, 'Try again. Nothing was changed.', 'failed'));
    worker.once('error', (error: Error) => died(error.message));
    worker.once('exit', (code) => died(`its thread ended by itself (${code})`));
  });
}
