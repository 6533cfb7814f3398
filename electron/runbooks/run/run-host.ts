// Who and where commands run as: this machine's user, home and the few variables every command gets.
import { homedir, hostname, userInfo } from 'node:os';
import { terminalTrouble } from './terminal-run';

export interface RunHost {
  readonly user: string;
  readonly host: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Why commands get no terminal here, in words; null: they can. Found out when first asked. */
  readonly terminalTrouble: () => string | null;
}

/** Nothing else of this process's environment is handed on: it may hold secrets that no runbook needs. */
export function thisHost(): RunHost {
  let trouble: string | null | undefined;
  const folder = homedir();
  const user = userName();
  const { PATH = '/usr/local/bin:/usr/bin:/bin', LANG = 'C.UTF-8' } = process.env;
  const ask = (): string | null => {
    if (trouble === undefined) trouble = terminalTrouble();
    return trouble;
  };
  return { user, host: hostname(), folder, env: { PATH, HOME: folder, LANG, USER: user, TERM: 'dumb' }, terminalTrouble: ask };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env.USER ?? String(process.getuid?.() ?? 'unknown');
  }
}
