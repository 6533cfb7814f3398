// Entry of the thread in which a whole profile is sealed or opened: reading and encrypting all of it would hold the engine up.
import { parentPort, workerData } from 'node:worker_threads';
import { type ExportAsked, exportProfile } from './export-profile';
import { type OpenAsked, openProfile } from './open-profile';

/** What the thread is started with. */
export type ProfileJob = { readonly job: 'export'; readonly asked: ExportAsked } | { readonly job: 'open'; readonly asked: OpenAsked };

const work = workerData as ProfileJob;
parentPort?.postMessage(work.job === 'export' ? exportProfile(work.asked) : openProfile(work.asked));
