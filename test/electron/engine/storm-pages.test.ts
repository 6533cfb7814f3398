// The whole engine in a storm of 50,000 alerts that a tool sends in many requests: every one is in the queue, and a person hears a
// handful of pages at most.
import { afterEach, expect, test } from 'vitest';
import { eventually } from '../../harness/eventually';
import { freePort } from '../../harness/free-port';
import { type DeskEngine, startDeskEngine } from './desk-engine';

const ALERTS = 50_000;
const PER_REQUEST = 5_000;
const SERVICES = 8_000;
const TOKEN = 'a-secret-of-the-storm';
const SEVERITIES = ['critical', 'error', 'warning'];

let desk: DeskEngine;
afterEach(() => desk.stop());

/** Each alert has a pod of its own; a service falls ill on six of them. */
const alert = (n: number) => ({
  ...{ key: `pod-${n}`, name: `Kind${n % 5}`, state: 'firing', severity: SEVERITIES[n % SEVERITIES.length] },
  labels: { service: `service-${n % SERVICES}`, pod: `pod-${n}`, instance: `host-${n % 500}:9100` },
});

test('[N6] a storm of 50,000 alerts makes at most three pages, one of which counts, and none of its incidents is missed', async () => {
  const port = await freePort();
  process.env.STORM_TOKEN = TOKEN;
  desk = await startDeskEngine({
    config: {
      feeds: [{ id: 'hook', kind: 'webhook', name: 'Scripts', config: { address: `127.0.0.1:${port}`, token: { env: 'STORM_TOKEN' } } }],
    },
  });
  await eventually('live', () => desk.feeds()[0]?.state === 'ok');
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` };
  for (let from = 0; from < ALERTS; from += PER_REQUEST) {
    const body = JSON.stringify(Array.from({ length: PER_REQUEST }, (_, i) => alert(from + i)));
    expect((await fetch(`http://127.0.0.1:${port}/alerts`, { method: 'POST', headers, body })).status).toBe(200);
  }
  const { rows } = await desk.snapshot();
  expect(rows.reduce((sum, row) => sum + row.alertCount, 0)).toBe(ALERTS);
  expect(rows.length).toBeGreaterThan(1_000);
  expect(desk.pages.length).toBeGreaterThanOrEqual(1);
  expect(desk.pages.length).toBeLessThanOrEqual(3);
  expect(desk.pages.at(-1)?.pageKind).toBe('storm');
  const folded = new Set(desk.events.flatMap((e) => (e.kind === 'page.withheld' && e.data.foldedInto !== null ? [e.incident] : [])));
  expect(rows.filter((row) => !folded.has(row.id))).toEqual([]);
}, 180_000);
