// SIGKILL of the plain engine while it sends to a real HTTP sink, at random points, over and over.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import type { TellingValues } from '../../../shared/contract/telling';
import { startAnswerServer } from '../../bench/parts/answer-server';
import { eventually } from '../../harness/eventually';
import { startMessageSink } from '../../harness/message-sink';

const folder = mkdtempSync(join(process.cwd(), 'node_modules', '.dogwatch-send-'));
const ROUNDS = 20;
const PER_ROUND = 6;

beforeAll(async () => {
  const rollupOptions = { output: { entryFileNames: 'send.mjs' } };
  await build({
    ...{ configFile: false, ssr: { noExternal: ['rrule'] }, logLevel: 'silent', root: process.cwd() },
    build: {
      ssr: 'test/electron/engine/send-until-killed.ts',
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rollupOptions,
    },
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function config(source: string, sink: string) {
  return {
    feeds: [{ id: 'am', kind: 'alertmanager', name: 'Main', intervalSeconds: 0.2, config: { urls: [source], restartGraceSeconds: 0 } }],
    channels: [{ id: 'sink', kind: 'webhook', name: 'Sink', config: { url: sink } }],
    audiences: [{ id: 'engineers', name: 'Engineers', members: [{ channel: 'sink' }] }],
    routing: [{ name: 'all', at: ['opened'], to: ['engineers'], how: 'send' }],
    paging: { storm: { incidents: 1000 } },
  };
}

function alerts(count: number): string {
  const startsAt = new Date().toISOString();
  const alert = (i: number) => ({
    ...{ annotations: {}, endsAt: startsAt, startsAt, updatedAt: startsAt, generatorURL: '', fingerprint: `f${i}` },
    receivers: [{ name: 'all' }],
    status: { state: 'active', silencedBy: [], inhibitedBy: [] },
    labels: { alertname: 'DiskFull', service: `s${i}`, severity: 'critical' },
  });
  return JSON.stringify(Array.from({ length: count }, (_, i) => alert(i)));
}

function run(profile: string, sink: string, idempotency: string): { child: ChildProcess; ready: Promise<void> } {
  const args = [join(folder, 'send.mjs'), profile, join(profile, 'config.yml'), sink, idempotency];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const ready = new Promise<void>((resolve) => child.stdout?.on('data', (chunk) => String(chunk).includes('ready') && resolve()));
  return { child, ready };
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

function ask(child: ChildProcess): Promise<TellingValues['list-acts']> {
  return new Promise((resolve, reject) => {
    child.once('message', (reply: { ok: boolean; value: TellingValues['list-acts'] }) => (reply.ok ? resolve(reply.value) : reject(reply)));
    child.send({ name: 'list-acts', args: { past: 500 } });
  });
}

describe('an engine that is killed while it sends', { timeout: 180_000 }, () => {
  it.each(['key', 'none'])('[O4] [L7] loses no message and doubles none in silence (target with: %s)', async (idempotency) => {
    const profile = mkdtempSync(join(tmpdir(), 'dogwatch-send-'));
    const sink = await startMessageSink(() => Math.random() * 30);
    const source = await startAnswerServer('[]');
    writeFileSync(join(profile, 'config.yml'), stringify(config(source.url, sink.url)));
    onTestFinished(async () => {
      await Promise.all([sink.stop(), source.stop()]);
      rmSync(profile, { recursive: true, force: true });
    });
    for (let round = 0; round < ROUNDS / 2; round++) {
      source.answer(alerts((round + 1) * PER_ROUND));
      const { child, ready } = run(profile, sink.url, idempotency);
      await ready;
      const before = sink.taken.length;
      await eventually('something is sent', () => sink.taken.length > before);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 120));
      await kill(child);
    }
    const { child, ready } = run(profile, sink.url, idempotency);
    await ready;
    const wanted = (ROUNDS / 2) * PER_ROUND;
    const acts = await eventually(
      'all are sent',
      async () => {
        const { open, past } = await ask(child);
        return open.length === 0 && past.length === wanted && past;
      },
      { limitMs: 60_000 },
    );
    await kill(child);
    expect(acts.every((a) => a.state === 'sent')).toBe(true);
    // One key a message, however often it was tried: a target that knows keys had each effect once.
    expect(new Set(sink.taken.map((t) => t.text)).size).toBe(wanted);
    expect(new Set(sink.taken.map((t) => t.key)).size).toBe(wanted);
    const double = acts.filter((a) => sink.taken.filter((t) => t.key === a.key).length > 1);
    if (idempotency === 'none') expect(double.filter((a) => !a.mayBeDouble)).toEqual([]);
    else expect(acts.filter((a) => a.mayBeDouble)).toEqual([]);
  });
});
