// A VPN that comes and goes every few seconds while alerts come and go.
import type { Fault } from './fault';
import { pause, Scene, timed } from './scene';

/** `seconds` without the source, as many with it, again and again; an alert fires in each dark stretch. */
export const linkFlaps = (seconds: number, flaps: number, times: number): Fault => ({
  name: `VPN flaps every ${seconds} s`,
  holds: 'each alert is one incident and one page, and nothing that fires is cleared by the dark',
  times,
  attempt: () =>
    Scene.with(async (scene) => {
      await scene.start();
      const recovered: number[] = [];
      for (let n = 0; n < flaps; n++) {
        scene.wire.cut();
        await scene.alert(`InTheDark${n}`);
        await pause(seconds * 1_000);
        scene.wire.mend();
        recovered.push(await timed(() => scene.paged(`InTheDark${n}`)));
        await pause(Math.max(0, seconds * 1_000 - (recovered.at(-1) ?? 0)));
      }
      return await scene.account(Math.max(...recovered));
    }),
});
