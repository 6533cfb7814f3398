// The doors of the engine alone, from outside: stdin may close, nobody may read, a signal may come at any moment.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { eventually } from '../../harness/eventually';

const folder = mkdtempSync(join(process.cwd(), 'node_modules', '.dogwatch-cli-'));

beforeAll(async () => {
  const rollupOptions = { output: { entryFileNames: 'cli.mjs' } };
  await build({
    ...{ configFile: false, ssr: { noExternal: ['rrule'] }, logLevel: 'silent', root: process.cwd() },
    build: { ssr: 'electron/engine/cli.ts', outDir: folder, emptyOutDir: false, target: 'node20', minify: false, rollupOptions },
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(profile = mkdtempSync(join(tmpdir(), 'dogwatch-cli-'))) {
  const child = spawn(process.execPath, [join(folder, 'cli.mjs'), '--profile', profile], { stdio: 'pipe' });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    child.on('exit', (code, signal) => resolve({ code, signal })),
  );
  onTestFinished(() => {
    child.kill('SIGKILL');
    rmSync(profile, { recursive: true, force: true });
  });
  return {
    child,
    profile,
    ended,
    stdout: () => stdout,
    stderr: () => stderr,
    ready: () => eventually('ready', () => stdout.includes('"ready"')),
  };
}

describe('engine alone', () => {
  it('goes on when stdin is closed, and ends cleanly on SIGTERM', async () => {
    const engine = start();
    await engine.ready();
    engine.child.stdin.end();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(engine.child.exitCode).toBeNull();
    engine.child.kill('SIGTERM');
    expect(await engine.ended).toEqual({ code: 0, signal: null });
    expect(engine.stdout().trim().split('\n').at(-1)).toBe('{"type":"stopped"}');
  });

  it('survives rubbish on stdin', async () => {
    const engine = start();
    await engine.ready();
    for (const line of ['null', '7', '[]', '{"call":{"toString":1,"valueOf":1}}', '{"id":{"a":1},"call":"__proto__"}', '{'])
      engine.child.stdin.write(`${line}\n`);
    await eventually('six replies', () => engine.stdout().split('"reply"').length > 6);
    expect(engine.child.exitCode).toBeNull();
  });

  it('ends cleanly when nobody reads its lines any more', async () => {
    const engine = start();
    await engine.ready();
    engine.child.stdout.destroy();
    engine.child.stdin.write('{"id":1,"call":"list-kinds"}\n{"id":2,"call":"list-kinds"}\n');
    expect(await engine.ended).toEqual({ code: 0, signal: null });
    expect(engine.stderr()).not.toContain('EPIPE');
  });

  it('[N10] what became of a page that it tells while it starts is an event too', async () => {
    const first = start();
    await first.ready();
    first.child.kill('SIGTERM');
    await first.ended;
    writeFileSync(join(first.profile, 'log.db-mark'), '000000000000500');
    const second = start(first.profile);
    const lines = () =>
      second
        .stdout()
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line));
    const page = await eventually('it pages that events are gone', () =>
      lines().find(({ type, page }) => type === 'page' && page.title.includes('LogCutOff')),
    );
    await eventually('its outcome', () => lines().some(({ event }) => event?.kind === 'page.shown' && event.data.page === page.page.page));
  });

  it.each([60, 120, 180, 240, 300])('ends cleanly on a SIGTERM %d ms after its start, once it can hear one', async (afterMs) => {
    const engine = start();
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    engine.child.kill('SIGTERM');
    const { code, signal } = await engine.ended;
    if (engine.stdout() === '') expect(signal ?? code).toBeDefined();
    else expect({ code, signal }).toEqual({ code: 0, signal: null });
  });
});
