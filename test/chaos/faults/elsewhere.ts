// Faults that tests of the whole app hold, in a real Electron on a desktop of its own: not done again here.

export interface HeldElsewhere {
  readonly fault: string;
  readonly file: string;
  /** The test's name, or how it begins. */
  readonly test: string;
}

export const ELSEWHERE: readonly HeldElsewhere[] = [
  { fault: 'key gone', file: 'test/e2e/recovery.spec.ts', test: '[U6] a deleted key: told in words, no new one is made' },
  { fault: 'keychain gone', file: 'test/e2e/shell-start.spec.ts', test: 'with a real gnome-keyring the key is guarded by it' },
  { fault: 'damaged log, in the app', file: 'test/e2e/recovery.spec.ts', test: '[U3] a damaged log: told in words' },
  {
    fault: 'second start of the app',
    file: 'test/e2e/shell-start.spec.ts',
    test: 'a second start hands its deep link to the first and leaves',
  },
  { fault: 'notification daemon hung', file: 'test/e2e/shell-pages.spec.ts', test: 'a hung daemon: the page has failed after 3 s' },
  { fault: 'notification daemon gone and back', file: 'test/e2e/shell-pages.spec.ts', test: 'no daemon: blind from the start' },
  { fault: 'session bus gone', file: 'test/e2e/shell-pages.spec.ts', test: 'no session bus at all' },
  {
    fault: 'tray host gone and back',
    file: 'test/e2e/shell-tray.spec.ts',
    test: 'with a tray, closing hides and a click shows; a panel that comes late',
  },
  { fault: 'engine killed in the app', file: 'test/e2e/watch-engine-dies.spec.ts', test: '[L7] SIGKILL in a storm' },
  { fault: 'GPU process killed', file: 'test/e2e/page-dies.spec.ts', test: '[D40] the process that draws is killed' },
  { fault: 'renderer killed', file: 'test/e2e/page-dies.spec.ts', test: '[D40] a page that is killed comes back each time' },
  {
    fault: 'messages in flight',
    file: 'test/electron/engine/outbox-killed.test.ts',
    test: '[O4] [L7] loses no message and doubles none in silence',
  },
];
