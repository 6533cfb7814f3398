// Runs one check and counts its tests. A check that fails without a failed test (it crashed, it was killed) counts as one failure.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { guarded } from '../process/child.mjs';
import { countReport } from './reports.mjs';

/** @typedef {import('./reports.mjs').Counts & { name: string, seconds: number }} Outcome */

/**
 * @param {import('./checks.mjs').Check} check
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Outcome>}
 */
export async function runCheck(check, root, env) {
  const startedAt = Date.now();
  const report = check.report ? path.join(root, check.report) : null;
  if (report) fs.rmSync(report, { force: true });
  const status = await run(check.command, root, env);
  const counts = report
    ? countReport(report)
    : { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0, flaky: 0, troubles: [] };
  const failed = status !== 0 && counts.failed === 0 ? 1 : counts.failed;
  return { name: check.name, ...counts, failed, seconds: (Date.now() - startedAt) / 1000 };
}

/**
 * @param {readonly string[]} command
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
function run([file = '', ...args], cwd, env) {
  return new Promise((resolve) => {
    const child = spawn(...guarded(file, args), { cwd, env, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' });
    child.once('error', (error) => {
      console.error(error.message);
      resolve(127);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
}
