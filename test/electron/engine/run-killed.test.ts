// SIGKILL of the plain engine while a command of a runbook goes on: the next engine ends the command and tells how it came.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { RunPlan } from '../../../shared/domain/run';
import type { RunbookDocument } from '../../../shared/domain/runbook';
import type { LogEvent } from '../../../shared/log/event';
import { startAnswerServer } from '../../bench/parts/answer-server';
import { eventually } from '../../harness/eventually';

const folder = mkdtempSync(join(process.cwd(), 'node_modules', '.dogwatch-run-'));
const SCRIPT = "trap '' HUP\nsleep 300 &\necho shell $$ child $!\nwhile :; do sleep 0.1; done";

beforeAll(async () => {
  const rollupOptions = { output: { entryFileNames: 'cli.mjs' } };
  await build({
    ...{ configFile: false, ssr: { noExternal: ['rrule'] }, logLevel: 'silent', root: process.cwd() },
    build: { ssr: 'electron/engine/cli.ts', outDir: folder, emptyOutDir: false, target: 'node20', minify: false, rollupOptions },
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Line = { readonly type: string; readonly id?: number; readonly event?: LogEvent; readonly ok?: boolean; readonly value?: unknown };

/** The engine alone, its lines read as they come. */
class Engine {
  readonly lines: Line[] = [];
  private readonly child: ChildProcess;
  private calls = 0;

  constructor(profile: string) {
    const args = [join(folder, 'cli.mjs'), '--profile', profile, '--config', join(profile, 'config.yml')];
    this.child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    let rest = '';
    this.child.stdout?.on('data', (chunk) => {
      const parts = `${rest}${chunk}`.split('\n');
      rest = parts.pop() ?? '';
      this.lines.push(...parts.map((part) => JSON.parse(part) as Line));
    });
  }

  event<K extends LogEvent['kind']>(kind: K): Promise<Extract<LogEvent, { kind: K }>> {
    const find = () => this.lines.find((l) => l.event?.kind === kind)?.event as Extract<LogEvent, { kind: K }> | undefined;
    return eventually(`an event ${kind}`, find, { limitMs: 20_000 });
  }

  async call<T>(name: string, args: object): Promise<T> {
    this.calls += 1;
    const id = this.calls;
    this.child.stdin?.write(`${JSON.stringify({ id, call: name, args })}\n`);
    const reply = await eventually(`an answer to ${name}`, () => this.lines.find((l) => l.type === 'reply' && l.id === id));
    if (!reply.ok) throw new Error(JSON.stringify(reply));
    return reply.value as T;
  }

  async kill(): Promise<void> {
    if (this.child.signalCode !== null || this.child.exitCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await gone;
  }
}

function isThere(pid: number): boolean {
  try {
    // A process that ended and that nobody waits for still has its number.
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function alert(): string {
  const at = new Date().toISOString();
  const labels = { alertname: 'DiskFull', severity: 'critical' };
  const status = { state: 'active', silencedBy: [], inhibitedBy: [] };
  const own = {
    annotations: {},
    endsAt: at,
    startsAt: at,
    updatedAt: at,
    generatorURL: '',
    fingerprint: 'f',
    receivers: [{ name: 'all' }],
  };
  return JSON.stringify([{ ...own, labels, status }]);
}

test.skipIf(process.platform !== 'linux').each([false, true])(
  '[R37] [L7] a run whose engine was killed is ended and told by the next one (in a terminal: %s)',
  async (isTerminal) => {
    const profile = mkdtempSync(join(tmpdir(), 'dogwatch-run-'));
    const books = join(profile, 'books');
    mkdirSync(books);
    writeFileSync(join(books, 'DiskFull.md'), `# Disk full\n\n\`\`\`sh\n${SCRIPT}\n\`\`\`\n`);
    const source = await startAnswerServer(alert());
    const feed = { id: 'am', kind: 'alertmanager', name: 'Main', intervalSeconds: 0.2, config: { urls: [source.url] } };
    const runbooks = { sources: [{ kind: 'folder', id: 'ops', path: books }] };
    writeFileSync(join(profile, 'config.yml'), stringify({ feeds: [feed], runbooks }));
    const first = new Engine(profile);
    let last = first;
    try {
      const { incident } = await first.event('incident.opened');
      const runbook = 'ops/DiskFull.md';
      const { document } = await eventually('the runbook is read', () =>
        first.call<{ document: RunbookDocument }>('get-runbook', { id: runbook }),
      );
      const step = document.steps.find((s) => s.kind === 'shell')?.id;
      const target = { incident, runbook, step, isTerminal };
      const { sha256, dangers } = await first.call<RunPlan>('plan-run', target);
      const { run } = await first.call<{ run: string }>('run-step', { ...target, sha256, accepted: dangers });
      const pids = await eventually('it says its numbers', async () => {
        const { output } = await first.call<{ output: string }>('get-run', { incident, run });
        return /shell (\d+) child (\d+)/.exec(output)?.slice(1).map(Number);
      });
      await first.kill();
      expect(pids.map(isThere)).toEqual([true, true]);

      last = new Engine(profile);
      const finished = await last.event('run.finished');
      expect(finished).toMatchObject({ incident, data: { run, how: 'engine-ended', output: expect.stringContaining('was ended now') } });
      await eventually('shell and child are gone', () => !pids.some(isThere));
      const again = await last.call<{ run: { end: { how: string } } }>('get-run', { incident, run });
      expect(again.run.end.how).toBe('engine-ended');
    } finally {
      await last.kill();
      await source.stop();
      rmSync(profile, { recursive: true, force: true });
    }
  },
  60_000,
);
