import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeBody } from '../../../electron/log/event-body';
import { prepare } from '../../../electron/log/prepare';
import { SideThread } from '../../../electron/log/side-thread';
import { type Log, openLog } from '../../../electron/log/store';
import type { LogEvent } from '../../../shared/log/event';
import { allEvents, anAlert, checked, commit, fired, KEY, opened, tempFolder } from './a-log';

const ROOT = join(import.meta.dirname, '../../..');
const ALERTS = 10_000;

/** The thread as it is built for the product, so that a bare Node can run it. */
async function buildThread(outDir: string): Promise<URL> {
  const output = { entryFileNames: 'thread.mjs', format: 'es' as const };
  const ssr = join(ROOT, 'electron/log/prepare-thread.ts');
  await build({ root: ROOT, configFile: false, logLevel: 'silent', build: { ssr, outDir, target: 'node20', rolldownOptions: { output } } });
  return pathToFileURL(join(outDir, 'thread.mjs'));
}

function openWith(threadFile: URL | null): Log {
  const result = openLog({ file: join(tempFolder(), 'dogwatch.db'), key: KEY, device: 'desk-1', now: Date.now, threadFile });
  if (!result.ok) throw new Error(result.what);
  return result.log;
}

/** A storm in events of all sizes: the last one holds nearly all alerts, the first ones are too small to be given away. */
function stormOf(count: number) {
  const alert = (i: number) =>
    anAlert({ key: `k${i}`, labels: { pod: `shop-${i}`, host: 'db-1' }, annotations: { text: `Größe „${i}“ \ud800` } });
  const sizes = [1, 3, 5, 400, count - 409];
  let from = 0;
  return sizes.flatMap((size, n) => {
    const alerts = Array.from({ length: size }, (_, i) => alert(from + i));
    from += size;
    return [opened(`inc-${n}`, n + 1), fired(`inc-${n}`, alerts)];
  });
}

describe('a storm prepared in a second thread', () => {
  let thread: URL;
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-thread-'));
  beforeAll(async () => {
    thread = await buildThread(folder);
    return () => rmSync(folder, { recursive: true, force: true });
  });

  it('answers what one thread would have found', () => {
    const draft = fired(
      'a',
      Array.from({ length: 2000 }, (_, i) => anAlert({ key: `k${i}`, labels: { pod: `shop-${i}` } })),
    );
    const side = new SideThread(thread);
    side.give({ seq: 7, kind: draft.kind, incident: 'a', content: encodeBody(draft).content as Uint8Array });
    side.send();
    const answer = side.take(7);
    const here = prepare(draft as LogEvent, encodeBody(draft));
    expect(answer && { ...answer, deflated: Buffer.from(answer.deflated ?? []) }).toEqual({ seq: 7, ...here });
    expect(side.isReliable).toBe(true);
    side.end();
  });

  it('[L2] leaves the same log as one thread: bodies, chains and words', () => {
    const [beside, alone] = [openWith(thread), openWith(null)];
    for (const log of [beside, alone]) {
      commit(log, stormOf(ALERTS));
      commit(log, stormOf(3).slice(-1));
    }
    const bare = (log: Log) => allEvents(log).map(({ seq, kind, incident, data }) => ({ seq, kind, incident, data }));
    expect(bare(beside)).toEqual(bare(alone));
    for (const query of ['shop-9999', 'shop-3', '9998', 'db-1', 'grosse', 'größe 4', 'nothing'])
      expect(beside.search(query, 50)).toEqual(alone.search(query, 50));
    expect(beside.search('shop-9999', 50)).toHaveLength(1);
    for (const incident of ['inc-0', 'inc-3', 'inc-4']) expect(checked(beside, incident)).toMatchObject({ isWhole: true });
    beside.close();
    alone.close();
  });

  it('[L2] what was discarded leaves nothing, and the next storm is whole', () => {
    const log = openWith(thread);
    log.seal(stormOf(ALERTS), 1);
    log.discard();
    expect(allEvents(log)).toEqual([]);
    commit(log, stormOf(ALERTS));
    expect(log.search('shop-9999', 50)).toHaveLength(1);
    log.close();
  });

  it('[L7] a thread that can not be had costs a wait, once, and no event', () => {
    const log = openWith(pathToFileURL(join(folder, 'is-not-there.mjs')));
    commit(log, stormOf(ALERTS));
    expect(log.search('shop-9999', 50)).toHaveLength(1);
    const start = performance.now();
    commit(log, stormOf(ALERTS));
    expect(performance.now() - start).toBeLessThan(1900);
    log.close();
  });
});
