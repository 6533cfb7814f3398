// Status pages by RSS, RDF and Atom, from a web server of the test that gives ETags, moves dates and misbehaves.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parsePage, plainText } from '../../../electron/feeds/rss/parse';
import { DEFAULT_WORDS, judgeBy } from '../../../electron/feeds/rss/words';
import { eventually } from '../../harness/eventually';
import { feedOf, memoryKeeper, type Rig, startRig } from './rig';

const { isOver, severityOf } = judgeBy(DEFAULT_WORDS);

interface Served {
  status?: number;
  body: string | Buffer;
  headers?: Record<string, string>;
}
let server: Server;
let url: string;
const pages = new Map<string, Served>();
const requests: IncomingMessage[] = [];
const rigs: Rig[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(request);
    const { status = 200, body, headers = {} } = pages.get(request.url ?? '') ?? { status: 404, body: '' };
    const isSame = headers.etag !== undefined && request.headers['if-none-match'] === headers.etag;
    response.writeHead(isSame ? 304 : status, headers).end(isSame ? '' : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  pages.clear();
  requests.length = 0;
});
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.runner.stop();
});

function rigFor(paths: readonly string[], more: Readonly<Record<string, unknown>> = {}, keeper = memoryKeeper()): Rig {
  const config = { urls: paths.map((path) => url + path), ...more };
  const rig = startRig(feedOf(config, { id: 'rss', kind: 'rss', intervalSeconds: 0.2 }), {}, { keeper });
  rigs.push(rig);
  return rig;
}

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toUTCString();
const item = (guid: string, title: string, html: string, date = ago(1)) =>
  `<item><title>${title}</title><description>${html.replaceAll('<', '&lt;')}</description><pubDate>${date}</pubDate><link>https://status.example.com/${guid}</link><guid>${guid}</guid></item>`;
const channel = (...items: string[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Cloud &amp; Co</title>${items.join('')}</channel></rss>`;
const one = (rig: Rig, key: string) => rig.reports.at(-1)?.sightings.find((sighting) => sighting.key === key);

describe('what is told', () => {
  test('fresh items that are not over, as plain text; with severity, provider and link', async () => {
    const html =
      '<p><small>03:12 UTC</small><br><strong>Investigating</strong> - API &amp;amp; web <script>alert(1)</script>fail<img src=x onerror=alert(1)></p>';
    pages.set('/a', {
      body: channel(
        item('i-1', 'Partial outage of the API', html),
        item('i-2', 'Slow mail', '<p><strong>Resolved</strong> - fine again</p><p><strong>Investigating</strong> - slow</p>'),
        item('i-3', 'An old one', 'Investigating', ago(24 * 8)),
      ),
    });
    const rig = rigFor(['/a']);
    await eventually('told', () => rig.reports.length > 0);
    expect(rig.keys()).toEqual(['i-1']);
    expect(one(rig, 'i-1')).toMatchObject({
      ...{
        name: 'Partial outage of the API',
        severity: 'error',
        link: 'https://status.example.com/i-1',
        labels: { provider: 'Cloud & Co' },
      },
      annotations: { text: '03:12 UTC\nInvestigating - API & web fail' },
    });
  });

  test('an unchanged page costs an empty answer; a resolved item clears; a moved date is the same episode', async () => {
    pages.set('/a', { body: channel(item('i-1', 'API down', 'Investigating', ago(2))), headers: { etag: '"1"' } });
    const rig = rigFor(['/a']);
    await eventually('told', () => one(rig, 'i-1'));
    await eventually('asked again', () => requests.length >= 3);
    expect(requests.at(-1)?.headers['if-none-match']).toBe('"1"');
    expect(rig.reports).toHaveLength(1);
    const since = one(rig, 'i-1')?.startsAt;
    pages.set('/a', { body: channel(item('i-1', 'API down', 'Monitoring a fix', ago(0))), headers: { etag: '"2"' } });
    await eventually('the update', () => one(rig, 'i-1')?.summary.startsWith('Monitoring'));
    expect(one(rig, 'i-1')?.startsAt).toBe(since);
    pages.set('/a', { body: channel(item('i-1', 'API down', 'Resolved. Monitoring ended', ago(0))), headers: { etag: '"3"' } });
    await eventually('cleared', () => rig.keys().length === 0);
    expect(rig.health().state).toBe('ok');
  });

  test('after a restart an alert is of the same episode though its page has moved the date; also if the page fails at first', async () => {
    const keeper = memoryKeeper();
    const [first, later] = [ago(5), ago(1)];
    pages.set('/a', { body: channel(item('i-1', 'API down', 'Investigating', first)) });
    pages.set('/b', { body: channel(item('i-2', 'Mail slow', 'Investigating', first)) });
    const before = rigFor(['/a', '/b'], {}, keeper);
    await eventually('told', () => before.keys().length === 2);
    await before.runner.stop();
    pages.set('/a', { body: channel(item('i-1', 'API down', 'Identified', later)) });
    pages.set('/b', { status: 503, body: '' });
    const after = rigFor(['/a', '/b'], {}, keeper);
    await eventually('told again', () => after.keys().join() === 'i-1');
    expect(one(after, 'i-1')?.startsAt).toBe(Date.parse(first));
    pages.set('/b', { body: channel(item('i-2', 'Mail slow', 'Identified', later)) });
    await eventually('the other page too', () => after.keys().length === 2);
    expect(one(after, 'i-2')?.startsAt).toBe(Date.parse(first));
    const stranger = rigFor(['/a']);
    await eventually('without memory', () => one(stranger, 'i-1')?.startsAt === Date.parse(later));
  });

  test('Atom, RDF and other encodings', async () => {
    const when = new Date().toISOString();
    pages.set('/atom', {
      body: `<feed xmlns="http://www.w3.org/2005/Atom"><title>Atom</title><entry><id>tag:1</id><published>${when}</published><updated>${when}</updated><link rel="alternate" href="https://a.example.com/1"/><title>Outage</title><content type="html">&lt;p&gt;Identified&lt;/p&gt;</content></entry></feed>`,
    });
    pages.set('/rdf', {
      body: Buffer.from(
        `<?xml version="1.0" encoding="ISO-8859-1"?><rdf:RDF xmlns:dc="x"><channel><title>RDF</title></channel><item rdf:about="urn:2"><title>Störung</title><link>https://r.example.com/2</link><dc:date>${when}</dc:date></item></rdf:RDF>`,
        'latin1',
      ),
    });
    const rig = rigFor(['/atom', '/rdf']);
    await eventually('both', () => rig.keys().length === 2);
    expect(one(rig, 'tag:1')).toMatchObject({ severity: 'critical', link: 'https://a.example.com/1' });
    expect(one(rig, 'urn:2')).toMatchObject({ name: 'Störung', severity: 'warning' });
  });
});

describe('what is not believed', () => {
  test('one page that fails keeps what it said and makes partial; all of them make blind', async () => {
    pages.set('/a', { body: channel(item('a', 'API down', 'Investigating')) });
    pages.set('/b', { body: channel(item('b', 'Mail down', 'Investigating')) });
    const rig = rigFor(['/a', '/b']);
    await eventually('both', () => rig.keys().length === 2);
    pages.set('/a', { status: 503, body: 'sorry' });
    await eventually('partial', () => rig.health().state === 'partial');
    expect(rig.keys()).toEqual(['a', 'b']);
    pages.set('/b', { body: '<html><body>log in</body></html>', headers: { 'content-type': 'text/html' } });
    await eventually('blind', () => rig.health().state === 'blind');
    pages.set('/a', { body: channel() });
    pages.set('/b', { body: channel() });
    await eventually('well, and both over', () => rig.health().state === 'ok' && rig.keys().length === 0);
  });

  test.each([
    ['cut off', channel(item('a', 'API down', 'Investigating')).slice(0, -20), /cut off/],
    ['empty', '', /neither RSS nor Atom/],
    ['JSON', '{"incidents":[]}', /neither RSS nor Atom/],
    ['another XML', '<opml><body/></opml>', /neither RSS nor Atom/],
  ])('an answer that is %s is a failure in words', async (_, body, words) => {
    pages.set('/a', { body });
    const rig = rigFor(['/a']);
    await eventually('refused', () => rig.health().failingSince !== null);
    expect(rig.health().why).toMatch(words);
    expect(rig.reports).toEqual([]);
  });

  test('entities that a document declares are not expanded, and no file or address is read', () => {
    const lol = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>';
    const page = parsePage(`${lol}<rss><channel><title>&b;&f;</title></channel></rss>`);
    expect(page).toMatchObject({ title: '&b;&f;', items: [] });
  });
});

test.each([
  ['[RESOLVED] Errors', '', true],
  ['Errors - Resolved', '', true],
  ['Service is operating normally: errors', '', true],
  ['Unresolved questions', '', false],
  ['API', 'Monitoring - will be resolved soon', false],
  ['API', '03:12\nResolved - fine\nInvestigating - bad', true],
  ['API', '03:12\nUpdate - bad\nResolved - no, it was not', false],
  ['API', 'This incident has been resolved.', true],
  ['API', 'We hope that it has not been resolved', false],
])('%j with %j is over: %j', (title, text, expected) => {
  expect(isOver(title, text)).toBe(expected);
});

test('the longest word decides how bad it is; a part of a word does not count', () => {
  expect(severityOf('Partial outage', '')).toBe('error');
  expect(severityOf('Major outage of all', '')).toBe('critical');
  expect(severityOf('Scheduled maintenance', '')).toBe('info');
  expect(severityOf('Downloads are odd', '')).toBe('warning');
});

test('plain text has no markup, whatever was in it', () => {
  expect(plainText('a<br/>b<style>x{}</style><p>c &lt;b&gt; &copy;')).toBe('a\nb\nc <b> ©');
});
