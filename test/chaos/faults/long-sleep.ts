// A machine that was suspended for a night, and whose system says nothing about it.
import { readFileSync } from 'node:fs';
import { eventually } from '../../harness/eventually';
import type { Fault } from './fault';
import { Scene, timed } from './scene';

const HOURS = 9;

export const longSleep: Fault = {
  name: `suspended for ${HOURS} h`,
  holds: 'one digest tells what happened, instead of a page for each; what was told before is not told again',
  times: 10,
  attempt: () =>
    Scene.with(async (scene) => {
      await scene.start();
      await scene.alert('BeforeSleep');
      await scene.paged('BeforeSleep');
      const asleep = scene.desk.tell('suspend', HOURS * 3_600_000);
      await eventually('it sleeps', () => /^\d+ \(.*\) T /.test(readFileSync(`/proc/${scene.desk.pid}/stat`, 'utf8')));
      await scene.alert('AsleepOne', 'AsleepTwo', 'AsleepThree');
      const recoverMs = await timed(async () => {
        process.kill(scene.desk.pid, 'SIGCONT');
        await asleep;
        await eventually('one digest', async () =>
          (await scene.desk.tell('pages')).some(({ pageKind, count }) => pageKind === 'digest' && count === 3),
        );
      });
      return await scene.account(recoverMs);
    }),
};
