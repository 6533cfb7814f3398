import { spawn } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { allEvents, checked, commit, KEY, NOW, noted, openIn, tempFolder, tryOpen } from './a-log';

const ROOT = join(import.meta.dirname, '../../..');

/** Bundles the appending program so that a bare Node can run it. */
async function buildProgram(): Promise<string> {
  const outDir = tempFolder();
  const output = { entryFileNames: 'program.mjs', format: 'es' as const };
  const entry = join(import.meta.dirname, 'append-until-killed.ts');
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'silent',
    build: { ssr: entry, outDir, target: 'node20', rolldownOptions: { output } },
  });
  symlinkSync(join(ROOT, 'node_modules'), join(outDir, 'node_modules'), 'junction');
  return join(outDir, 'program.mjs');
}

/** Runs it until it has acknowledged `events` events and kills it in the middle of its work. Returns what it acknowledged. */
function runUntilKilled(program: string, folder: string, events: number): Promise<string[]> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, join(folder, 'dogwatch.db'), KEY], { stdio: ['ignore', 'pipe', 'inherit'] });
    let told = '';
    child.stdout.on('data', (chunk: Buffer) => {
      told += chunk.toString();
      if (told.split('\n').length > events) child.kill('SIGKILL');
    });
    child.on('close', () => resolve(told.split('\n').slice(0, -1)));
  });
}

describe('the log of a process that is killed', () => {
  it('[L7] holds every acknowledged event, with whole chains, and goes on', { timeout: 60_000 }, async () => {
    const program = await buildProgram();
    const folder = tempFolder();
    let acknowledged: string[] = [];
    for (const events of [40, 300, 700]) {
      const told = await runUntilKilled(program, folder, events);
      expect(told.length).toBeGreaterThanOrEqual(events);
      acknowledged = [...acknowledged, ...told];
      const log = openIn(folder);
      const kept = allEvents(log);
      expect(kept.slice(0, acknowledged.length).map((e) => `${e.seq} ${e.id}`)).toEqual(acknowledged);
      expect(kept.map((e) => e.seq)).toEqual(kept.map((_, i) => i + 1));
      expect(checked(log, 'a').isWhole && checked(log, 'b').isWhole).toBe(true);
      commit(log, [noted('a', 'after the crash')], NOW);
      acknowledged = allEvents(log).map((e) => `${e.seq} ${e.id}`);
      log.close();
    }
    expect(tryOpen(folder).ok).toBe(true);
  });
});
