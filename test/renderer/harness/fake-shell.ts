// `window.dogwatch` as the preload gives it, for a page without a shell.
import type { DogwatchBridge, Preferences, ShellPush } from '../../../shared/contract';
import type { FakeEngine } from './fake-engine';

const MACHINE = {
  platform: 'linux',
  version: '0.1.0',
  lockWord: 'none',
  hasTrayHost: true,
  notifications: { route: 'D-Bus', hasButtons: true, why: '' },
};

/** Puts the bridge on the window; `tell` of the answer pushes as the shell does. */
export function installFakeShell(engine: FakeEngine, options: { theme: Preferences['theme']; isFirstRun: boolean }): void {
  let preferences: Preferences = {
    theme: options.theme,
    language: 'system',
    isAutostartOn: false,
    globalShortcut: 'Ctrl+Alt+D',
    reportShortcut: '',
    lockShortcut: '',
    lockAfterMinutes: 0,
    isLockedWithScreen: false,
    views: [{ name: 'Checkout only', query: 'tab=open&text=checkout&group=severity&sort=age' }],
    hasSeenFirstRun: !options.isFirstRun,
    guideStep: 0,
  };
  const listeners = new Set<(push: ShellPush) => void>();
  const tell = (push: ShellPush): void => {
    for (const listener of listeners) listener(push);
  };
  const answers: Record<string, (args: object) => unknown> = {
    'get-preferences': () => ({ ...preferences, ...MACHINE }),
    'set-preferences': (args) => {
      preferences = { ...preferences, ...args };
      return preferences;
    },
    'open-link': () => ({ isOpened: true }),
    'save-text-file': () => ({ path: null }),
    'set-passphrase': () => ({ keyKeeping: 'passphrase' }),
  };
  const bridge: DogwatchBridge = {
    invoke: async (call, args) => ({ ok: true, value: answers[call]?.(args) as never }),
    onPush: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    requestPort: () => {
      if (engine.isDown) return tell({ push: 'engine', state: 'down', why: 'It ended with SIGKILL and is being restarted.' });
      const channel = new MessageChannel();
      engine.serve(channel.port1);
      window.postMessage({ dogwatch: 'port' }, location.origin, [channel.port2]);
    },
  };
  Object.assign(window, { dogwatch: bridge, tellWindow: tell });
}
