// Starts a helper program and answers for its end: it is ended by its own pid, also when this process crashes or is killed.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import readline from 'node:readline';

const guard = '/usr/bin/setpriv';
const graceMs = 2_000;
const tailLines = 40;

/** @type {Set<import('node:child_process').ChildProcess>} */
const living = new Set();
process.on('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

/**
 * @typedef {object} Child
 * @property {string} name
 * @property {number} pid
 * @property {import('node:child_process').ChildProcess} process
 * @property {Promise<{ code: number | null, signal: string | null }>} ended
 * @property {(hear: (line: string) => void) => () => void} onLine hears lines of stdout and stderr; the answer stops hearing
 * @property {(wanted: RegExp, limitMs?: number) => Promise<string>} waitForLine also looks at the last lines already said
 * @property {() => string} tail its last words
 * @property {(signal?: NodeJS.Signals) => Promise<void>} stop resolves when it has ended; SIGKILL after two seconds
 */

/**
 * Starts `file`. On Linux the kernel ends it when this process dies, however it dies.
 * @param {{ name: string, file: string, args: readonly string[], env?: NodeJS.ProcessEnv, cwd?: string, extraPipes?: number }} what
 *   `extraPipes`: that many pipes from file descriptor 3 on
 * @returns {Child}
 */
export function startChild({ name, file, args, env = process.env, cwd, extraPipes = 0 }) {
  const pipes = /** @type {'pipe'[]} */ (Array.from({ length: 3 + extraPipes }, () => 'pipe'));
  const child = spawn(...guarded(file, args), { env, cwd, stdio: pipes });
  living.add(child);
  child.stdin?.on('error', () => {});
  const ended = /** @type {Child['ended']} */ (
    new Promise((resolve) => {
      child.once('error', () => resolve({ code: 127, signal: null }));
      child.once('close', (code, signal) => resolve({ code, signal }));
    })
  );
  void ended.then(() => living.delete(child));
  const heard = hear(child);
  const stop = stopper(child, ended);
  return { name, pid: child.pid ?? -1, process: child, ended, stop, ...heard, waitForLine: waiter(name, heard, ended) };
}

/**
 * File and arguments that start the same program under the kernel's guard where there is one: it gets SIGTERM when we die.
 * @param {string} file
 * @param {readonly string[]} args
 * @returns {[string, string[]]}
 */
export function guarded(file, args) {
  if (process.platform !== 'linux' || !fs.existsSync(guard)) return [file, [...args]];
  return [guard, ['--pdeathsig', 'TERM', '--', file, ...args]];
}

/** @param {import('node:child_process').ChildProcess} child */
function hear(child) {
  /** @type {string[]} */
  const last = [];
  /** @type {Set<(line: string) => void>} */
  const ears = new Set();
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    readline.createInterface({ input: stream }).on('line', (line) => {
      last.push(line);
      if (last.length > tailLines) last.shift();
      for (const ear of ears) ear(line);
    });
  }
  return {
    last,
    tail: () => last.join('\n'),
    onLine: (/** @type {(line: string) => void} */ ear) => {
      ears.add(ear);
      return () => void ears.delete(ear);
    },
  };
}

/**
 * @param {string} name
 * @param {ReturnType<typeof hear>} heard
 * @param {Child['ended']} ended
 * @returns {Child['waitForLine']}
 */
function waiter(name, heard, ended) {
  return (wanted, limitMs = 10_000) =>
    new Promise((resolve, reject) => {
      const early = heard.last.find((line) => wanted.test(line));
      if (early !== undefined) return resolve(early);
      const finish = (/** @type {() => void} */ settle) => {
        clearTimeout(timer);
        off();
        settle();
      };
      const off = heard.onLine((line) => wanted.test(line) && finish(() => resolve(line)));
      const fail = (/** @type {string} */ why) => finish(() => reject(new Error(`${name}: ${why}\n${heard.tail()}`)));
      const timer = setTimeout(() => fail(`no line like ${wanted} within ${limitMs} ms`), limitMs);
      void ended.then(({ code, signal }) => fail(`ended with ${code ?? signal}`));
    });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {Child['ended']} ended
 * @returns {Child['stop']}
 */
function stopper(child, ended) {
  return async (signal = 'SIGTERM') => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      child.kill('SIGCONT');
    }
    const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
    await ended;
    clearTimeout(timer);
  };
}
