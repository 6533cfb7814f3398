import { describe, expect, test } from 'vitest';
import { createChannelRunner } from '../../../electron/channels/runner';
import type { ChannelSettings } from '../../../shared/settings/telling';
import { startHttpSink } from '../../fakes/http-sink';
import { outMessage } from '../../fakes/out-messages';
import { startSlack } from '../../fakes/vendor-sinks';

function runnerFor(url: string, more: Partial<ChannelSettings> = {}) {
  const channel: ChannelSettings = { id: 'ops', kind: 'slack', name: 'Ops', isEnabled: true, config: {}, ...more };
  const logged: string[] = [];
  const runner = createChannelRunner({ channels: () => [channel], secretsOf: () => ({ url }), log: (_, line) => logged.push(line) });
  return { runner, logged, channel };
}

describe('channel runner', () => {
  test('[C5] messages to one channel go one after the other with the pause that the target wants', async () => {
    const sink = await startSlack();
    const { runner } = runnerFor(`${sink.url}/services/x`);
    const results = await Promise.all(['1', '2', '3'].map((key) => runner.send('ops', outMessage({ key, subject: key }))));
    expect(results.every((result) => result.ok)).toBe(true);
    expect(sink.got.map((got) => (JSON.parse(got.body) as { text: string }).text)).toEqual(['1', '2', '3']);
    const gaps = sink.got.slice(1).map((got, i) => got.at - (sink.got[i]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(990);
    await runner.stop();
    await sink.stop();
  });

  test('[C5] after “slow down” nothing more goes there until it may', async () => {
    const sink = await startHttpSink(() => ({ status: 429, headers: { 'retry-after': '60' } }));
    const { runner } = runnerFor(`${sink.url}/services/x`);
    expect(await runner.send('ops', outMessage())).toMatchObject({ kind: 'rate-limited', retryAfterMs: 60_000 });
    const next = await runner.send('ops', outMessage());
    expect(next).toMatchObject({ kind: 'rate-limited' });
    if (!next.ok) expect(next.retryAfterMs).toBeGreaterThan(55_000);
    expect(sink.got).toHaveLength(1);
    await runner.stop();
    await sink.stop();
  });

  test('[C7] stop gives up what is under way and what waits', async () => {
    const sink = await startHttpSink(() => 'hang');
    const { runner } = runnerFor(`${sink.url}/services/x`);
    const sending = runner.send('ops', outMessage());
    const waiting = runner.send('ops', outMessage());
    await expect.poll(() => sink.got.length).toBe(1);
    const started = performance.now();
    await runner.stop();
    expect(performance.now() - started).toBeLessThan(1_000);
    expect([await sending, await waiting]).toMatchObject([{ kind: 'maybe-sent' }, { kind: 'aborted' }]);
    expect(sink.got).toHaveLength(1);
    await sink.stop();
  });

  test('[C7] the outbox can give up one message', async () => {
    const sink = await startSlack();
    const { runner } = runnerFor(`${sink.url}/services/x`);
    expect(await runner.send('ops', outMessage(), AbortSignal.abort())).toMatchObject({ kind: 'aborted' });
    expect(await runner.send('ops', outMessage())).toMatchObject({ ok: true });
    await runner.stop();
    await sink.stop();
  });

  test('[C1] a channel that is gone, off, of an unknown kind or without its secret is told in words', async () => {
    const { runner } = runnerFor('https://127.0.0.1:1/x');
    expect(await runner.send('other', outMessage())).toMatchObject({ kind: 'gone' });
    expect(await runnerFor('', { isEnabled: false }).runner.send('ops', outMessage())).toMatchObject({
      kind: 'config',
      what: expect.stringMatching(/switched off/),
    });
    expect(await runnerFor('', { kind: 'pigeon' }).runner.send('ops', outMessage())).toMatchObject({
      kind: 'config',
      what: expect.stringMatching(/pigeon/),
    });
    expect(await runnerFor('').runner.send('ops', outMessage())).toMatchObject({ kind: 'config', what: expect.stringMatching(/url/) });
    expect(runner.manifestOf('ops')?.kind).toBe('slack');
    expect(runner.manifestOf('other')).toBeNull();
  });

  test('[C4] what goes wrong is logged without the address', async () => {
    const sink = await startHttpSink(({ path }) => ({ status: 404, body: `no_service ${path}` }));
    const { runner, logged } = runnerFor(`${sink.url}/services/T0AB12CD3/s3cr3tW0rd`);
    await runner.send('ops', outMessage());
    expect(logged.join()).toContain('no_service');
    expect(logged.join()).not.toContain('s3cr3tW0rd');
    await runner.stop();
    await sink.stop();
  });
});
