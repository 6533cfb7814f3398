// What drafting a postmortem costs: the built engine in plain Node, asked over its own line protocol about an incident of ten thousand entries.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { PostmortemDraftValues } from '../../shared/contract/postmortem-draft';
import { median } from './measure/quantile';
import { INCIDENT, longProfile } from './parts/long-incident';
import { atMost, type BenchRow, rowOf } from './row';

const ENTRIES = 10_000;
const TURNS = 9;
const cli = resolve(import.meta.dirname, '../../out/main/cli.cjs');

type Line = { readonly type: string; readonly id?: number; readonly ok?: boolean; readonly value?: unknown; readonly error?: unknown };

/** Answers of the engine by the number of the call; number 0 is its word that it is ready. */
class Asker {
  private readonly waiting = new Map<number, (line: Line) => void>();
  private readonly engine: ChildProcess;
  private asked = 0;

  constructor(engine: ChildProcess) {
    this.engine = engine;
    if (!engine.stdout) throw new Error('the engine has no stdout');
    createInterface({ input: engine.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as Line;
      this.waiting.get(line.type === 'ready' ? 0 : (line.id ?? -1))?.(line);
    });
  }

  ready(): Promise<Line> {
    return new Promise((done) => this.waiting.set(0, done));
  }

  async ask<T>(call: string, args: unknown): Promise<T> {
    this.asked += 1;
    const id = this.asked;
    const answered = new Promise<Line>((done) => this.waiting.set(id, done));
    this.engine.stdin?.write(`${JSON.stringify({ id, call, args })}\n`);
    const line = await answered;
    if (!line.ok) throw new Error(`${call}: ${JSON.stringify(line.error)}`);
    return line.value as T;
  }
}

export async function benchPostmortemDraft(): Promise<BenchRow[]> {
  const profile = mkdtempSync(join(tmpdir(), 'dogwatch-draft-'));
  longProfile(profile, ENTRIES);
  const engine = spawn('node', [cli, '--profile', profile], { stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = new Promise((done) => engine.once('close', done));
  try {
    const asker = new Asker(engine);
    await asker.ready();
    const took: number[] = [];
    let markdown = '';
    for (let turn = 0; turn < TURNS; turn++) {
      const from = performance.now();
      ({ markdown } = await asker.ask<PostmortemDraftValues['draft-postmortem']>('draft-postmortem', {
        incident: INCIDENT,
        template: 'standard',
      }));
      took.push(performance.now() - from);
    }
    const rows = markdown.split('\n').filter((line) => line.includes('#event-')).length;
    if (rows < 100) throw new Error(`the draft has ${rows} rows`);
    const [first = 0] = took;
    return [
      rowOf({
        what: `postmortem drafted from ${ENTRIES / 1000}k entries`,
        measured: median(took),
        unit: 'ms',
        reach: [atMost(300)],
        note: `call to answer, ${TURNS} times; the first ${Math.round(first)}, worst ${Math.round(Math.max(...took))}; ${rows} rows, ${Math.round(markdown.length / 1000)} kB`,
      }),
    ];
  } finally {
    engine.kill('SIGTERM');
    await ended;
    rmSync(profile, { recursive: true, force: true });
  }
}
