// SIGKILL of a real engine process while a window types, at random moments, over and over.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { KEY } from '../engine/desk-engine';
import { anEngine, aProfile, INCIDENT, textOf } from './a-postmortem';

const folder = mkdtempSync(join(process.cwd(), 'node_modules', '.dogwatch-edit-'));
const ROUNDS = 12;

beforeAll(async () => {
  await build({
    ...{ configFile: false, ssr: { noExternal: ['rrule'] }, logLevel: 'silent', root: process.cwd() },
    build: {
      ssr: 'test/electron/postmortem/edit-until-killed.ts',
      ...{ outDir: folder, emptyOutDir: false, target: 'node20', minify: false },
      rollupOptions: { output: { entryFileNames: 'edit.mjs' } },
    },
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Round {
  readonly opened: string;
  /** Texts that the log may hold now: as of the last answer, and with the edit that was under way. */
  readonly saved: string;
  readonly tried: string;
  readonly count: number;
}

/** Types until it is killed, so many ms after the first answer. */
function round(n: number, profile: string, killAfterMs: number): Promise<Round> {
  const diary = join(folder, `diary-${n}`);
  const child = spawn(process.execPath, [join(folder, 'edit.mjs'), profile, KEY, INCIDENT, diary], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  let isDoomed = false;
  const watch = setInterval(() => {
    if (isDoomed || !existsSync(diary) || !readFileSync(diary, 'utf8').includes('saved ')) return;
    isDoomed = true;
    setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  }, 5);
  const textIn = (line: string | undefined): string => Buffer.from(line?.split(' ')[1] ?? '', 'base64').toString('utf8');
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(watch);
      if (!isDoomed) return reject(new Error(`the engine ended by itself with ${code}`));
      const output = readFileSync(diary, 'utf8');
      const lines = output.slice(0, output.lastIndexOf('\n')).split('\n');
      const last = (what: string): string => textIn(lines.findLast((line) => line.startsWith(`${what} `)));
      const count = lines.filter((line) => line.startsWith('saved ')).length;
      resolve({ opened: last('opened'), saved: last('saved'), tried: last('trying'), count });
    });
  });
}

it('[M2] nothing that was answered as saved is lost', { timeout: 180_000 }, async () => {
  const profile = aProfile();
  const first = await anEngine(profile);
  await first.must('start-postmortem', { incident: INCIDENT, text: 'Begin\nend\n' });
  await first.stop(true);
  let may = ['Begin\nend\n'];
  let edits = 0;
  for (let n = 0; n < ROUNDS; n++) {
    const { opened, saved, tried, count } = await round(n, profile, Math.random() * 400);
    expect(may).toContain(opened);
    may = [saved, tried];
    edits += count;
  }
  const last = await anEngine(profile);
  expect(may).toContain(await textOf(last));
  expect(await last.must('verify-incident', { id: INCIDENT })).toMatchObject({ isWhole: true });
  expect(edits).toBeGreaterThan(ROUNDS);
});
