// Entry of the thread in which a whole profile is sealed, opened or written under another key: reading and encrypting all of it would hold the engine up.
import { parentPort, workerData } from 'node:worker_threads';
import type { NewKeyAsked } from '../../shared/contract/profile';
import { type ExportAsked, exportProfile } from './export-profile';
import { type OpenAsked, openProfile } from './open-profile';
import { stageNewKey } from './stage-new-key';

/** What the thread is started with. */
export type ProfileJob =
  | { readonly job: 'export'; readonly asked: ExportAsked }
  | { readonly job: 'open'; readonly asked: OpenAsked }
  | { readonly job: 'new-key'; readonly asked: NewKeyAsked };

function run(work: ProfileJob): unknown {
  if (work.job === 'new-key') return stageNewKey(work.asked);
  return work.job === 'export' ? exportProfile(work.asked) : openProfile(work.asked);
}

parentPort?.postMessage(run(workerData as ProfileJob));
