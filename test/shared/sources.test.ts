// Where a look for sources asks, and what counts as an answer of which kind.
import { describe, expect, test } from 'vitest';
import { isAnswerOf, isGreetingOf, placesOf, SOURCE_KINDS } from '../../shared/sources';

const urls = (typed: string): string[] => placesOf(typed).map(({ url }) => url);
const json = (value: unknown, status = 200, headers = {}) => ({ status, headers, text: JSON.stringify(value) });

describe('[O30] where a look asks', () => {
  test('nothing typed: this machine, each kind at its own port', () => {
    expect(urls('  ')).toEqual(SOURCE_KINDS.map(({ protocol, port }) => `${protocol}://localhost:${port}`));
  });

  test('a host: the same ports there, and nowhere else', () => {
    expect(urls('alerts.example')).toEqual(SOURCE_KINDS.map(({ protocol, port }) => `${protocol}://alerts.example:${port}`));
  });

  test('a port: only that one', () => {
    expect(new Set(urls('[::1]:4100').map((url) => url.replace(/^\w+:/, '')))).toEqual(new Set(['//[::1]:4100']));
  });

  test('a whole address: its protocol and path are kept', () => {
    expect(new Set(urls('https://proxy.example/am/'))).toEqual(new Set(['https://proxy.example/am']));
    expect(urls('nats://bus.example')).toEqual(['nats://bus.example:4222']);
  });

  test.each(['https://robin:secret@am.example', 'two words', 'http://', 'a b:9093', '10.0.0.1, 10.0.0.2'])(
    'no address, or one with a login: nothing is asked (%s)',
    (typed) => expect(urls(typed)).toEqual([]),
  );

  test('a network is never walked through: one host is asked', () => {
    expect(new Set(urls('10.0.0.0/24').map((url) => /\/\/([^:/]+)/.exec(url)?.[1]))).toEqual(new Set(['10.0.0.0']));
  });
});

describe('[O30] what answers', () => {
  const alertmanager = json({ cluster: { status: 'ready' }, versionInfo: { version: '0.25.0' }, config: {}, uptime: '' });
  const prometheus = json({ status: 'success', data: { version: '2.42.0', goVersion: 'go1.19' } });
  const grafana = json({ commit: 'abc', database: 'ok', version: '11.0.0' });
  const icinga = json({}, 401, { server: 'Icinga/r2.13.6-1', 'www-authenticate': 'Basic realm="Icinga 2"' });

  test('each kind is known by an answer that only it gives', () => {
    for (const [kind, answer] of Object.entries({ alertmanager, prometheus, grafana, icinga }))
      expect(SOURCE_KINDS.filter((one) => isAnswerOf(one.kind, answer)).map((one) => one.kind)).toEqual([kind]);
  });

  test.each([
    json('ok'),
    json(null),
    json([]),
    json({ data: null }),
    { status: 200, headers: {}, text: '<html>Log in</html>' },
    json({}, 500),
  ])('a web page, a list or nothing is no source', (answer) =>
    expect(SOURCE_KINDS.filter(({ kind }) => isAnswerOf(kind, answer))).toEqual([]),
  );

  test('a greeting of NATS and an answer of a broker', () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(isGreetingOf('nats', bytes('INFO {"server_id":"N"}'))).toBe(true);
    expect(isGreetingOf('nats', bytes('HTTP/1.1 400'))).toBe(false);
    expect(isGreetingOf('mqtt', new Uint8Array([0x20, 0x02, 0x00, 0x05]))).toBe(true);
    expect(isGreetingOf('mqtt', bytes('INFO {'))).toBe(false);
    expect(isGreetingOf('mqtt', new Uint8Array())).toBe(false);
  });
});
