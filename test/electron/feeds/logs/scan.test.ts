// What is not even looked at may not be what a rule is for: rules over levels find what parsing every line would find.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatOf } from '../../../../electron/feeds/logs/formats';
import { rankOf } from '../../../../electron/feeds/logs/formats/entry';
import { Scanner } from '../../../../electron/feeds/logs/reading/scan';
import { type LogRule, ruleSchema } from '../../../../electron/feeds/logs/rule';

const CLOCK = { now: Date.UTC(2026, 10, 23), isUtc: true };
const FORMATS = ['log4j', 'python', 'dated', 'plain'] as const;

const rule = (written: object): LogRule => ruleSchema.parse({ name: 'a', ...written });

function found(written: object, id: (typeof FORMATS)[number], text: string): readonly string[] {
  const bytes = Buffer.from(text);
  const entries: string[] = [];
  new Scanner([rule(written)], formatOf(id), CLOCK).scan(bytes, 0, bytes.length, (one) => entries.push(one.text));
  return entries;
}

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'NOTICE', 'WARN', 'WARNING', 'ERROR', 'SEVERE', 'FATAL', 'CRIT', 'CRITICAL', 'PANIC', 'EMERG'];
const TRACES = [
  ...['panic: boom', 'fatal error: all goroutines are asleep', 'Traceback (most recent call last)', 'Exception in thread "main" x'],
  ...['Uncaught TypeError: x', "thread 'main' panicked at x", 'com.shop.NoBankException: x', 'ValueError: x', 'Unhandled rejection'],
  ...['error: x', 'warning: x', 'critical : x'],
];
const level = fc.constantFrom(...LEVELS, ...LEVELS.map((word) => word.toLowerCase()), 'alert', 'err', 'emerg', 'notice');
const words = fc.string({ maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, ' '));
const line = fc.oneof(
  fc.tuple(level, words).map(([l, w]) => `2026-11-23 04:10:03,123 ${l} [main] com.shop.Pay - ${w}`),
  fc.tuple(level, words).map(([l, w]) => `2026-11-23 04:10:03,123 - shop.pay - ${l} - ${w}`),
  fc.tuple(level, words).map(([l, w]) => `${l}:shop.pay:${w}`),
  fc.tuple(level, words).map(([l, w]) => `2026/11/23 04:10:03 [${l}] 12#12: ${w}`),
  fc.tuple(level, words).map(([l, w]) => `[Mon Nov 23 04:10:03.123456 2026] [core:${l}] ${w}`),
  fc.tuple(words, level, words).map(([a, l, b]) => `${a} ${l} ${b}`),
  fc.constantFrom(...TRACES),
  words,
);

describe.each(FORMATS)('%s', (id) => {
  test('every entry that is an error or worse holds one of the texts that are searched for', () => {
    const { graveTexts = [], parse } = formatOf(id);
    const check = (text: string): boolean => {
      const said = parse(text, CLOCK)?.level ?? null;
      const isGrave = said !== null && rankOf(said) >= rankOf('error');
      return !isGrave || graveTexts.some((one) => text.toLowerCase().includes(one));
    };
    fc.assert(fc.property(line, check), { numRuns: 3000 });
    expect(TRACES.filter((text) => parse(text, CLOCK)?.level === 'error').length).toBeGreaterThan(0);
  });
});

const LOG = [
  '2026-11-23 04:10:01,000 INFO  [main] com.shop.Pay - no error here',
  '2026-11-23 04:10:02,000 ERROR [main] com.shop.Pay - payment 1',
  'java.lang.IllegalStateException: no bank',
  '\tat com.shop.Pay.send(Pay.java:77)',
  '2026-11-23 04:10:03,000 WARN  [main] com.shop.Pay - payment 2',
  '2026-11-23 04:10:04,000 FATAL [main] com.shop.Pay - payment 3',
  '',
].join('\n');

test('a word is no level, a trace belongs to its entry, and weaker levels are found by looking at every entry', () => {
  const first = (written: object) => found(written, 'log4j', LOG).map((text) => /payment \d/.exec(text)?.[0] ?? text);
  expect(first({ where: 'level>=error' })).toEqual(['payment 1', 'payment 3']);
  expect(first({ where: 'level>warn' })).toEqual(['payment 1', 'payment 3']);
  expect(first({ where: 'level=fatal' })).toEqual(['payment 3']);
  expect(first({ where: 'level>=warn' })).toEqual(['payment 1', 'payment 2', 'payment 3']);
  expect(first({ where: 'level!=info' })).toEqual(['payment 1', 'payment 2', 'payment 3']);
  expect(found({ where: 'level>=error' }, 'log4j', LOG)[0]).toContain('Pay.java:77');
});

test('a line that must match and a field that must hold may be different lines of an entry', () => {
  expect(found({ pattern: '[P]ay\\.java:\\d+', where: 'level>=error' }, 'log4j', LOG)).toHaveLength(1);
  expect(found({ pattern: '\\d\\d$', where: 'thread=main' }, 'log4j', LOG.replace(':77)', ':77'))).toHaveLength(1);
});

test('returns, colours and letters beyond ASCII change nothing about what is found', () => {
  const odd = LOG.replaceAll('\n', '\r\n').replace('ERROR', '\u001b[31mERROR\u001b[0m').replace('payment 3', 'Zahlung übel');
  expect(found({ where: 'level>=warn' }, 'log4j', odd)).toHaveLength(3);
  expect(found({ where: 'level>=error' }, 'log4j', odd)).toHaveLength(2);
});
