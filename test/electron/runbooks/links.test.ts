import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isNamed, isPublicAddress, refuseLink } from '../../../electron/runbooks/address-guard';
import { htmlToMarkdown } from '../../../electron/runbooks/html-markdown';
import { rawAddress } from '../../../electron/runbooks/link-fetch';
import { isDue } from '../../../electron/runbooks/link-keeper';
import { anAlert, commit, fired, opened } from '../log/a-log';
import { aLibrary } from './a-library';

async function aServer(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.closeAllConnections() ?? server.close(() => resolve())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

type Lib = Awaited<ReturnType<typeof aLibrary>>;

/** An alert with this link fires, the link is fetched. */
async function fire(l: Lib, url: string, key = 'k'): Promise<void> {
  const alert = anAlert({ key, annotations: { runbook_url: url } });
  const events = commit(l.log, [opened(key, 1), fired(key, [alert])], l.clock.now);
  l.library.onCommit(events);
  l.library.usageOf('x');
  await l.library.refresh('link');
}

const stateOf = (l: Lib, url: string) => l.log.runbookNotes.link(url);

test('[R4] the link of a firing alert is fetched ahead and there when the server is not', async () => {
  let isUp = true;
  const asked: Record<string, unknown>[] = [];
  const base = await aServer((req, res) => {
    asked.push({ ...req.headers });
    if (!isUp) return void req.socket.destroy();
    res.setHeader('content-type', 'text/markdown').setHeader('set-cookie', 'a=b').end('# Disk full\n\n- [ ] clean');
  });
  const l = await aLibrary({ linkHosts: ['127.0.0.1'] });
  const url = `${base}/disk.md`;
  await fire(l, url);
  const first = await l.library.document(`link:${url}`);
  expect(first).toMatchObject({ info: { title: 'Disk full', origin: { kind: 'link', path: url, fetchedAt: l.clock.now } } });
  isUp = false;
  l.clock.now += 3_600_000;
  await l.library.refresh('link');
  expect((await l.library.document(`link:${url}`))?.info.origin.fetchedAt).toBe(first?.info.origin.fetchedAt);
  expect(stateOf(l, url)).toMatchObject({ failures: 1, why: expect.stringContaining('closed the connection') });
  expect(l.library.sources.at(-1)).toMatchObject({ id: 'link', state: 'stale', count: 1 });
  expect(asked.length).toBeGreaterThan(1);
  for (const headers of asked) expect([headers.cookie, headers.authorization]).toEqual([undefined, undefined]);
});

test('[R4] a page becomes text that can be read', async () => {
  const base = await aServer((_, res) =>
    res
      .setHeader('content-type', 'text/html')
      .end('<title>Disk</title><nav>menu</nav><main><h2>Do</h2><ol><li>Look<li>Act</ol><pre>df -h</pre><script>alert(1)</script></main>'),
  );
  const l = await aLibrary({ linkHosts: ['127.0.0.1'] });
  await fire(l, `${base}/page`);
  const text = l.log.runbookTexts.get(`link:${base}/page`)?.text;
  expect(text).toBe('# Disk\n\n## Do\n\n1. Look\n2. Act\n\n```\ndf -h\n```');
});

test('[R4] this machine is not asked unless somebody named it, by name or by number', async () => {
  let asked = 0;
  const base = await aServer((_, res) => {
    asked += 1;
    res.end('# secret');
  });
  const l = await aLibrary({});
  for (const url of [base, base.replace('127.0.0.1', 'localhost'), base.replace('127.0.0.1', '[::ffff:127.0.0.1]')]) {
    await fire(l, `${url}/x`, url);
    expect(stateOf(l, `${url}/x`)?.why).toMatch(/private network/);
  }
  expect(asked).toBe(0);
});

test('[R4] redirects are followed three times, and only to where a link may lead', async () => {
  const inner = await aServer((_, res) => res.end('# inner'));
  const base = await aServer((req, res) => {
    const n = Number(req.url?.slice(1));
    if (req.url === '/inner') res.writeHead(302, { location: inner.replace('127.0.0.1', '127.0.0.2') }).end();
    else if (req.url === '/file') res.writeHead(302, { location: 'file:///etc/passwd' }).end();
    else if (n > 0) res.writeHead(302, { location: `/${n - 1}` }).end();
    else res.end('# There');
  });
  const l = await aLibrary({ linkHosts: ['127.0.0.1'] });
  for (const path of ['3', '4', 'inner', 'file']) await fire(l, `${base}/${path}`, path);
  expect((await l.library.document(`link:${base}/3`))?.info.title).toBe('There');
  expect(stateOf(l, `${base}/4`)?.why).toBe('The server sends us on and on.');
  expect(stateOf(l, `${base}/inner`)?.why).toMatch(/private network/);
  expect(stateOf(l, `${base}/file`)?.why).toBe('Only http and https are asked.');
});

test('[R4] what is too large, no text, a login or an error is told, not kept', async () => {
  const base = await aServer((req, res) => {
    if (req.url === '/large') res.end('x'.repeat(2_000_001));
    else if (req.url === '/picture') res.setHeader('content-type', 'image/png').end('png');
    else if (req.url === '/login')
      res.setHeader('content-type', 'text/html').end('<title>Log in - Wiki</title><body>Name and password please, dear reader');
    else res.writeHead(404).end('gone');
  });
  const l = await aLibrary({ linkHosts: ['127.0.0.1'] });
  for (const path of ['large', 'picture', 'login', 'gone']) await fire(l, `${base}/${path}`, path);
  const whys = ['large', 'picture', 'login', 'gone'].map((p) => stateOf(l, `${base}/${p}`)?.why);
  expect(whys).toEqual([
    'The answer is larger than 2 MB.',
    'The link leads to image/png, not to a text.',
    'A login page stands before the runbook.',
    expect.stringContaining('404'),
  ]);
  expect(l.log.runbookTexts.stampsOf('link').size).toBe(0);
});

test('[R4] the setting turns it off', async () => {
  let asked = 0;
  const base = await aServer((_, res) => {
    asked += 1;
    res.end('# x');
  });
  const l = await aLibrary({ areLinksFetched: false, linkHosts: ['*'] });
  await fire(l, `${base}/x`);
  expect(asked).toBe(0);
  expect(l.library.sources.at(-1)?.state).toBe('off');
});

test('[R4] alerts of the last 30 days are likely; older ones are not', async () => {
  const asked: string[] = [];
  const base = await aServer((req, res) => {
    asked.push(req.url ?? '');
    res.end('# x');
  });
  const l = await aLibrary({ linkHosts: ['127.0.0.1'] });
  const day = 86_400_000;
  const at = (url: string, key: string, days: number) =>
    l.library.onCommit(
      commit(l.log, [opened(key, 1), fired(key, [anAlert({ key, annotations: { runbook: url } })])], l.clock.now - days * day),
    );
  at(`${base}/old`, 'old', 31);
  at(`${base}/likely`, 'likely', 29);
  l.library.usageOf('x');
  await l.library.refresh('link');
  expect([...new Set(asked)]).toEqual(['/likely']);
});

describe('addresses', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '224.0.0.1',
    '255.255.255.255',
    'x',
  ])('[R4] %s is inner', (address) => expect(isPublicAddress(address)).toBe(false));
  test.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111'])('[R4] %s is public', (address) => expect(isPublicAddress(address)).toBe(true));
  test.each(['http://2130706433/', 'http://0x7f.1/', 'http://127.1/', 'http://[::1]/', 'ftp://x.example/', 'https://u:p@x.example/'])(
    '[R4] %s is refused',
    (url) => expect(refuseLink(new URL(url), [])).not.toBeNull(),
  );
  test('[R4] hosts are named whole or with all below them', () => {
    expect([
      isNamed('a.corp.example', ['*.corp.example']),
      isNamed('corp.example', ['*.corp.example']),
      isNamed('xcorp.example', ['*.corp.example']),
    ]).toEqual([true, false, false]);
  });
});

test.each([
  ['https://github.com/o/r/blob/main/docs/x.md#top', 'https://raw.githubusercontent.com/o/r/main/docs/x.md'],
  ['https://gitlab.example/g/p/-/blob/main/x.md', 'https://gitlab.example/g/p/-/raw/main/x.md'],
  ['https://wiki.example/x?y=1#z', 'https://wiki.example/x?y=1'],
])('[R4] %s is asked as %s', (link, raw) => expect(rawAddress(link)).toBe(raw));

test('failures are tried again less and less often', () => {
  const link = { url: '', alert: '', seenAt: 0, fetchedAt: null, why: 'x', triedAt: 1000 };
  const waits = [1, 2, 3, 30].map((failures) => {
    let ms = 0;
    while (!isDue({ ...link, failures }, 1000 + ms)) ms += 30_000;
    return ms;
  });
  expect(waits).toEqual([60_000, 120_000, 240_000, 21_600_000]);
});

test('[R10] a hostile page is text', () => {
  const { text } = htmlToMarkdown('<a href="javascript:alert(1)">x</a><img src=x onerror=y><p>[a](javascript:1) `b`', 'https://w.example/');
  expect(text).not.toMatch(/(?<!\\)\]\(javascript|onerror/);
  expect(() => htmlToMarkdown('<div>'.repeat(50_000), 'https://w.example/')).not.toThrow();
});
