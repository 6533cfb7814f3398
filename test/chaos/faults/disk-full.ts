// The disk that the profile lies on has no room left, and gets room again.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { mountSmall } from '../../harness/tiny-mount';
import type { Fault } from './fault';
import { Scene, timed } from './scene';

const MEGABYTES = 8;

export const diskFull: Fault = {
  name: 'disk full',
  holds: 'blind in words, what can’t be kept is refused, the engine goes on; with room again what fired meanwhile is paged',
  times: 10,
  attempt: () =>
    Scene.with(async (scene) => {
      const { profile } = scene.desk;
      const unmount = mountSmall(profile, MEGABYTES);
      if (!unmount) return null;
      try {
        await scene.start();
        await scene.alert('BeforeItIsFull');
        await scene.paged('BeforeItIsFull');
        const filler = join(profile, 'filler');
        spawnSync('sh', ['-c', `cat /dev/zero > ${filler}`]);
        await scene.alert('WhileItIsFull');
        await scene.status('it says why', ({ blindWhy }) => blindWhy.some((why) => why.includes('Make room on the disk')));
        const refused = await scene.desk.ask('pause-paging', { minutes: 5 }).then(
          () => false,
          () => true,
        );
        if (!refused) throw new Error('what could not be kept was answered as done');
        const recoverMs = await timed(async () => {
          rmSync(filler);
          await scene.paged('WhileItIsFull');
          await scene.sees();
        });
        return await scene.account(recoverMs);
      } finally {
        await scene.desk.kill();
        unmount();
      }
    }),
};
