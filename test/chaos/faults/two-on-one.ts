// A second desk is started on the profile of one that runs.
import { Station } from '../station';
import type { Fault } from './fault';
import { Scene, timed } from './scene';

export const twoOnOne: Fault = {
  name: 'two instances on one profile',
  holds: 'the second one is told so and leaves; the first goes on; when it is gone, the second can start',
  times: 20,
  attempt: () =>
    Scene.with(async (scene) => {
      await scene.start();
      const second = new Station('second', scene.config, { diary: scene.diary, profile: scene.desk.profile });
      const why = await second.start().then(
        () => 'it started',
        (error: Error) => error.message,
      );
      if (!why.includes('Another Dogwatch')) throw new Error(`the refusal does not say why: ${why}`);
      await second.kill();
      await scene.alert('FirstGoesOn');
      await scene.paged('FirstGoesOn');
      await scene.desk.kill();
      await scene.alert('Meanwhile');
      const recoverMs = await timed(async () => {
        await scene.start();
        await scene.paged('Meanwhile');
      });
      return await scene.account(recoverMs);
    }),
};
