// Answers that are none: what proxies, login pages, dying servers and mistaken addresses send instead of a list of alerts.
import { gzipSync } from 'node:zlib';
import type { Spoiler } from '../harness/bad-input';
import { rawAnswer } from './raw-server';

const JSON_TYPE = { 'content-type': 'application/json' };
const PAGE = '<!doctype html><html><head><title>Sign in</title></head><body><form></form></body></html>';
const half = (text: string) => text.slice(0, Math.ceil(text.length / 2));
const status =
  (line: string, headers: Readonly<Record<string, string>> = {}, body = ''): Spoiler =>
  () =>
    rawAnswer(line, headers, body);
const body =
  (text: string | Buffer, headers: Readonly<Record<string, string>> = JSON_TYPE): Spoiler =>
  () =>
    rawAnswer('200 OK', headers, text);

/** Every field of a row in capitals; what holds the rows (lists, or Nagios's objects in `data.hostlist`) is left as it is. */
function renamed(good: string): string {
  if (good.startsWith('<')) return good.replace(/<(\/?)(id|published)>/g, '<$1x-$2>');
  const walk = (value: unknown, depth: number): unknown => {
    if (Array.isArray(value)) return value.map((one) => walk(one, 3));
    if (typeof value !== 'object' || value === null) return value;
    const name = (key: string) => (depth >= 3 ? key.toUpperCase() : key);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [name(key), walk(inner, depth + 1)]));
  };
  return JSON.stringify(walk(JSON.parse(good), 0));
}

/** `isBroken`: also for a kind that only looks whether something answers, this is a finding. */
export interface BadAnswer {
  readonly name: string;
  readonly spoil: Spoiler;
  readonly isBroken?: boolean;
}

export const BAD_ANSWERS: readonly BadAnswer[] = [
  { name: 'half of a body, in good HTTP', spoil: (good) => rawAnswer('200 OK', JSON_TYPE, half(good)) },
  {
    name: 'a body shorter than announced',
    isBroken: true,
    spoil: (good) => (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(good) + 100}\r\n\r\n`);
      socket.write(half(good), () => socket.destroy());
    },
  },
  {
    name: 'chunks without an end',
    isBroken: true,
    spoil: (good) => (socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n');
      socket.end(`${Buffer.byteLength(good).toString(16)}\r\n${good}\r\n`);
    },
  },
  {
    name: 'half of a gzip',
    isBroken: true,
    spoil: (good) => {
      const packed = gzipSync(good);
      return rawAnswer('200 OK', { ...JSON_TYPE, 'content-encoding': 'gzip' }, packed.subarray(0, packed.length - 20));
    },
  },
  {
    name: 'no gzip where one was said',
    isBroken: true,
    spoil: (good) => rawAnswer('200 OK', { ...JSON_TYPE, 'content-encoding': 'gzip' }, good),
  },
  { name: 'an unknown packing', isBroken: true, spoil: (good) => rawAnswer('200 OK', { ...JSON_TYPE, 'content-encoding': 'zstd' }, good) },
  { name: 'an empty body', spoil: body('') },
  { name: '204', spoil: status('204 No Content') },
  { name: 'blanks', spoil: body(' \n ') },
  { name: 'a web page', spoil: body(PAGE, { 'content-type': 'text/html' }) },
  { name: 'a web page that says it is JSON', spoil: body(PAGE) },
  { name: 'null', spoil: body('null') },
  { name: 'a number', spoil: body('0') },
  { name: 'an empty object', spoil: body('{}') },
  { name: 'an object of something else', spoil: body('{"status":"ok","items":[]}') },
  { name: 'a list of something else', spoil: body('[{"id":1},{"id":2}]') },
  {
    name: 'rows whose fields have other names',
    spoil: (good) => rawAnswer('200 OK', JSON_TYPE, renamed(good)),
  },
  { name: 'UTF-16', spoil: (good) => rawAnswer('200 OK', JSON_TYPE, Buffer.from(`\ufeff${good}`, 'utf16le')) },
  { name: 'bytes that are no text', spoil: body(Buffer.from(Array.from({ length: 2000 }, (_, at) => 128 + ((at * 37) % 128)))) },
  { name: '300,000 brackets', spoil: body('['.repeat(300_000)) },
  { name: 'a circle of redirects', spoil: (_, { path }) => rawAnswer('302 Found', { location: path }, '') },
  { name: 'a redirect to another origin', spoil: status('302 Found', { location: 'https://login.example/?to=x' }) },
  { name: '400', spoil: status('400 Bad Request', {}, 'what?'), isBroken: true },
  { name: '401', spoil: status('401 Unauthorized', {}, 'token revoked') },
  { name: '403', spoil: status('403 Forbidden', {}, 'no rights') },
  { name: '404', spoil: status('404 Not Found', {}, 'no such page'), isBroken: true },
  { name: '429', spoil: status('429 Too Many Requests') },
  { name: '500', spoil: status('500 Internal Server Error', {}, PAGE), isBroken: true },
  { name: '503', spoil: status('503 Service Unavailable', {}, 'upstream is gone'), isBroken: true },
  { name: 'no HTTP at all', isBroken: true, spoil: () => (socket) => void socket.end('SSH-2.0-OpenSSH_9.2\r\n') },
  { name: 'a connection that closes', isBroken: true, spoil: () => (socket) => void socket.destroy() },
];
