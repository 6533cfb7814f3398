// What drafting a postmortem costs: the built engine in plain Node, asked over its own line protocol about an incident of ten thousand entries.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { PostmortemDraftValues } from '../../shared/contract/postmortem-draft';
import { Asker } from './measure/asker';
import { median } from './measure/quantile';
import { INCIDENT, longProfile } from './parts/long-incident';
import { atMost, type BenchRow, rowOf } from './row';

const ENTRIES = 10_000;
const TURNS = 9;
const cli = resolve(import.meta.dirname, '../../out/main/cli.cjs');

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
