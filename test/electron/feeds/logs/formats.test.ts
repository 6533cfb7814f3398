// Formats of logs: each is told from its first lines, and time, level, message and fields are read.
import { describe, expect, test } from 'vitest';
import { detect, formatOf } from '../../../../electron/feeds/logs/formats';
import type { LineClock } from '../../../../electron/feeds/logs/formats/entry';

const NOW = Date.UTC(2026, 10, 23, 5, 0, 0);
const clock: LineClock = { now: NOW, isUtc: true };
const AT = Date.UTC(2026, 10, 23, 4, 10, 3);
const AT_MS = AT + 123;

const CASES = [
  [
    'json',
    '{"time":"2026-11-23T04:10:03.123Z","level":"error","msg":"payment failed","app":"shop","http":{"status":502}}',
    AT_MS,
    'error',
    'payment failed',
    { app: 'shop', 'http.status': '502' },
  ],
  ['json', '{"level":50,"time":1795407003123,"pid":7,"msg":"payment failed"}', AT_MS, 'error', 'payment failed', { pid: '7' }],
  [
    'json',
    '{"__CURSOR":"s=1","__REALTIME_TIMESTAMP":"1795407003123456","PRIORITY":"3","_HOSTNAME":"web1","SYSLOG_IDENTIFIER":"nginx","MESSAGE":[112,97,121]}',
    AT_MS,
    'error',
    'pay',
    { host: 'web1', app: 'nginx' },
  ],
  [
    'json',
    '{"log":"2026 ERROR boom\\n","stream":"stderr","time":"2026-11-23T04:10:03.123456789Z"}',
    AT_MS,
    'error',
    '2026 ERROR boom',
    { stream: 'stderr' },
  ],
  [
    'logfmt',
    'ts=2026-11-23T04:10:03.123Z level=warn caller=main.go:7 msg="disk \\"data\\" slow" took=3ms',
    AT_MS,
    'warn',
    'disk "data" slow',
    { caller: 'main.go:7', took: '3ms' },
  ],
  [
    'syslog-5424',
    '<165>1 2026-11-23T04:10:03.123Z web1 evntslog 812 ID47 [ex@32473 iut="3" src="App\\"x"][b@1 k="v"] payment failed',
    AT_MS,
    'info',
    'payment failed',
    { host: 'web1', app: 'evntslog', pid: '812', msgid: 'ID47', iut: '3', src: 'App"x', k: 'v' },
  ],
  ['syslog-5424', '<34>1 2026-11-23T04:10:03.123Z web1 su - - - \ufeffsu failed', AT_MS, 'fatal', 'su failed', { host: 'web1', app: 'su' }],
  [
    'syslog-3164',
    'Nov 23 04:10:03 web1 sshd[4711]: error: maximum authentication attempts exceeded',
    AT,
    'error',
    'error: maximum authentication attempts exceeded',
    { host: 'web1', app: 'sshd', pid: '4711' },
  ],
  ['syslog-3164', '<11>Nov 23 04:10:03 web1 kernel: oops', AT, 'error', 'oops', { app: 'kernel' }],
  [
    'syslog-3164',
    '2026-11-23T04:10:03.123456+00:00 web1 systemd[1]: Failed to start nginx.service',
    AT_MS,
    null,
    'Failed to start nginx.service',
    { app: 'systemd', pid: '1' },
  ],
  [
    'access',
    '10.0.0.7 - ada [23/Nov/2026:04:10:03 +0000] "GET /pay?x=1 HTTP/1.1" 502 17 "https://shop.example/" "curl/8.1"',
    AT,
    'error',
    'GET /pay?x=1 HTTP/1.1 502',
    { client: '10.0.0.7', user: 'ada', method: 'GET', path: '/pay?x=1', status: '502', agent: 'curl/8.1' },
  ],
  ['access', '::1 - - [23/Nov/2026:05:10:03 +0100] "\\x16\\x03" 400 -', AT, 'warn', '\\x16\\x03 400', { status: '400' }],
  [
    'klog',
    'E1123 04:10:03.123456    1234 controller.go:77] "Sync failed" err="no \\"route\\"" pod="kube-system/dns"',
    AT_MS,
    'error',
    'Sync failed',
    { place: 'controller.go:77', err: 'no "route"', pod: 'kube-system/dns' },
  ],
  ['klog', 'I1123 04:10:03.123456       1 main.go:7] started all controllers', AT_MS, 'info', 'started all controllers', { thread: '1' }],
  [
    'log4j',
    '2026-11-23 04:10:03,123 ERROR [main] com.shop.Pay - payment failed',
    AT_MS,
    'error',
    'payment failed',
    { thread: 'main', logger: 'com.shop.Pay' },
  ],
  [
    'log4j',
    '04:10:03.123 [pool-1-thread-2] WARN  com.shop.Pay - slow',
    AT_MS,
    'warn',
    'slow',
    { thread: 'pool-1-thread-2', logger: 'com.shop.Pay' },
  ],
  [
    'log4j',
    '2026-11-23T04:10:03.123Z ERROR 7 --- [shop] [nio-8080-exec-1] c.s.Pay                                  : payment failed',
    AT_MS,
    'error',
    'payment failed',
    { thread: 'nio-8080-exec-1', logger: 'c.s.Pay' },
  ],
  ['python', '2026-11-23 04:10:03,123 - shop.pay - ERROR - payment failed', AT_MS, 'error', 'payment failed', { logger: 'shop.pay' }],
  ['python', 'CRITICAL:shop.pay:payment failed', null, 'fatal', 'payment failed', { logger: 'shop.pay' }],
  ['python', '[2026-11-23 04:10:03,123] ERROR in app: payment failed', AT_MS, 'error', 'payment failed', {}],
  ['dated', '2026/11/23 04:10:03 [error] 812#0: *7 connect() failed', AT, 'error', '*7 connect() failed', { pid: '812' }],
  [
    'dated',
    '[Mon Nov 23 04:10:03.123456 2026] [core:error] [pid 9] AH00037: link not allowed',
    AT_MS,
    'error',
    '[pid 9] AH00037: link not allowed',
    { module: 'core' },
  ],
  ['dated', '2026-11-23 04:10:03.123 UTC [99] FATAL:  too many connections', AT_MS, 'fatal', '[99] FATAL:  too many connections', {}],
  ['plain', 'ERROR could not connect', null, 'error', 'ERROR could not connect', {}],
  ['plain', 'java.lang.IllegalStateException: queue is full', null, 'error', 'java.lang.IllegalStateException: queue is full', {}],
] as const;

describe('one line', () => {
  test.each(CASES)('%s: %s', (id, line, at, level, message, fields) => {
    expect(detect([line, line], clock).id).toBe(id);
    const entry = formatOf(id).parse(line, clock);
    expect(entry).toMatchObject({ at, level, message });
    expect(entry?.fields).toMatchObject(fields);
  });
});

test('journalctl -o export: a block an entry, values with newlines told by their length', () => {
  const block = [
    '__CURSOR=s=739;i=1',
    '__REALTIME_TIMESTAMP=1795407003123456',
    'PRIORITY=3',
    '_HOSTNAME=web1',
    'SYSLOG_IDENTIFIER=shop',
    `MESSAGE\n\u0010${'\u0000'.repeat(7)}first\nsecond = 2`,
    '_PID=7',
  ].join('\n');
  expect(detect(block.split('\n'), clock).id).toBe('journal');
  const entry = formatOf('journal').parse(block, clock);
  expect(entry).toMatchObject({ at: AT_MS, level: 'error', message: 'first\nsecond = 2', fields: { host: 'web1', app: 'shop', pid: '7' } });
});

test('a format is told by most of the lines; traces between them do not count', () => {
  const lines = [
    ...[
      '2026-11-23 04:10:03,123 ERROR [main] com.shop.Pay - failed',
      'java.lang.IllegalStateException: x',
      '\tat com.shop.Pay.run(Pay.java:7)',
    ],
    ...['2026-11-23 04:10:04,123 INFO [main] com.shop.Pay - well', 'Caused by: java.io.IOException: y', '\t... 12 more'],
    ...['2026-11-23 04:10:05,123 INFO [main] com.shop.Pay - well'],
  ];
  expect(detect(lines, clock).id).toBe('log4j');
  expect(detect([], clock).id).toBe('plain');
  expect(detect(['some text', 'more text', 'a=b c=d'], clock).id).toBe('plain');
});

test('a time without a year is of this year or the last; one without a day of today or yesterday', () => {
  const newYear: LineClock = { now: Date.UTC(2027, 0, 1, 0, 5), isUtc: true };
  expect(formatOf('syslog-3164').parse('Dec 31 23:59:58 web1 x: y', newYear)?.at).toBe(Date.UTC(2026, 11, 31, 23, 59, 58));
  expect(formatOf('log4j').parse('23:59:58.001 [main] INFO a.B - y', newYear)?.at).toBe(Date.UTC(2026, 11, 31, 23, 59, 58, 1));
});

test('a time without a zone is of this machine unless said otherwise', () => {
  const line = '2026-11-23 04:10:03,123 ERROR [main] com.shop.Pay - x';
  expect(formatOf('log4j').parse(line, { now: NOW, isUtc: false })?.at).toBe(new Date(2026, 10, 23, 4, 10, 3, 123).getTime());
});

test('hostile lines are read or refused, never thrown at', () => {
  for (const line of [
    '{',
    '{"__proto__":{"a":1},"level":{},"time":[]}',
    '{"a":'.repeat(500),
    '<999>1 - - - - - [',
    '\u0000\u0001',
    'a='.repeat(9000),
    `{"n":${'9'.repeat(400)}}`,
    '<34>1 2026-99-99T99:99:99Z a b c d -',
  ])
    for (const id of [
      'json',
      'logfmt',
      'syslog-5424',
      'syslog-3164',
      'journal',
      'access',
      'klog',
      'log4j',
      'python',
      'dated',
      'plain',
    ] as const) {
      const started = performance.now();
      expect(() => formatOf(id).parse(line, clock)).not.toThrow();
      expect(performance.now() - started).toBeLessThan(100);
    }
  expect(({} as { a?: unknown }).a).toBeUndefined();
});
