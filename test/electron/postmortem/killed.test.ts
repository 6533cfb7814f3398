// SIGKILL of a real engine process while a window types, at random moments, over and over.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
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
  /** The text as of the last edit that was answered; null: none was. */
  readonly saved: string | null;
  readonly count: number;
}

/** Types until it is killed, so many ms after the first answer. */
function round(profile: string, killAfterMs: number): Promise<Round> {
  const child = spawn(process.execPath, [join(folder, 'edit.mjs'), profile, KEY, INCIDENT], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  let isDoomed = false;
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
    if (isDoomed || !output.includes('saved ')) return;
    isDoomed = true;
    setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  });
  const textIn = (line: string): string => Buffer.from(line.split(' ')[1] ?? '', 'base64').toString('utf8');
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (!isDoomed) return reject(new Error(`the engine ended by itself with ${code}`));
      const lines = output.slice(0, output.lastIndexOf('\n')).split('\n');
      const saved = lines.filter((l) => l.startsWith('saved '));
      resolve({ opened: textIn(lines.find((l) => l.startsWith('opened ')) ?? ''), saved: textIn(saved.at(-1) ?? ''), count: saved.length });
    });
  });
}

it('[M2] nothing that was answered as saved is lost', { timeout: 180_000 }, async () => {
  const profile = aProfile();
  const first = await anEngine(profile);
  await first.must('start-postmortem', { incident: INCIDENT, text: 'Begin\nend\n' });
  await first.stop(true);
  let [saved, edits] = ['Begin\nend\n', 0];
  for (let n = 0; n < ROUNDS; n++) {
    const told = await round(profile, Math.random() * 400);
    // At most the one edit that was under way when it died came after the last answer.
    expect(differsByOneEdit(saved, told.opened)).toBe(true);
    saved = told.saved ?? told.opened;
    edits += told.count;
  }
  const last = await anEngine(profile);
  expect(differsByOneEdit(saved, await textOf(last))).toBe(true);
  expect(await last.must('verify-incident', { id: INCIDENT })).toMatchObject({ isWhole: true });
  expect(edits).toBeGreaterThan(ROUNDS * 2);
});

/** Equal, or one more mark `pid:n;` and at most one deletion of five characters. */
function differsByOneEdit(saved: string, now: string): boolean {
  if (saved === now) return true;
  const marks = (text: string): number => text.split(';').length;
  return Math.abs(now.length - saved.length) < 20 && Math.abs(marks(now) - marks(saved)) <= 2;
}
