// A write to a bucket that is being made just now, on a real NATS server: a subject that nobody listens to yet.
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { onceItListens } from '../../../electron/team/nats-keep';
import { type Nats, startNats } from '../../harness/nats';

let nats: Nats;
beforeAll(async () => {
  nats = await startNats();
}, 30_000);
afterAll(() => nats?.stop());

test('[T7] a write waits a moment for a bucket that does not listen yet, and is stored once', async () => {
  const nc = await nats.connect();
  let tries = 0;
  const write = (subject: string) => () => {
    tries += 1;
    return jetstream(nc).publish(subject, 'x', { retries: 1 });
  };
  setTimeout(() => void jetstreamManager(nc).then((jsm) => jsm.streams.add({ name: 'LATE', subjects: ['late.>'] })), 300);
  expect((await onceItListens(write('late.a'))).seq).toBe(1);
  expect(tries).toBeGreaterThan(1);
  tries = 0;
  await expect(onceItListens(write('never.a'))).rejects.toThrow('jetstream is not enabled');
  expect(tries).toBe(5);
  await nc.close();
});

test('[T7] what is wrong otherwise is told at once', async () => {
  let tries = 0;
  const write = async () => {
    tries += 1;
    throw new Error('wrong last sequence: 3');
  };
  await expect(onceItListens(write)).rejects.toThrow('wrong last sequence');
  expect(tries).toBe(1);
});
