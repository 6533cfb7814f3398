// Makes the daily backup when it is due, in a thread where there is one, and answers calls about backups.
import { Worker } from 'node:worker_threads';
import type { Backups, BackupTrouble, BackupWhy } from '../../shared/contract/backups';
import { msg } from '../../shared/words/words';
import { listBackups } from '../log/backup-folder';
import { type BackupAsked, type BackupMade, makeBackup } from '../log/make-backup';
import type { BackupDoorDeps, BackupRoom } from './backup-door';
import { done, refuse } from './gate';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** So long without a good backup is worth telling. */
const LONG_MS = 3 * DAY_MS;

/** Where the log is, and how it is backed up. */
export interface BackupPlan {
  readonly file: string;
  readonly key: string;
  readonly folder: string;
  /** The built `backup-thread`; null: in the engine's own thread, which stands still meanwhile. */
  readonly thread: URL | null;
}

export function makeBackupRoom({ backups: plan, now, journal, alerts, afterDaily }: BackupDoorDeps): BackupRoom {
  let trouble: BackupTrouble | null = null;
  let running: Promise<void> | null = null;
  let worker: Worker | null = null;
  let isStopped = false;

  const newestAt = (folder: string): number => {
    const ats = listBackups(folder).flatMap(({ at }) => (at <= now() ? [at] : []));
    return ats[0] ?? 0;
  };
  const run = async (of: BackupPlan, why: BackupWhy): Promise<void> => {
    const asked = { file: of.file, key: of.key, folder: of.folder, why, at: now() };
    worker = of.thread && new Worker(of.thread, { workerData: asked satisfies BackupAsked });
    const made = await (worker ? answerOf(worker) : Promise.resolve(asked).then(makeBackup)).catch(died);
    if (isStopped) return;
    trouble = made.ok ? null : made;
    journal(made.ok ? `backup ${made.backup.name}: ${made.backup.bytes} bytes, checked` : `no backup: ${made.what}`);
    alerts.backup(trouble, now() - newestAt(of.folder) > LONG_MS);
  };
  /** Whoever asks while one is made waits for that one. */
  const once = (of: BackupPlan, why: BackupWhy): Promise<void> => {
    running ??= run(of, why).finally(() => {
      running = null;
    });
    return running;
  };
  const told = (of: BackupPlan): Backups => ({ folder: of.folder, backups: listBackups(of.folder), trouble });
  const noPlan = () => refuse<Backups>('The demo’s log is made anew each time and is not backed up.', 'Connect a feed to leave the demo.');
  return {
    calls: {
      'list-backups': () => (plan ? done(told(plan)) : noPlan()),
      'back-up-now': async () => {
        if (!plan) return noPlan();
        await once(plan, 'asked');
        return trouble ? refuse<Backups>(trouble.what, trouble.remedy) : done(told(plan));
      },
    },
    async look() {
      if (!plan) return Number.POSITIVE_INFINITY;
      const dueAt = newestAt(plan.folder) + DAY_MS;
      if (dueAt > now()) return dueAt;
      await once(plan, 'daily');
      if (!trouble && !isStopped)
        await afterDaily(() => isStopped).catch((error: unknown) => journal(`nothing was let go: ${String(error)}`));
      return now() + (trouble ? HOUR_MS : DAY_MS);
    },
    stop() {
      isStopped = true;
      // Its unfinished file goes with the next one; waiting for a whole log would hold up the end.
      void worker?.terminate();
    },
  };
}

function died(error: unknown): BackupMade {
  const what = msg`The backup was not finished: ${error instanceof Error ? error.message : String(error)}.`;
  return { ok: false, kind: 'unwritable', what, remedy: msg`It is tried again in an hour.` };
}

function answerOf(worker: Worker): Promise<BackupMade> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`its thread ended by itself (${code})`)));
  });
}
