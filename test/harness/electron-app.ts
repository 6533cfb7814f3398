// Launches the built app as a person would find it: with a profile, a configuration, on a given desktop; and ends it for sure.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, errors, type Page } from '@playwright/test';

export interface LaunchOptions {
  /** Environment with display and bus, such as a virtual desktop's `env`; default: this process's. */
  readonly env?: NodeJS.ProcessEnv;
  /** Folder of the profile; default: a new one that `close` removes. Give an earlier one to restart the app. */
  readonly profile?: string;
  /** Text of a configuration file, handed over as `--config FILE`. */
  readonly config?: string;
  /** More words for the command line. */
  readonly args?: readonly string[];
  /** Folder of another app than this checkout, and another runtime than the installed one. */
  readonly appDir?: string;
  readonly executable?: string;
  /** Default: on, unless this process is root, whom Chromium refuses a sandbox. */
  readonly isSandboxed?: boolean;
  /** False: don't wait for a window (one that starts in the tray). */
  readonly hasWindow?: boolean;
}

export interface RunningApp {
  readonly app: ElectronApplication;
  readonly window: Page;
  readonly profile: string;
  readonly pid: number;
  /** From launch to the first window, milliseconds. */
  readonly startMs: number;
  /** What it said on stdout and stderr since Playwright had hold of it (the very first words are lost). */
  readonly output: () => string;
  /** Quits as a person does; after ten seconds by force. Removes the profile when it was made here. */
  readonly close: () => Promise<void>;
  /** SIGKILL of the whole shell; the profile stays. */
  readonly kill: () => Promise<void>;
}

const checkout = resolve(import.meta.dirname, '..', '..');
const closeLimitMs = 10_000;
const attachLimitMs = 20_000;

const configFolder = (profile: string): string => `${profile}.config`;

/** The words of the command line for a profile; writes the configuration file beside it. */
function profileWords(profile: string, config: string | undefined): readonly string[] {
  if (config === undefined) return ['--profile', profile];
  const folder = configFolder(profile);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'dogwatch.yml'), config);
  return ['--profile', profile, '--config', join(folder, 'dogwatch.yml')];
}

/** What starts this checkout with a profile, for a test that wants the bare process. */
export function appCommand(profile: string, config: string): { readonly file: string; readonly args: readonly string[] } {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return { file: createRequire(import.meta.url)('electron') as string, args: [...sandbox, checkout, ...profileWords(profile, config)] };
}

/** Launches it; with `hasWindow: false` the answer's `window` must not be used. */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const { env = process.env, config, args = [], appDir = checkout, isSandboxed = process.getuid?.() !== 0, hasWindow = true } = options;
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'dogwatch-profile-'));
  const words = profileWords(profile, config);
  const startedAt = performance.now();
  const app = await attached({
    // Left out where the development runtime will do: the driver then holds the app back until it has hold of it.
    ...(options.executable !== undefined && { executablePath: options.executable }),
    chromiumSandbox: isSandboxed,
    // Playwright's own default would tell every window that the system is light, whatever it is.
    colorScheme: null,
    args: [appDir, ...words, ...args],
    cwd: appDir,
    env: Object.fromEntries(Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined)),
  });
  const output = listen(app);
  const ended = new Promise<void>((done) => app.process().once('exit', () => done()));
  const pid = app.process().pid ?? -1;
  const kill = async (): Promise<void> => {
    app.process().kill('SIGKILL');
    await ended;
  };
  const close = async (): Promise<void> => {
    const timer = setTimeout(() => void kill(), closeLimitMs);
    await app.close().catch(() => kill());
    await ended;
    clearTimeout(timer);
    if (options.profile === undefined) rmSync(profile, { recursive: true, force: true });
    rmSync(configFolder(profile), { recursive: true, force: true });
  };
  const window = hasWindow ? await firstWindow(app, output, close) : (null as unknown as Page);
  return { app, window, profile, pid, startMs: performance.now() - startedAt, output, close, kill };
}

/**
 * Starts the app and gets hold of it. An app that was started by a path is not held back: now and then the driver attaches while the
 * page's address is being committed, misses the event, and waits for it while the app runs on happily: then it is started once more.
 */
async function attached(launch: Parameters<typeof _electron.launch>[0]): Promise<ElectronApplication> {
  try {
    return await _electron.launch({ ...launch, timeout: attachLimitMs });
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error;
    return _electron.launch(launch);
  }
}

async function firstWindow(app: ElectronApplication, output: () => string, close: () => Promise<void>): Promise<Page> {
  try {
    return await app.firstWindow();
  } catch (error) {
    await close();
    throw new Error(`the app opened no window; it said:\n${output()}`, { cause: error });
  }
}

function listen(app: ElectronApplication): () => string {
  let said = '';
  const hear = (chunk: Buffer): void => {
    said += chunk.toString();
  };
  app.process().stdout?.on('data', hear);
  app.process().stderr?.on('data', hear);
  return () => said;
}
