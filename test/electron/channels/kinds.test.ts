// What each kind makes of a message for its target: escaping, levels, keys, signatures.
import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openChannel } from '../../../electron/channels/context';
import { channelRegistry } from '../../../electron/channels/registry';
import type { OutMessage } from '../../../shared/channel';
import { EACH_HOSTILE } from '../../corpus/hostile/texts';
import { type HttpSink, startHttpSink } from '../../fakes/http-sink';
import { outMessage } from '../../fakes/out-messages';
import { pagerdutyAlerts, startNtfy, startPagerduty, startSlack, startTeams } from '../../fakes/vendor-sinks';

async function send(kind: string, config: Readonly<Record<string, unknown>>, ...messages: OutMessage[]) {
  const opened = openChannel(channelRegistry.get(kind) as never, config, { now: () => Date.UTC(2026, 0, 1), log: () => undefined });
  if (!opened.ok) throw new Error(opened.refusal.what);
  const results = [];
  for (const message of messages) results.push(await opened.channel.send(message, new AbortController().signal));
  return results;
}

async function withSink<T>(start: () => Promise<HttpSink>, run: (sink: HttpSink) => Promise<T>): Promise<T> {
  const sink = await start();
  try {
    return await run(sink);
  } finally {
    await sink.stop();
  }
}

const bodies = (sink: HttpSink): Record<string, unknown>[] => sink.got.map((got) => JSON.parse(got.body));

describe('slack', () => {
  interface Body {
    readonly text: string;
    readonly blocks: readonly { text: { type: string; text: string; verbatim: boolean } }[];
  }
  const posted = (text: string) =>
    withSink(startSlack, async (sink) => {
      await send('slack', { url: `${sink.url}/services/x` }, outMessage({ subject: text, text }));
      return bodies(sink)[0] as unknown as Body;
    });

  test.each(EACH_HOSTILE)('[C3] no mention and no disguised link comes through: %s', async (_, text) => {
    const { text: fallback, blocks } = await posted(text);
    const shown = blocks.map((block) => block.text.text).join('\n');
    expect(blocks.every((block) => block.text.verbatim)).toBe(true);
    expect(shown.replace(/<https?:\/\/[^<>|\s]+>/g, '')).not.toMatch(/[<>]/);
    expect(`${shown} ${fallback}`).not.toMatch(/(?<![\w.])@(channel|here|all|everyone)\b/i);
    expect(fallback).not.toMatch(/[<>]/);
  });

  test('[C3] plain words call nobody at servers that take Slack’s webhooks; an address of mail stays', async () => {
    const { text, blocks } = await posted('@channel @here @ALL (@everyone) ops@here.example @allison');
    for (const said of [text, ...blocks.map((block) => block.text.text)])
      expect(said).toContain('\uff20channel \uff20here \uff20ALL (\uff20everyone) ops@here.example @allison');
  });

  test('a bare address is clickable and shows where it leads', async () => {
    const { blocks } = await posted('join https://meet.example/inc-42?a=1&b=2 now');
    expect(blocks[1]?.text.text).toBe('join <https://meet.example/inc-42?a=1&amp;b=2> now');
  });
});

describe('teams', () => {
  test('[C3] the card holds text runs only, which take no Markdown, and stays under 28 KB with a word about the cut', () =>
    withSink(startTeams, async (sink) => {
      await send('teams', { url: `${sink.url}/x` }, ...EACH_HOSTILE.map(([, text]) => outMessage({ subject: text, text })));
      expect(sink.got).toHaveLength(EACH_HOSTILE.length);
      for (const { body } of sink.got) {
        expect(Buffer.byteLength(body)).toBeLessThanOrEqual(28 * 1024);
        expect(body).not.toContain('"TextBlock"');
        expect(body).not.toMatch(/\{\{|\$\{/);
      }
      expect(sink.got.some(({ body }) => /cut here: [\d,]+ more characters are in Dogwatch/.test(body))).toBe(true);
    }));
});

describe('pagerduty', () => {
  test('[C6] one incident is one alert: opened, told again, acknowledged, resolved', () =>
    withSink(startPagerduty, async (sink) => {
      const config = { baseUrl: sink.url, routingKey: 'k'.repeat(32) };
      const say = (purpose: OutMessage['purpose'], status = 'open') =>
        send('pagerduty', config, outMessage({ purpose, incident: { status } }));
      await say('opened');
      await say('opened');
      await say('update');
      expect([...pagerdutyAlerts(sink)]).toEqual([['dogwatch-01JINCIDENT', 'triggered']]);
      await say('acknowledged');
      expect([...pagerdutyAlerts(sink).values()]).toEqual(['acknowledged']);
      await say('resolved', 'resolved');
      expect([...pagerdutyAlerts(sink).values()]).toEqual(['resolved']);
      expect(bodies(sink)[0]).toMatchObject({
        payload: { severity: 'critical', source: 'payments', timestamp: '2026-11-22T03:10:00.000Z' },
      });
    }));

  test('nothing pages anew about an incident that is over, and a test closes itself', () =>
    withSink(startPagerduty, async (sink) => {
      const config = { baseUrl: sink.url, routingKey: 'k'.repeat(32) };
      const [late, handover] = await send(
        'pagerduty',
        config,
        outMessage({ purpose: 'update', incident: { status: 'resolved' } }),
        outMessage({ purpose: 'handover', incident: null }),
      );
      expect([late, handover]).toMatchObject([{ kind: 'refused' }, { kind: 'refused' }]);
      expect(sink.got).toEqual([]);
      expect(await send('pagerduty', config, outMessage({ key: 'test-1', incident: null, isTest: true }))).toMatchObject([{ ok: true }]);
      expect([...pagerdutyAlerts(sink)]).toEqual([['dogwatch-test-1', 'resolved']]);
      expect(bodies(sink)[0]).toMatchObject({ payload: { severity: 'info' } });
    }));
});

describe('ntfy', () => {
  test('the louder the severity the higher the priority; good news is not loud', () =>
    withSink(startNtfy, async (sink) => {
      const config = { server: sink.url, topic: 'watch', token: 'tk_1' };
      const of = (severity: number, purpose: OutMessage['purpose'] = 'opened') => outMessage({ purpose, incident: { severity } });
      await send('ntfy', config, of(1), of(2), of(3), of(4), of(5), of(1, 'resolved'));
      expect(bodies(sink).map(({ priority }) => priority)).toEqual([5, 4, 3, 2, 1, 3]);
      expect(sink.got[0]?.headers.authorization).toBe('Bearer tk_1');
    }));

  test('an address is another topic; what is none is refused before it goes out', () =>
    withSink(startNtfy, async (sink) => {
      const config = { server: sink.url, topic: 'watch' };
      const [good, bad] = await send('ntfy', config, outMessage({ address: 'ana' }), outMessage({ address: '../admin' }));
      expect([good, bad]).toMatchObject([{ ok: true }, { ok: false, kind: 'config' }]);
      expect(bodies(sink).map(({ topic }) => topic)).toEqual(['ana']);
    }));
});

describe('webhook', () => {
  const start = () => startHttpSink(() => ({ status: 200 }));

  test('its signature can be checked with the secret alone, and covers the time', () =>
    withSink(start, async (sink) => {
      await send(
        'webhook',
        { url: `${sink.url}/in`, signingSecret: 'shh', headers: ['X-Team: payments'], secretHeader: 'X-Api-Key: k' },
        outMessage(),
      );
      const { headers, body } = sink.got[0]!;
      const signature = String(headers['x-dogwatch-signature']);
      const t = /^t=(\d+),/.exec(signature)?.[1];
      expect(signature).toBe(`t=${t},v1=${createHmac('sha256', 'shh').update(`${t}.${body}`).digest('hex')}`);
      expect(headers).toMatchObject({ 'x-team': 'payments', 'x-api-key': 'k', 'idempotency-key': 'act-01J9Z' });
      expect(JSON.parse(body)).toMatchObject({ version: 1, key: 'act-01J9Z', incident: { number: 42 } });
    }));

  test.each(['Host: x', 'Content-Length: 3', 'X-A: b\r\nX-C: d', 'no colon', 'X-Dogwatch-Signature: t=1', 'X-Ünicode: y'])(
    'refuses the header %j',
    (line) => {
      expect(channelRegistry.get('webhook')?.parseConfig({ url: 'https://x.example/', headers: [line] })).toMatchObject({ ok: false });
    },
  );
});

describe('bridge', () => {
  test('is one link per incident and sends nothing', async () => {
    const config = { url: 'https://meet.example/inc-{{number}}' };
    expect(await send('bridge', config, outMessage())).toEqual([{ ok: true, ref: 'https://meet.example/inc-42' }]);
    expect(await send('bridge', config, outMessage({ incident: null }))).toMatchObject([{ ok: false, kind: 'config' }]);
    expect(await send('bridge', { url: 'https://meet.example/war-room' }, outMessage({ incident: null }))).toMatchObject([{ ok: true }]);
  });

  test.each(['javascript:alert(1)', 'meet.example/x', 'https://', 'https://a b'])('refuses the link %j', (url) => {
    expect(channelRegistry.get('bridge')?.parseConfig({ url })).toMatchObject({ ok: false });
  });
});
