// An http fence as a request: first line, headers, an empty line, body. Values are encoded for the place where they stand.
import { msg } from '../words/words';
import { fillText, PLACEHOLDER } from './run-parameters';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type HttpMethod = (typeof METHODS)[number];

export interface RunRequest {
  readonly method: HttpMethod;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type RequestResult =
  | { readonly ok: true; readonly request: RunRequest; readonly problems: readonly string[] }
  | { readonly ok: false; readonly problems: readonly string[] };

const FIRST = /^\s*([A-Za-z]+)\s+(\S+)(\s+HTTP\/[\d.]+)?\s*$/;

/** `values`: of placeholders, by name. */
export function requestOf(fence: string, values: ReadonlyMap<string, string>): RequestResult {
  const problems: string[] = [];
  const lines = fence.split('\n');
  const start = lines.findIndex((line) => line.trim() !== '' && !/^\s*(#|\/\/)/.test(line));
  const first = FIRST.exec((lines[start] ?? '').replace(PLACEHOLDER, '{{$1}}'));
  const method = METHODS.find((m) => m === first?.[1]?.toUpperCase());
  if (!first || !method)
    return { ok: false, problems: [msg`The first line must be a method and an address, such as GET https://host/path.`] };
  const url = urlOf(first[2] ?? '', values, problems);
  const blank = lines.findIndex((line, i) => i > start && line.trim() === '');
  const end = blank === -1 ? lines.length : blank;
  const headers = headersOf(lines.slice(start + 1, end), values, problems);
  const body = bodyOf(lines.slice(end + 1).join('\n'), headers, values, problems);
  return { ok: true, request: { method, url, headers, body }, problems };
}

function urlOf(written: string, values: ReadonlyMap<string, string>, problems: string[]): string {
  const authority = /^https?:\/\/[^/?#]*/i.exec(written)?.[0];
  if (!authority) problems.push(msg`The address must begin with http:// or https://.`);
  else if (authority.includes('{{')) problems.push(msg`A value can’t be part of the host: it would decide who is asked.`);
  else if (authority.includes('@')) problems.push(msg`No user or password in the address, please: use a header.`);
  return fillText(written, values, (value, _at, name) => {
    if (/^\.{1,2}$/.test(value)) problems.push(msg`The value of “${name}” would lead to another path.`);
    return encoded(value);
  });
}

/** A lone surrogate can't be encoded. */
function encoded(value: string): string {
  return encodeURIComponent(value.replace(/\p{Cs}/gu, '\ufffd'));
}

function headersOf(lines: readonly string[], values: ReadonlyMap<string, string>, problems: string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon < 1 || !/^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(name)) problems.push(msg`“${line.slice(0, 80)}” is no header.`);
    else if (name === 'host' || name === 'content-length' || name === 'transfer-encoding') continue;
    else headers[name] = fillText(line.slice(colon + 1).trim(), values, (value) => value);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(headers[name] ?? ''))
      problems.push(msg`A value in the header ${name} holds a line break or control character.`);
  }
  return headers;
}

function bodyOf(text: string, headers: Readonly<Record<string, string>>, values: ReadonlyMap<string, string>, problems: string[]): string {
  const type = headers['content-type'] ?? '';
  const isJson = type.includes('json') || /^\s*[[{]/.test(text);
  return fillText(text.trimEnd(), values, (value, at, name) => {
    if (type.includes('x-www-form-urlencoded')) return encoded(value);
    if (!isJson) return value;
    if (isInJsonString(text, at)) return JSON.stringify(value).slice(1, -1);
    if (!/^(-?\d+(\.\d+)?([eE][+-]?\d+)?|true|false|null)$/.test(value))
      problems.push(msg`“${name}” stands outside of quotes in the body, and its value is no number.`);
    return value;
  });
}

function isInJsonString(text: string, at: number): boolean {
  let isIn = false;
  for (let i = 0; i < at; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') isIn = !isIn;
  }
  return isIn;
}

/** As it is shown and kept. */
export function requestText({ method, url, headers, body }: RunRequest): string {
  const lines = [`${method} ${url}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  return body === '' ? lines.join('\n') : `${lines.join('\n')}\n\n${body}`;
}
