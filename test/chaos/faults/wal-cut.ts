// The end of the write-ahead file is gone, as after a file system that lost it.
import { statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { told } from '../kills/diary';
import type { Fault } from './fault';
import { Scene, timed } from './scene';

/** Killed while it wrote, then so much of its write-ahead file is gone. */
export const walCut: Fault = {
  name: 'write-ahead file cut off',
  holds: 'it opens, says exactly how many acknowledged events are gone, and goes on with what is there',
  times: 40,
  attempt: (random) =>
    Scene.with(async (scene) => {
      await scene.start();
      await scene.alert('Before');
      await scene.paged('Before');
      await scene.writes(Math.floor(20 + random() * 200));
      await scene.desk.kill();
      const wal = join(scene.desk.profile, 'log.db-wal');
      truncateSync(wal, Math.floor(random() * statSync(wal).size));
      const before = told(scene.told(), 'event');
      // Pages whose outcome is gone may be shown again; what the log is held to begins anew.
      scene.remember(told(scene.told(), 'page').map((page) => ['page', page, 0]));
      const recoverMs = await timed(() => scene.start());
      const gone = (await scene.desk.tell('lacking', before)).length;
      if (gone > 0) await scene.paged('LogCutOff');
      const pages = await scene.desk.tell('pages');
      const said = pages.find(({ title }) => title.includes('LogCutOff'));
      const words = gone === 1 ? 'its last event' : `its last ${gone} events`;
      if (gone > 0 && !said?.body.includes(words)) throw new Error(`${gone} events are gone, and it says: ${said?.body}`);
      await scene.alert('After');
      await scene.paged('After');
      return await scene.account(recoverMs);
    }),
};
