// The profile’s folder can’t be written to when the desk starts.
import { spawnSync } from 'node:child_process';
import { mountSmall } from '../../harness/tiny-mount';
import type { Fault } from './fault';
import { Scene, timed } from './scene';

export const folderReadOnly: Fault = {
  name: 'folder read-only at the start',
  holds: 'refused in words, nothing changed; once it can be written to, all is there',
  times: 10,
  attempt: () =>
    Scene.with(async (scene) => {
      const { profile } = scene.desk;
      const unmount = mountSmall(profile, 8);
      if (!unmount) return null;
      try {
        await scene.start();
        await scene.alert('Before');
        await scene.paged('Before');
        await scene.desk.kill();
        remount(profile, 'ro');
        const why = await scene.desk.start().then(
          () => 'it started',
          (error: Error) => error.message,
        );
        if (!/can’t be (used|written)|writ/.test(why)) throw new Error(`the refusal does not say why: ${why}`);
        await scene.desk.kill();
        remount(profile, 'rw');
        await scene.alert('Meanwhile');
        const recoverMs = await timed(async () => {
          await scene.start();
          await scene.paged('Meanwhile');
        });
        return await scene.account(recoverMs);
      } finally {
        await scene.desk.kill();
        unmount();
      }
    }),
};

function remount(folder: string, how: 'ro' | 'rw'): void {
  const { status, stderr } = spawnSync('mount', ['-o', `remount,${how}`, folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${folder} can’t be mounted ${how}: ${stderr}`);
}
