// Files of incidents between two engines on a real NATS server: sealed where they lie, fetched when somebody looks, told when they can't
// be; and events that are longer than the server takes.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Objm } from '@nats-io/obj';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashOf } from '../../../electron/log/attachments';
import { type Alertmanager, startAlertmanager } from '../../harness/alertmanager';
import { eventually } from '../../harness/eventually';
import { type Nats, startNats } from '../../harness/nats';
import type { DeskEngine } from '../engine/desk-engine';
import { feed } from '../engine/desk-engine';
import { startPair, type TeamPair } from './team-pair';

const WORDS = 'the pin of the vault is 4711; '.repeat(20_000);

describe('files of a team', () => {
  let nats: Nats;
  let am: Alertmanager;
  let pair: TeamPair;
  let id = '';

  beforeAll(async () => {
    [nats, am] = await Promise.all([startNats('max_payload: 262144'), startAlertmanager()]);
    pair = await startPair(nats.url, { feeds: [feed(am.url)] });
    await am.post([{ labels: { alertname: 'DiskFull', service: 'db', severity: 'critical' } }]);
    id = (await eventually('ana has it', async () => (await pair.ana.snapshot()).rows.find((row) => row.title === 'DiskFull'))).id;
  }, 60_000);
  afterAll(async () => {
    await pair?.stop();
    await Promise.all([nats?.stop(), am?.stop()]);
  });

  const attach = async (desk: DeskEngine, name: string, bytes: Buffer): Promise<string> => {
    await desk.must('add-note', { id, text: name, attachments: [{ name, base64: bytes.toString('base64') }] });
    return hashOf(bytes);
  };
  const hasEntry = async (desk: DeskEngine, sha256: string) =>
    (await desk.must('get-evidence', { id })).attachments.some((file) => file.sha256 === sha256);
  const readAt = async (desk: DeskEngine, sha256: string) => {
    const reply = await desk.call('get-attachment', { id, sha256 });
    return reply.ok ? Buffer.from(reply.value.base64, 'base64') : null;
  };
  const fileOf = (desk: DeskEngine, sha256: string) => join(desk.profile, 'attachments', sha256);

  test('[T20] a file is fetched when it is looked at, is what was attached, and leaves in no plain word', async () => {
    const bytes = Buffer.from(WORDS);
    const sha256 = await attach(pair.ana, 'pin.txt', bytes);
    await eventually('bo hears of it', () => hasEntry(pair.bo, sha256));
    expect(existsSync(fileOf(pair.bo, sha256))).toBe(false);
    const read = await eventually('bo reads it', () => readAt(pair.bo, sha256));
    expect(read.equals(bytes)).toBe(true);
    expect(existsSync(fileOf(pair.bo, sha256))).toBe(true);
    const nc = await nats.connect();
    const store = await new Objm(nc).open('dogwatch-ops-files');
    const [info] = await store.list();
    const stored = Buffer.from((await store.getBlob(info?.name ?? '')) ?? []);
    await nc.close();
    expect(stored.length).toBeGreaterThan(bytes.length);
    for (const hidden of ['vault', '4711', sha256, 'pin.txt']) {
      expect(stored.includes(hidden)).toBe(false);
      expect(JSON.stringify(info)).not.toContain(hidden);
    }
  });

  test('[T20] a file that the store holds damaged is refused', async () => {
    const sha256 = await attach(pair.bo, 'second.bin', randomBytes(4_000));
    await eventually('ana hears of it', () => hasEntry(pair.ana, sha256));
    const nc = await nats.connect();
    const store = await new Objm(nc).open('dogwatch-ops-files');
    const info = await eventually('it is there', async () => (await store.list()).find((one) => one.size > 4_000 && one.size < 5_000));
    const kept = Buffer.from((await store.getBlob(info.name)) ?? []);
    kept[200] = (kept[200] ?? 0) ^ 1;
    await store.putBlob({ name: info.name }, kept);
    await nc.close();
    expect(await pair.ana.call('get-attachment', { id, sha256 })).toMatchObject({
      ok: false,
      error: { what: expect.stringContaining('is not what was attached') },
    });
    expect(existsSync(fileOf(pair.ana, sha256))).toBe(false);
  });

  test('[T20] while the servers are away that is said, and the file comes by itself when they are back', async () => {
    const sha256 = await attach(pair.ana, 'third.bin', randomBytes(300_000));
    await eventually('bo hears of it', () => hasEntry(pair.bo, sha256));
    await nats.kill();
    await eventually('bo sees that they are away', async () => (await pair.bo.must('get-sharing', {})).status.state === 'away');
    expect(await pair.bo.call('get-attachment', { id, sha256 })).toMatchObject({
      ok: false,
      error: { what: expect.stringContaining('with your team'), remedy: expect.stringContaining('as soon as') },
    });
    await nats.start();
    await eventually('bo has it', () => existsSync(fileOf(pair.bo, sha256)), { limitMs: 20_000 });
  }, 30_000);

  test('[T21] an event that is longer than the server takes arrives all the same', async () => {
    const text = randomBytes(400_000).toString('base64');
    await pair.ana.must('start-postmortem', { incident: id, text });
    await eventually('bo has the text', async () => {
      const reply = await pair.bo.call('open-postmortem', { incident: id });
      return reply.ok && JSON.stringify(reply.value).length > text.length;
    });
    const nc = await nats.connect();
    const names = (await (await new Objm(nc).open('dogwatch-ops-files')).list()).map(({ name }) => name);
    await nc.close();
    expect(names).toContainEqual(expect.stringMatching(/^message-/));
  });
});
