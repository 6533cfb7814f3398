// A source whose machine is gone without a word: the connection stands, and nobody answers.
import type { Fault } from './fault';
import { Scene, timed } from './scene';

/** The peer holds its connections and takes new ones, and says nothing (SIGSTOP). */
export const halfOpen: Fault = {
  name: 'half-open TCP',
  holds: 'blind within the feed’s patience, nothing is cleared; when it answers again nothing is paged twice',
  times: 10,
  attempt: () =>
    Scene.with(async (scene) => {
      await scene.start();
      await scene.alert('Before');
      await scene.paged('Before');
      scene.am.freeze();
      await scene.blind();
      scene.am.thaw();
      const recoverMs = await timed(() => scene.sees());
      await scene.alert('After');
      await scene.paged('After');
      return await scene.account(recoverMs);
    }),
};
