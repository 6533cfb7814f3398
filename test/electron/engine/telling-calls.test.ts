// The window's calls about telling people, at a whole engine with a real source and a real sink.
import { afterEach, describe, expect, it } from 'vitest';
import { startAlertmanager } from '../../harness/alertmanager';
import { eventually } from '../../harness/eventually';
import { startMessageSink } from '../../harness/message-sink';
import { type DeskEngine, feed, startDeskEngine } from './desk-engine';

let ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.reverse()) await end();
  ends = [];
});

async function start(more: object = {}) {
  const server = await startAlertmanager();
  const sink = await startMessageSink();
  const config = {
    feeds: [feed(server.url)],
    channels: [{ id: 'sink', kind: 'webhook', name: 'Sink', config: { url: sink.url } }],
    audiences: [
      { id: 'engineers', name: 'Engineers', members: [{ channel: 'sink' }] },
      { id: 'nobody', name: 'Nobody' },
    ],
    ...more,
  };
  const desk: DeskEngine = await startDeskEngine({ config });
  ends.push(server.stop, sink.stop, () => desk.stop());
  await server.post([{ labels: { alertname: 'DiskFull', service: 'db', severity: 'critical' } }]);
  const { row } = await eventually('an incident', () => desk.incident('DiskFull'));
  return { desk, server, sink, id: row.id };
}

describe('telling people', () => {
  it('[C27] opens one bridge, with the number in its address', async () => {
    const { desk, id } = await start({ bridge: { url: 'https://meet.example/inc-{{number}}', name: 'War room' } });
    expect(await desk.must('open-bridge', { incident: id })).toEqual({ url: 'https://meet.example/inc-1', name: 'War room' });
    const again = await desk.call('open-bridge', { incident: id, url: 'https://other.example/' });
    expect(again).toMatchObject({ ok: false, error: { what: 'INC-1 has its bridge already: https://meet.example/inc-1' } });
    const { text } = await desk.must('preview-message', { incident: id, audience: 'engineers', moment: 'update' });
    expect(text).toContain('Bridge: https://meet.example/inc-1');
  });

  it('[O8] [C26] sends what a person writes, and moves the next update on', async () => {
    const { desk, sink, id } = await start();
    await desk.must('set-next-update', { incident: id, minutes: 1 });
    const words = { subject: 'Update', text: 'We found it.' };
    const { acts } = await desk.must('send-message', { incident: id, to: { audience: 'engineers' }, isUpdate: true, ...words });
    await eventually('it arrives', () => sink.taken.length === 1);
    expect(sink.taken[0]).toMatchObject({ ...words, key: acts[0] });
    const row = await eventually('the due time moves', async () => {
      const found = (await desk.incident('DiskFull'))?.row;
      return found?.lastUpdateAt ? found : null;
    });
    expect(row.updateDueAt).toBeGreaterThan(Date.now() + 50 * 60_000);
    const nobody = await desk.call('send-message', { incident: id, to: { audience: 'nobody' }, isUpdate: true, ...words });
    expect(nobody).toMatchObject({ ok: false, error: { what: 'Nobody cannot be reached: nobody in it has a channel that is on.' } });
  });

  it('[C22] previews a template that is being written, with what is wrong with it', async () => {
    const { desk } = await start();
    const ask = (text: string) => desk.must('preview-message', { audience: 'engineers', moment: 'update', wording: { subject: '', text } });
    expect(await ask('{{number}}: {{title}}')).toMatchObject({ text: 'INC-42: Checkout answers slowly', problems: [] });
    expect((await ask('a\n{{x}}')).problems).toEqual([expect.stringMatching(/^Text, line 2, column 1: there is no fact “x”/)]);
  });

  it('[O10] keeps a silence that cannot be made now, and makes it once when the source is back', async () => {
    const { desk, server, id } = await start();
    const matchers = [{ name: 'service', value: 'db', isRegex: false, isEqual: true }];
    await server.kill();
    const waits = await desk.must('create-silence', { feed: 'am', matchers, minutes: 30, comment: 'planned', incident: id });
    expect(waits).toMatchObject({ isConfirmed: false, waitsFor: expect.stringContaining('refuses connections') });
    expect((await desk.must('list-acts', { incident: id })).open.map((a) => [a.content.what, a.state])).toEqual([['silence', 'queued']]);
    await eventually('the foot tells why', () => desk.status()?.outbox?.waits.some((w) => /^Main: .*refuses connections/.test(w)));
    await server.start();
    desk.engine.onWake('the network was away');
    const active = async () => (await server.silences()).filter((s) => s.status.state === 'active');
    await eventually('the silence', async () => (await active()).length > 0);
    await eventually('it is over', async () => (await desk.must('list-acts', { incident: id })).open.length === 0);
    expect(await active()).toMatchObject([{ comment: 'planned' }]);
  });
});
