// Which runs are under way, kept beside the log, so that the next engine can tell how they ended and end what still runs - but only
// what is provably ours: a process id alone may belong to somebody else by now.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { signalGroup } from './group-end';
import { type LedgerEntry, type LedgerKeep, readEntries, writeEntries } from './ledger-entries';

export class RunLedger {
  private readonly keep: LedgerKeep;
  private entries: LedgerEntry[];

  constructor(keep: LedgerKeep) {
    this.keep = keep;
    this.entries = readEntries(keep);
  }

  get all(): readonly LedgerEntry[] {
    return this.entries;
  }

  put(entry: LedgerEntry): void {
    this.write([...this.entries.filter((e) => e.run !== entry.run), entry]);
  }

  drop(run: string): void {
    this.write(this.entries.filter((e) => e.run !== run));
  }

  private write(entries: LedgerEntry[]): void {
    writeEntries(this.keep, entries);
    this.entries = entries;
  }
}

/** Names a process over time: its start as the system counts it, and on Linux which boot that was. Null when it is gone or can't be told. */
export function processMark(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      // The second field is the program's name in brackets and may hold anything; the start is the 22nd.
      const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()} ${ticks}`;
    }
    if (process.platform === 'win32') return null;
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', timeout: 2_000 }).trim() || null;
  } catch {
    return null;
  }
}

const KILL_AFTER_MS = 3_000;

/** Ends what an engine that died left running, and says what was done. */
export function endOrphan({ pid, mark }: LedgerEntry): string {
  if (pid === null) return 'The engine ended before it was known how this came out.';
  const now = processMark(pid);
  if (now === null) return `The engine ended meanwhile. Process ${pid} is not there any more; what it may have started is not known.`;
  if (mark === null || now !== mark) return `The engine ended meanwhile. Process ${pid} is another one by now; nothing was ended.`;
  signalGroup(pid, 'SIGTERM');
  setTimeout(() => processMark(pid) === mark && signalGroup(pid, 'SIGKILL'), KILL_AFTER_MS);
  return `The engine ended meanwhile. Process ${pid} still ran and was ended now.`;
}
