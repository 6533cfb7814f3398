// What a program and all its children cost, as Linux tells it: CPU ticks of /proc/PID/stat and PSS of /proc/PID/smaps_rollup.
import { readdirSync, readFileSync } from 'node:fs';

/** USER_HZ is 100 on every Linux that Electron runs on. */
const TICK_MS = 10;

function statOf(pid: string): readonly string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** The process and all its descendants. */
export function treeOf(root: number): readonly string[] {
  const children = new Map<string, string[]>();
  for (const pid of readdirSync('/proc')) {
    const parent = /^\d+$/.test(pid) ? statOf(pid)?.[1] : undefined;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found = [String(root)];
  for (let at = 0; at < found.length; at++) found.push(...(children.get(found[at] ?? '') ?? []));
  return found;
}

/** CPU time of the living processes so far, user and system, ms (ten is the grain). */
export function cpuMsOf(pids: readonly string[]): number {
  let ticks = 0;
  for (const pid of pids) {
    const stat = statOf(pid);
    ticks += Number(stat?.[11] ?? 0) + Number(stat?.[12] ?? 0);
  }
  return ticks * TICK_MS;
}

/** Proportional set size of all of them, MB (10^6): shared pages count by their share. */
export function pssMbOf(pids: readonly string[]): number {
  let kib = 0;
  for (const pid of pids) kib += pssKibOf(pid);
  return (kib * 1024) / 1e6;
}

function pssKibOf(pid: string): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** PSS by what the process is (browser, renderer, gpu-process, utility, zygote), MB: tells where a figure comes from. */
export function pssByKind(pids: readonly string[]): Readonly<Record<string, number>> {
  const kinds: Record<string, number> = {};
  for (const pid of pids) {
    const kind = kindOf(pid);
    kinds[kind] = (kinds[kind] ?? 0) + (pssKibOf(pid) * 1024) / 1e6;
  }
  return kinds;
}

/** What a process is: `browser`, `renderer`, `gpu-process`, `NodeService` (the engine) and so on. */
export function kindOf(pid: string): string {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    const type = /--type=([a-z-]+)/.exec(words)?.[1] ?? 'browser';
    return type === 'utility' ? (/--utility-sub-type=([\w.]+)/.exec(words)?.[1]?.replace(/.*\./, '') ?? type) : type;
  } catch {
    return 'gone';
  }
}
