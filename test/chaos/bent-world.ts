// The clock and the names of the machine as a desk's process sees them, to be bent from outside. Imported before anything reads the time.
import dns from 'node:dns';

const RealDate = Date;
let offsetMs = 0;

class BentDate extends RealDate {
  constructor(...args: readonly unknown[]) {
    super(...((args.length === 0 ? [BentDate.now()] : args) as [number]));
  }

  static override now(): number {
    return RealDate.now() + offsetMs;
  }
}
globalThis.Date = BentDate as DateConstructor;

/** The wall clock jumps; timers, which count by another one, don't notice. */
export function jump(ms: number): void {
  offsetMs += ms;
}

/** The machine is suspended for so long by its wall clock, and until somebody sends SIGCONT. */
export function suspend(ms: number): void {
  jump(ms);
  process.kill(process.pid, 'SIGSTOP');
}

const realLookup = dns.lookup;
let isNameless = false;

/** Every name but this machine's own is asked of name servers: now they answer no more, or again. */
export function loseNames(isLost: boolean): void {
  isNameless = isLost;
}

type Done = (error: Error | null, found?: unknown, family?: number) => void;

/** `*.test` is this machine, as long as names are answered at all. */
function bentLookup(name: string, options: dns.LookupOptions, done: Done): void {
  if (!name.endsWith('.test')) return void realLookup(name, options, done);
  if (isNameless) {
    const error = Object.assign(new Error(`getaddrinfo EAI_AGAIN ${name}`), { code: 'EAI_AGAIN', syscall: 'getaddrinfo', hostname: name });
    return void setImmediate(done, error);
  }
  if (options.all) setImmediate(done, null, [{ address: '127.0.0.1', family: 4 }]);
  else setImmediate(done, null, '127.0.0.1', 4);
}
dns.lookup = bentLookup as typeof dns.lookup;
