// The machine’s clock is set by an hour, or goes over a change to or from summer time.
import type { Fault } from './fault';
import { PAGED_ONCE, pause, Scene, timed } from './scene';

const HOUR_MS = 3_600_000;

/** The wall clock jumps while alerts fire. */
export const clockJumps = (hours: 1 | -1): Fault => ({
  name: `clock jumps ${hours > 0 ? '+' : '−'}1 h`,
  holds: 'nothing told is told again, nothing waits for a time that a wrong clock noted',
  times: 10,
  attempt: () =>
    Scene.with(async (scene) => {
      await scene.start();
      await scene.alert('Before');
      await scene.paged('Before');
      await scene.desk.tell('jump', hours * HOUR_MS);
      await scene.alert('After');
      const recoverMs = await timed(async () => {
        await scene.paged('After');
        await scene.sees();
      });
      // Back to the right time: a correction is a jump too.
      await scene.desk.tell('jump', -hours * HOUR_MS);
      await scene.alert('Corrected');
      await scene.paged('Corrected');
      return await scene.account(recoverMs);
    }),
});

interface ClockChange {
  readonly name: string;
  /** Just before the clocks of Berlin change, UTC. */
  readonly at: string;
  /** Quiet hours, whose end the change meets. */
  readonly quiet: { readonly from: string; readonly to: string };
  /** Is it quiet just before and just after the change? */
  readonly isQuiet: { readonly before: boolean; readonly after: boolean };
  /** How much later what was held back is due. */
  readonly laterMs: number;
}

/** 02:00 becomes 03:00: quiet hours until 03:00 end there. 03:00 becomes 02:00: those until 02:30 begin once more. */
export const SPRING: ClockChange = {
  name: 'clocks go forward (DST)',
  at: '2026-03-29T00:59:52Z',
  quiet: { from: '22:00', to: '03:00' },
  isQuiet: { before: true, after: false },
  laterMs: 0,
};
export const AUTUMN: ClockChange = {
  name: 'clocks go back (DST)',
  at: '2026-10-25T00:59:52Z',
  quiet: { from: '22:00', to: '02:30' },
  isQuiet: { before: false, after: true },
  laterMs: 30 * 60_000,
};

export const clocksChange = ({ name, at, quiet, isQuiet, laterMs }: ClockChange): Fault => ({
  name,
  holds: 'quiet hours are those of the wall clock: each page once, at the moment when they are over',
  times: 5,
  attempt: () => {
    const quietHours = { isOn: true, ...quiet, timeZone: 'Europe/Berlin' };
    return Scene.with(
      async (scene) => {
        await scene.desk.start(async () => void (await scene.desk.tell('jump', Date.parse(at) - Date.now())));
        const changesAt = performance.now() + 8_000;
        await scene.sees();
        await scene.alert('Before');
        if (!isQuiet.before) await scene.paged('Before');
        await pause(changesAt - performance.now());
        await scene.alert('After');
        const recoverMs = await timed(async () => {
          if (!isQuiet.after) return scene.paged('Before', 'After');
          await scene.held('After');
          await scene.desk.tell('jump', laterMs);
          await scene.paged('After');
        });
        return scene.account(recoverMs);
      },
      { settings: { paging: { ...PAGED_ONCE, quietHours, breakThrough: { severity: 1, isSecurity: true } } } },
    );
  },
});
