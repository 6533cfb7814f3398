// No name is resolved when the desk starts, and later they are.
import type { Fault } from './fault';
import { Scene, timed } from './scene';

export const namesGone: Fault = {
  name: 'DNS gone at the start',
  holds: 'blind, never clear; sees by itself once names are answered, and pages what fired meanwhile',
  times: 10,
  attempt: () =>
    Scene.with(
      async (scene) => {
        await scene.desk.start(async () => void (await scene.desk.tell('loseNames', true)));
        await scene.alert('Unseen');
        await scene.blind();
        await scene.desk.tell('loseNames', false);
        const recoverMs = await timed(async () => {
          await scene.sees();
          await scene.paged('Unseen');
        });
        return await scene.account(recoverMs);
      },
      { address: (port) => `http://alertmanager.test:${port}` },
    ),
};
