// A portal stands before the source and answers everything with a page for people.
import { startPortal } from '../../fakes/portal';
import type { Fault } from './fault';
import { Scene, timed } from './scene';

export const htmlProxy: Fault = {
  name: 'proxy that answers HTML',
  holds: 'blind, never clear: a page for people is no answer; nothing that fires is cleared',
  times: 10,
  attempt: async () => {
    const portal = await startPortal();
    try {
      return await Scene.with(
        async (scene) => {
          await scene.start();
          await scene.alert('Before');
          await scene.paged('Before');
          portal.isShut = true;
          await scene.blind();
          await scene.alert('Meanwhile');
          portal.isShut = false;
          const recoverMs = await timed(async () => {
            await scene.sees();
            await scene.paged('Meanwhile');
          });
          return await scene.account(recoverMs);
        },
        {
          address: (port) => {
            portal.lead(port);
            return portal.url;
          },
        },
      );
    } finally {
      await portal.stop();
    }
  },
};
