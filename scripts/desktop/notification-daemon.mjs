// Drives scripts/notifyd.mjs from outside: what it received, and what a person would do with it.
import path from 'node:path';
import { startChild } from '../process/child.mjs';

/**
 * @typedef {object} Received one call of Notify
 * @property {number} id
 * @property {number} at when it arrived, Unix ms with fractions
 * @property {string} app
 * @property {number} replaces 0: a new one
 * @property {string} summary
 * @property {string} body
 * @property {{ key: string, label: string }[]} actions
 * @property {Record<string, string>} hints without images
 * @property {number} timeoutMs -1: the daemon's choice
 */

/**
 * @typedef {object} NotificationDaemon
 * @property {number} pid
 * @property {readonly Received[]} received all, oldest first
 * @property {readonly number[]} withdrawn ids that the sender took back
 * @property {(hear: (got: Received) => void) => () => void} onReceived
 * @property {(wanted: (got: Received) => boolean, limitMs?: number) => Promise<Received>} waitFor also looks at what was received before
 * @property {(id: number, key: string) => void} invoke presses an action (`default` is a click on the body)
 * @property {(id: number, reason?: number) => void} close 1: expired, 2: dismissed by the person
 * @property {() => void} hang stops answering, as a stuck daemon does, until `resume`
 * @property {() => void} resume
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the daemon on the bus of `env`; resolves when it owns the name.
 * @param {NodeJS.ProcessEnv} env
 * @param {{ capabilities?: readonly string[] }} [options]
 * @returns {Promise<NotificationDaemon>}
 */
export async function startNotificationDaemon(env, { capabilities = ['actions', 'body', 'persistence'] } = {}) {
  const file = path.join(import.meta.dirname, '..', 'notifyd.mjs');
  const child = startChild({ name: 'notifyd', file: process.execPath, args: [file, capabilities.join(',')], env });
  /** @type {Received[]} */
  const received = [];
  /** @type {number[]} */
  const withdrawn = [];
  /** @type {Set<(got: Received) => void>} */
  const ears = new Set();
  child.onLine((line) => {
    if (!line.startsWith('{')) return;
    const told = JSON.parse(line);
    if (told.is === 'withdrawn') withdrawn.push(told.id);
    if (told.is !== 'received') return;
    received.push(told.notification);
    for (const ear of ears) ear(told.notification);
  });
  await child.waitForLine(/"is":"ready"/);
  /** @type {NotificationDaemon['onReceived']} */
  const onReceived = (ear) => {
    ears.add(ear);
    return () => void ears.delete(ear);
  };
  const order = (/** @type {object} */ what) => void child.process.stdin?.write(`${JSON.stringify(what)}\n`);
  return {
    pid: child.pid,
    received,
    withdrawn,
    onReceived,
    waitFor: (wanted, limitMs = 10_000) => waitFor(received, onReceived, wanted, limitMs),
    invoke: (id, key) => order({ do: 'invoke', id, key }),
    close: (id, reason = 2) => order({ do: 'close', id, reason }),
    hang: () => void child.process.kill('SIGSTOP'),
    resume: () => void child.process.kill('SIGCONT'),
    stop: () => child.stop(),
  };
}

/**
 * @param {readonly Received[]} received
 * @param {NotificationDaemon['onReceived']} onReceived
 * @param {(got: Received) => boolean} wanted
 * @param {number} limitMs
 * @returns {Promise<Received>}
 */
function waitFor(received, onReceived, wanted, limitMs) {
  return new Promise((resolve, reject) => {
    const early = received.find(wanted);
    if (early) return resolve(early);
    const off = onReceived((got) => {
      if (!wanted(got)) return;
      off();
      clearTimeout(timer);
      resolve(got);
    });
    const timer = setTimeout(() => {
      off();
      const titles = received.map((got) => JSON.stringify(got.summary)).join(', ') || 'nothing';
      reject(new Error(`the awaited notification did not come within ${limitMs} ms; received: ${titles}`));
    }, limitMs);
  });
}
