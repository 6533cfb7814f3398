// What it costs to look back at what a silence would have hidden: a log of thirty days with a million firings, in the encrypted file.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SilenceHistoryDesk, safeMatchers } from '../../electron/engine/silence-history';
import { type Log, openLog } from '../../electron/log/store';
import { EMPTY_TALLY } from '../../shared/domain/alert';
import type { Matcher } from '../../shared/feed';
import type { Draft } from '../../shared/log/event';
import { median } from './measure/quantile';
import { atMost, type BenchRow, rowOf } from './row';

const SIGHTINGS = 1_000_000;
const QUICK = 100_000;
const IN_ONE = 500;
const SETS = 20_000;
const INCIDENTS = 4_000;
const TURNS = 7;
const KEY = '0f'.repeat(32);
const TO = Date.UTC(2026, 10, 22, 12);
const MONTH_MS = 30 * 86_400_000;
const EQUAL = { isEqual: true, isRegex: false } as const;

const ASKED: readonly (readonly [what: string, matchers: readonly Matcher[]])[] = [
  ['one rule', [{ name: 'alertname', value: 'Rule7', ...EQUAL }]],
  ['an expression', [{ name: 'instance', value: 'host-(1|2)[0-9]+\\.example:.*', isEqual: true, isRegex: true }]],
  ['everything', [{ name: 'cluster', value: 'c1', ...EQUAL }]],
];

function alertOf(n: number, i: number, at: number) {
  const labels = {
    ...{ alertname: `Rule${n % 120}`, service: `service-${n % 40}`, namespace: `ns-${n % 10}`, cluster: 'c1' },
    ...{ instance: `host-${n % 300}.example:9100`, pod: `pod-${n}`, severity: 'warning' },
  };
  return {
    ...{ key: `${n}-${i}`, name: labels.alertname, summary: '', labels, annotations: {} },
    ...{ severity: 'warning' as const, startsAt: at, suppression: null, link: null },
  };
}

/** Firings in answers of five hundred, a page for each; incidents take turns. */
function record(log: Log, count: number): void {
  for (let i = 0; i * IN_ONE < count; i++) {
    const at = Math.floor(TO - MONTH_MS + ((i + 1) / (count / IN_ONE + 2)) * MONTH_MS);
    const incident = `incident-${i % INCIDENTS}`;
    const alerts = Array.from({ length: IN_ONE }, (_, k) => alertOf((i * 37 + k * 13) % SETS, i, at));
    const drafts = [
      {
        kind: 'alert.fired',
        incident,
        actor: 'feed:am',
        data: { feed: 'am', alerts, tally: EMPTY_TALLY, newCount: IN_ONE, startedAt: at },
      },
      { kind: 'page.shown', incident, actor: 'shell', data: { page: `p${i}`, route: 'dbus', receiptMs: 1 } },
    ] as unknown as Draft[];
    log.append(log.seal(drafts, at), { rows: [] });
  }
}

async function timesOf(desk: SilenceHistoryDesk, matchers: readonly Matcher[]): Promise<{ took: number[]; episodes: number }> {
  const took: number[] = [];
  let episodes = 0;
  for (let turn = 0; turn < TURNS; turn++) {
    const from = performance.now();
    const compiled = safeMatchers(matchers);
    if (!compiled.ok) throw new Error(compiled.why);
    episodes = (await desk.lookBack('am', compiled.test, 30)).episodes;
    took.push(performance.now() - from);
  }
  return { took, episodes };
}

export async function benchSilence(isQuick: boolean): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-silence-'));
  const opened = openLog({ file: join(folder, 'dogwatch.db'), key: KEY, device: 'bench', now: Date.now });
  if (!opened.ok) throw new Error(opened.what);
  const { log } = opened;
  const count = isQuick ? QUICK : SIGHTINGS;
  try {
    record(log, count);
    const desk = new SilenceHistoryDesk({ log, now: () => TO });
    const from = performance.now();
    await desk.keeper.catchUp();
    const filled = performance.now() - from;
    const of = `30 days of ${count.toLocaleString('en')} firings`;
    const rows = [
      rowOf({
        what: `silence preview: filling its table, ${of}`,
        measured: filled / 1000,
        unit: 's',
        note: 'once, in slices; told, not judged',
      }),
    ];
    for (const [what, matchers] of ASKED) {
      const { took, episodes } = await timesOf(desk, matchers);
      const note = `${episodes.toLocaleString('en')} hidden of ${SETS.toLocaleString('en')} label sets, ${TURNS} times, worst ${Math.round(Math.max(...took))}`;
      rows.push(rowOf({ what: `silence preview: ${what}, ${of}`, measured: median(took), unit: 'ms', reach: [atMost(500)], note }));
    }
    return rows;
  } finally {
    log.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
