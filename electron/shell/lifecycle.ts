// Boot is a list; the end is its reverse and waits for each step. One desk per profile: a second start hands its link over and leaves.
import { mkdirSync } from 'node:fs';
import { app } from 'electron';
import type { DeepLink } from './deep-link';
import { note, wordsOf } from './journal';

const STEP_LIMIT_MS = 7_000;

interface Step {
  readonly name: string;
  readonly end: () => void | Promise<void>;
}

/** What a second start tells the first. */
export interface SecondStart {
  readonly deepLink: DeepLink | null;
}

export interface Lifecycle {
  /** True once the end has begun: windows may close for good. */
  readonly isEnding: () => boolean;
  /** Registers what must be undone; the last one registered ends first. */
  onEnd(name: string, end: Step['end']): void;
  /** Ends the app with this status after all steps. */
  end(status: number): void;
}

async function runStep(step: Step): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      note('warn', `end of ${step.name} took more than ${STEP_LIMIT_MS} ms`);
      resolve();
    }, STEP_LIMIT_MS);
  });
  try {
    await Promise.race([Promise.resolve(step.end()), limit]);
  } catch (error) {
    note('error', `end of ${step.name}: ${wordsOf(error)}`);
  } finally {
    clearTimeout(timer);
  }
}

/** Takes over quitting: every way out (menu, signal, last window) runs the steps first. */
export function createLifecycle(): Lifecycle {
  const steps: Step[] = [];
  let status = 0;
  let isEnding = false;
  const endAll = async (): Promise<void> => {
    for (const step of steps.reverse()) await runStep(step);
    app.exit(status);
  };
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (isEnding) return;
    isEnding = true;
    void endAll();
  });
  // Closing a window is not an end: the passphrase dialog comes and goes before the console, and the console hides.
  app.on('window-all-closed', () => {});
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => app.quit());
  return {
    isEnding: () => isEnding,
    onEnd: (name, end) => steps.push({ name, end }),
    end: (code) => {
      status = code;
      app.quit();
    },
  };
}

/** Makes the profile this process's own. False: another desk has it and was given `second`. */
export function claimProfile(profile: string | null, second: SecondStart): boolean {
  if (profile) {
    mkdirSync(profile, { recursive: true, mode: 0o700 });
    app.setPath('userData', profile);
  }
  return app.requestSingleInstanceLock(second as unknown as Record<string, unknown>);
}
