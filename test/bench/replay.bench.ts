// What it costs to run recorded weeks again: a log of alerts that came and went in four weeks, read from the encrypted file and put
// through changed rules.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inSlices } from '../../electron/engine/slices';
import { openLog } from '../../electron/log/store';
import { runReplay } from '../../electron/replay/run-replay';
import { settingsSchema } from '../../shared/settings';
import { recordWeeks } from './parts/recorded-weeks';
import { atMost, type BenchRow, rowOf } from './row';

const SIGHTINGS = 1_000_000;
const QUICK = 100_000;
const KEY = '0f'.repeat(32);
const TO = Date.UTC(2026, 10, 22, 12);
const WEEKS_MS = 28 * 86_400_000;
const SLICE_MS = 8;

export async function benchReplay(isQuick: boolean): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-replay-'));
  const opened = openLog({ file: join(folder, 'dogwatch.db'), key: KEY, device: 'bench', now: Date.now });
  if (!opened.ok) throw new Error(opened.what);
  const { log } = opened;
  const count = isQuick ? QUICK : SIGHTINGS;
  try {
    const span = isQuick ? WEEKS_MS / 10 : WEEKS_MS;
    const sightings = recordWeeks(log, { count, from: TO - span, to: TO });
    const settings = settingsSchema.parse({
      feeds: ['am', 'icinga'].map((id) => ({ id, kind: 'alertmanager', name: id })),
      paging: { minSeverity: 3, quietHours: { isOn: true } },
      grouping: { labels: ['service'] },
    });
    let longest = 0;
    let last = performance.now();
    const onProgress = (): void => {
      const at = performance.now();
      longest = Math.max(longest, at - last);
      last = at;
    };
    const asked = { settings, timeZone: 'Europe/Berlin', from: TO - WEEKS_MS, to: TO };
    const from = performance.now();
    const result = await inSlices(
      runReplay(log, asked, () => performance.now(), onProgress),
      SLICE_MS,
    );
    const ms = performance.now() - from;
    console.error(
      `replay: ${sightings} sightings, ${result.before.incidents} incidents, pages ${result.before.pages} -> ${result.after.pages}`,
    );
    const full = ((ms / sightings) * SIGHTINGS) / 1000;
    const note = isQuick ? `measured with ${sightings}, times ten` : `${result.before.incidents} incidents, ${result.before.pages} pages`;
    return [
      rowOf({ what: 'replay of 1,000,000 recorded sightings', measured: full, unit: 's', reach: [atMost(20)], note }),
      rowOf({ what: 'longest stretch of it without a pause', measured: longest, unit: 'ms', reach: [atMost(50)] }),
    ];
  } finally {
    log.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
