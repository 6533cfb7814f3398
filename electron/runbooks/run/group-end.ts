// Ends a run before its own end, when a person cancels it or its time is over: the whole process group, politely first.
import { execFile } from 'node:child_process';

const KILL_AFTER_MS = 3_000;

export class GroupEnd {
  private readonly pid: number | undefined;
  private readonly timer: NodeJS.Timeout;
  private kill: NodeJS.Timeout | undefined;
  private reason: 'cancelled' | 'timed-out' | null = null;

  constructor(pid: number | undefined, timeoutMs: number) {
    this.pid = pid;
    this.timer = setTimeout(() => this.begin('timed-out'), timeoutMs);
  }

  /** Why it was ended; null: it was not. */
  get why(): 'cancelled' | 'timed-out' | null {
    return this.reason;
  }

  begin(reason: 'cancelled' | 'timed-out'): void {
    if (this.reason !== null) return;
    this.reason = reason;
    signalGroup(this.pid, 'SIGTERM');
    this.kill = setTimeout(() => signalGroup(this.pid, 'SIGKILL'), KILL_AFTER_MS);
  }

  /** The leader is gone; what it was to be ended with goes too. */
  settle(): void {
    clearTimeout(this.timer);
    clearTimeout(this.kill);
    if (this.reason !== null) signalGroup(this.pid, 'SIGKILL');
  }
}

/** Signals every process of the group that `pid` leads; one that is gone is no error. */
export function signalGroup(pid: number | undefined, signal: 'SIGTERM' | 'SIGKILL'): void {
  // 0 and 1 would be this group and everybody.
  if (pid === undefined || !Number.isInteger(pid) || pid < 2) return;
  if (process.platform === 'win32') {
    execFile('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true }, () => undefined);
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}
