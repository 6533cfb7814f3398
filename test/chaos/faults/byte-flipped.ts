// Rot of the disk: one bit of the log’s file is another one.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { damageOf, recover } from '../../../electron/engine/recovery';
import { KEY } from '../../electron/engine/desk-engine';
import { told } from '../kills/diary';
import type { Fault } from './fault';
import { Scene, timed } from './scene';

/** One bit of any byte of the log's file. Where it hits nothing that is read, the events must be as they were. */
export const byteFlipped: Fault = {
  name: 'flipped byte in a database page',
  holds: 'noticed and told, the backup offered, the broken file put aside byte for byte; or every event is as it was',
  times: 40,
  attempt: (random) =>
    Scene.with(async (scene) => {
      await scene.start();
      await scene.alert('Before');
      await scene.paged('Before');
      await scene.writes(150);
      await scene.desk.ask('back-up-now', {});
      const saved = scene.told();
      await scene.writes(20);
      await scene.desk.stop();
      const file = join(scene.desk.profile, 'log.db');
      flip(file, random);
      let recoverMs = await timed(() => startedWhole(scene).catch(() => undefined));
      if (!(await isSound(scene))) {
        await scene.desk.kill();
        recoverMs += await timed(() => restored(scene, file));
        scene.remember(saved);
        const gone = await scene.desk.tell('lacking', told(saved, 'event'));
        if (gone.length > 0) throw new Error(`the backup lacks ${gone.length} events that were told before it was made`);
      }
      await scene.alert('After');
      await scene.paged('After');
      return await scene.account(recoverMs);
    }),
};

function flip(file: string, random: () => number): void {
  const bytes = readFileSync(file);
  const at = Math.floor(random() * bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  writeFileSync(file, bytes);
}

async function startedWhole(scene: Scene): Promise<void> {
  await scene.start();
  await scene.desk.ask('back-up-now', {});
}

/** The desk runs, and its daily backup finds nothing wrong. */
async function isSound(scene: Scene): Promise<boolean> {
  return scene.desk.ask('back-up-now', {}).then(
    () => true,
    () => false,
  );
}

/** As the window offers it. */
async function restored(scene: Scene, file: string): Promise<void> {
  const { profile } = scene.desk;
  const broken = readFileSync(file);
  const offered = damageOf({ profile, file, key: KEY });
  if (!offered) throw new Error('the engine stumbled over a log that is said to be whole');
  const backup = offered.backups[0]?.name;
  if (!backup) throw new Error(`no backup is offered: ${offered.what}`);
  const done = recover({ profile, file, key: KEY }, { how: 'restore', backup }, Date.now());
  if (!done.ok) throw new Error(done.error.what);
  if (!readFileSync(join(done.value.putAside ?? '', 'log.db')).equals(broken)) throw new Error('the broken log was changed');
  await scene.start();
}
