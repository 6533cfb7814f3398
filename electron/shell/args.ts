// What the command line may say to the shell. Chromium's own switches pass by unseen; a wrong value is told, not guessed.
import { resolve } from 'node:path';
import { type DeepLink, findDeepLink } from './deep-link';

export interface ShellOptions {
  /** Folder of everything this desk keeps; null: the platform's own place. */
  readonly profile: string | null;
  /** Settings as code, a YAML file. */
  readonly configFile: string | null;
  /** End cleanly after so many seconds. */
  readonly seconds: number | null;
  /** Start in the tray. */
  readonly isHidden: boolean;
  readonly deepLink: DeepLink | null;
  /** What could not be understood, in words; the start ends with these. */
  readonly problems: readonly string[];
}

const VALUED = ['--profile', '--config', '--seconds'] as const;
type Valued = (typeof VALUED)[number];

function readValues(argv: readonly string[]): { values: Map<Valued, string>; problems: string[] } {
  const values = new Map<Valued, string>();
  const problems: string[] = [];
  argv.forEach((arg, at) => {
    const name = VALUED.find((option) => arg === option || arg.startsWith(`${option}=`));
    if (!name) return;
    const value = arg === name ? argv[at + 1] : arg.slice(name.length + 1);
    if (!value || value.startsWith('--')) problems.push(`${name} needs a value`);
    else values.set(name, value);
  });
  return { values, problems };
}

/** Reads `argv`; relative paths are taken from `cwd`. Unknown words are left to Electron and Chromium. */
export function readArguments(argv: readonly string[], cwd: string): ShellOptions {
  const { values, problems } = readValues(argv);
  const path = (name: Valued): string | null => (values.has(name) ? resolve(cwd, values.get(name) as string) : null);
  const secondsText = values.get('--seconds');
  const seconds = secondsText === undefined ? null : Number(secondsText);
  if (seconds !== null && !(seconds > 0 && seconds <= 86_400))
    problems.push(`--seconds needs a number from 1 to 86400, not “${secondsText}”`);
  return {
    profile: path('--profile'),
    configFile: path('--config'),
    seconds: problems.length > 0 ? null : seconds,
    isHidden: argv.includes('--hidden'),
    deepLink: findDeepLink(argv),
    problems,
  };
}
