// Every shape of answer that the vendors document, and what the outbox and the person are told about it.
import { afterEach, describe, expect, test } from 'vitest';
import { openChannel } from '../../../electron/channels/context';
import { channelRegistry } from '../../../electron/channels/registry';
import type { SendResult } from '../../../shared/channel';
import { channelTargets } from '../../fakes/channel-targets';
import { type HttpSink, type SinkRule, startHttpSink } from '../../fakes/http-sink';
import { outMessage } from '../../fakes/out-messages';

let sink: HttpSink | null = null;
afterEach(async () => {
  await sink?.stop();
  sink = null;
});

/** Sends one message to a target that answers so. */
async function outcome(kind: string, rule: SinkRule, more: Readonly<Record<string, unknown>> = {}): Promise<SendResult> {
  const shape = await channelTargets[kind]?.('good');
  await shape?.stop();
  sink = await startHttpSink(rule);
  const at = (value: unknown): unknown =>
    typeof value === 'string' ? value.replace(/^http:\/\/127\.0\.0\.1:\d+/, sink?.url ?? '') : value;
  const config = Object.fromEntries(Object.entries({ ...shape?.config, ...more }).map(([name, value]) => [name, at(value)]));
  const opened = openChannel(channelRegistry.get(kind) as never, config, { now: Date.now, log: () => undefined });
  if (!opened.ok) return opened.refusal;
  return opened.channel.send(outMessage(), new AbortController().signal);
}

const says =
  (status: number, body = '', headers: Readonly<Record<string, string>> = {}): SinkRule =>
  () => ({ status, body, headers });

describe('[C1] an answer becomes a kind, words and a remedy', () => {
  test.each([
    ['slack', says(200, 'ok'), { ok: true }],
    ['slack', says(403, 'action_prohibited'), { kind: 'gone', what: /action_prohibited/ }],
    ['slack', says(403, 'invalid_token'), { kind: 'gone', remedy: /new incoming webhook/ }],
    ['slack', says(404, 'no_service'), { kind: 'gone', what: /no_service/ }],
    ['slack', says(410, 'channel_is_archived'), { kind: 'gone', what: /archived/ }],
    ['slack', says(400, 'invalid_blocks'), { kind: 'refused' }],
    ['slack', says(429, '', { 'retry-after': '30' }), { kind: 'rate-limited', retryAfterMs: 30_000 }],
    ['slack', says(500, 'rollup_error'), { kind: 'server', what: /rollup_error/ }],
    ['slack', says(503, 'busy', { 'retry-after': '7' }), { kind: 'server', retryAfterMs: 7_000 }],
    ['slack', says(200, '<html><title>Hotel Wi-Fi</title>', { 'content-type': 'text/html' }), { kind: 'server', remedy: /login page/ }],
    ['slack', says(302, '', { location: 'http://login.example/' }), { kind: 'config', remedy: /login page/ }],
    ['teams', says(202), { ok: true, ref: null }],
    ['teams', says(200, '1'), { ok: true }],
    ['teams', says(400, '{"error":{"code":"TriggerInputSchemaMismatch"}}'), { kind: 'refused' }],
    ['teams', says(401, '{"error":{"code":"DirectApiAuthorizationRequired"}}'), { kind: 'config', remedy: /copy its URL/ }],
    ['teams', says(404, '{"error":{"code":"WorkflowNotFound"}}'), { kind: 'gone' }],
    ['teams', says(413), { kind: 'refused' }],
    ['teams', says(429, '', { 'retry-after': '5' }), { kind: 'rate-limited', retryAfterMs: 5_000 }],
    ['teams', says(502, '{"error":{"code":"NoResponse"}}'), { kind: 'server' }],
    ['teams', says(504), { kind: 'maybe-sent' }],
    ['pagerduty', says(202, '{"status":"success","dedup_key":"dogwatch-01JINCIDENT"}'), { ok: true, ref: 'dogwatch-01JINCIDENT' }],
    [
      'pagerduty',
      says(400, '{"status":"invalid event","message":"Event object is invalid","errors":["bad thing"]}'),
      { kind: 'refused', what: /bad thing/ },
    ],
    ['pagerduty', says(429), { kind: 'rate-limited' }],
    ['pagerduty', says(500), { kind: 'server' }],
    ['ntfy', says(200, '{"id":"hwQ2"}'), { ok: true, ref: 'hwQ2' }],
    ['ntfy', says(401, '{"code":40101,"http":401,"error":"unauthorized"}'), { kind: 'config', what: /unauthorized/ }],
    ['ntfy', says(403, '{"code":40301,"http":403,"error":"forbidden"}'), { kind: 'config', remedy: /topic/ }],
    ['ntfy', says(413, '{"error":"too large"}'), { kind: 'refused' }],
    [
      'ntfy',
      says(429, '{"code":42908,"http":429,"error":"limit reached: daily message quota reached"}'),
      { kind: 'rate-limited', what: /quota/ },
    ],
    ['ntfy', says(507, '{"code":50701,"http":507,"error":"no active subscriber"}'), { kind: 'server', what: /no room/ }],
    ['webhook', says(201, '{"id":"42"}'), { ok: true, ref: '42' }],
    ['webhook', says(204), { ok: true, ref: null }],
    ['webhook', says(401), { kind: 'config' }],
    ['webhook', says(422, '{"message":"no such team"}'), { kind: 'refused', what: /no such team/ }],
    ['webhook', says(410), { kind: 'gone' }],
  ] as [string, SinkRule, { kind?: string; what?: RegExp; remedy?: RegExp; ok?: boolean }][])('%s, case %#', async (kind, rule, wanted) => {
    const result = await outcome(kind, rule);
    const { what, remedy, ...plain } = wanted;
    expect(result).toMatchObject({ ok: wanted.ok ?? false, ...plain });
    if (result.ok) return;
    expect(result.what).toMatch(what ?? /\S/);
    expect(result.remedy).toMatch(remedy ?? /\S/);
  });

  test.each(['slack', 'teams', 'pagerduty', 'ntfy', 'webhook'])(
    '[C2] %s: an answer that is lost means that the message may have arrived',
    async (kind) => {
      expect(await outcome(kind, () => 'drop')).toMatchObject({ ok: false, kind: 'maybe-sent', remedy: /before you send it again/ });
      expect(sink?.got).toHaveLength(1);
      await sink?.stop();
      expect(await outcome(kind, () => 'hang', { timeoutSeconds: 0.3 })).toMatchObject({ ok: false, kind: 'maybe-sent' });
      expect(sink?.got, 'it is not asked again by the client').toHaveLength(1);
    },
  );
});
