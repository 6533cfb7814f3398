// E-mail against a real SMTP server: encryption, login, refusals, lost answers, and headers that nobody can add to.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openChannel } from '../../../electron/channels/context';
import { channelRegistry } from '../../../electron/channels/registry';
import type { OutMessage, SendResult } from '../../../shared/channel';
import { EACH_HOSTILE } from '../../corpus/hostile/texts';
import { outMessage } from '../../fakes/out-messages';
import { startConnectProxy } from '../../fakes/proxies';
import { type SmtpSink, type SmtpSinkOptions, startSmtpSink } from '../../fakes/smtp-sink';
import { makeCertificates } from '../../harness/certificates';
import { freePort } from '../../harness/free-port';

const dir = mkdtempSync(join(tmpdir(), 'dogwatch-smtp-'));
const certificates = makeCertificates(dir);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const LOGIN = { user: 'watch', password: 'hunter2-hunter2' };

function send(port: number, more: Readonly<Record<string, unknown>>, message: OutMessage = outMessage()): Promise<SendResult> {
  const base = {
    host: '127.0.0.1',
    port,
    encryption: 'none',
    from: 'Dogwatch <dogwatch@example.org>',
    to: ['team@example.org'],
    timeoutSeconds: 3,
  };
  const opened = openChannel(channelRegistry.get('email') as never, { ...base, ...more }, { now: Date.now, log: () => undefined });
  return opened.ok ? opened.channel.send(message, new AbortController().signal) : Promise.resolve(opened.refusal);
}

async function at(
  options: SmtpSinkOptions,
  more: Readonly<Record<string, unknown>>,
  message?: OutMessage,
): Promise<{ result: SendResult; sink: SmtpSink }> {
  const sink = await startSmtpSink(options);
  const result = await send(sink.port, more, message);
  await sink.stop();
  return { result, sink };
}

const heads = (raw: string): string => raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');

describe('encryption and login', () => {
  test('STARTTLS with our authority and a login', async () => {
    const { result, sink } = await at(
      { certificates, ...LOGIN },
      { encryption: 'starttls', caPem: certificates.ca, username: 'watch', password: LOGIN.password },
    );
    expect(result).toEqual({ ok: true, ref: '<act-01J9Z@example.org>' });
    expect(sink.mails).toMatchObject([{ from: 'dogwatch@example.org', to: ['team@example.org'], isSecure: true }]);
  });

  test('through a proxy with a login, encrypted to the mail server', async () => {
    const login = { username: 'desk@corp', password: 'p:roxy/s3cret' };
    const proxy = await startConnectProxy(login);
    const way = { proxyUrl: proxy.url, proxyUsername: login.username, proxyPassword: login.password };
    const trusted = { encryption: 'starttls', caPem: certificates.ca };
    const { result, sink } = await at({ certificates }, { ...trusted, ...way });
    expect(result.ok && sink.mails[0]?.isSecure).toBe(true);
    expect(proxy.targets).toEqual([`127.0.0.1:${sink.port}`]);
    const refused = await at({ certificates }, { ...trusted, ...way, proxyPassword: 'wrong-s3cret' });
    expect(refused.result).toMatchObject({
      ok: false,
      kind: 'config',
      what: expect.stringMatching(/proxy before .* does not accept the login/),
    });
    expect(JSON.stringify(refused.result)).not.toMatch(/s3cret/);
    expect(refused.sink.mails).toEqual([]);
    await proxy.close();
  });

  test('a proxy that is away, or of a kind that mail can not use, is told; nothing goes past it', async () => {
    const away = await at({}, { proxyUrl: `http://127.0.0.1:${await freePort()}` });
    expect(away.result).toMatchObject({ ok: false, kind: 'unreachable' });
    expect(away.sink.mails).toEqual([]);
    const socks = await at({}, { proxyUrl: 'socks5://127.0.0.1:1080' });
    expect(socks.result).toMatchObject({ ok: false, kind: 'config', what: expect.stringMatching(/http:\/\/ and https:\/\/ proxies only/) });
  });

  test('TLS from the first byte', async () => {
    const { result, sink } = await at({ certificates, isTls: true }, { encryption: 'tls', caPem: certificates.ca });
    expect(result.ok && sink.mails[0]?.isSecure).toBe(true);
  });

  test('a server without STARTTLS never gets the password in the clear', async () => {
    const { result, sink } = await at(LOGIN, { encryption: 'starttls', username: 'watch', password: LOGIN.password });
    expect(result).toMatchObject({ ok: false, kind: 'config', what: expect.stringMatching(/No encrypted connection/) });
    expect(sink.mails).toEqual([]);
  });

  test('a certificate that nobody vouches for is refused, in words', async () => {
    const { result } = await at({ certificates }, { encryption: 'starttls' });
    expect(result).toMatchObject({
      ok: false,
      kind: 'unreachable',
      what: expect.stringMatching(/not trusted here/),
      remedy: expect.stringMatching(/PEM/),
    });
  });

  test('[C4] a wrong login is final, and its password is not repeated', async () => {
    const { result } = await at({ ...LOGIN, isEchoing: true }, { username: 'watch', password: 'wrong-wrong' });
    expect(result).toMatchObject({ ok: false, kind: 'config', what: expect.stringMatching(/does not accept the login \(535\)/) });
    expect(JSON.stringify(result)).not.toContain('wrong-wrong');
  });
});

describe('[C1] refusals', () => {
  const refuse = (code: number) => (address: string) => (address.startsWith('gone') ? { code, words: 'no such user' } : null);

  test('an unknown recipient is final; a busy server is asked again', async () => {
    expect((await at({ recipient: refuse(550) }, { to: ['gone@example.org'] })).result).toMatchObject({
      kind: 'refused',
      what: expect.stringMatching(/550/),
    });
    expect((await at({ recipient: refuse(452) }, { to: ['gone@example.org'] })).result).toMatchObject({
      kind: 'server',
      what: expect.stringMatching(/puts the mail off/),
    });
    expect((await at({ data: 'refuse-550' }, {})).result).toMatchObject({
      kind: 'refused',
      what: expect.stringMatching(/looks like spam/),
    });
    expect((await at({ data: 'later-451' }, {})).result).toMatchObject({ kind: 'server', what: expect.stringMatching(/greylisted/) });
  });

  test('one refused recipient among others is told, and the others get the mail', async () => {
    const { result, sink } = await at({ recipient: refuse(550) }, { to: ['gone@example.org', 'ana@example.org'] });
    expect(result).toMatchObject({
      ok: false,
      kind: 'refused',
      what: expect.stringMatching(/gone@example\.org; the other recipients get it/),
    });
    expect(sink.mails).toMatchObject([{ to: ['ana@example.org'] }]);
  });

  test('[C2] lost after the whole mail was out: it may have arrived', async () => {
    expect((await at({ data: 'drop' }, {})).result).toMatchObject({ ok: false, kind: 'maybe-sent' });
    expect((await at({ data: 'hang' }, { timeoutSeconds: 0.5 })).result).toMatchObject({ ok: false, kind: 'maybe-sent' });
  });

  test('[C2] lost before that: it was not sent', async () => {
    const sockets = new Set<Socket>();
    const silent = createServer((socket) => void sockets.add(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    expect(await send(port, { timeoutSeconds: 0.5 })).toMatchObject({ ok: false, kind: 'unreachable' });
    for (const socket of sockets) socket.destroy();
    silent.close();
  });
});

describe('what arrives', () => {
  test.each(EACH_HOSTILE.filter(([, text]) => text.length < 10_000))('[C3] no text adds a header or a recipient: %s', async (_, text) => {
    const message = outMessage({ subject: text, key: text, incident: { title: text, id: text } });
    const { result, sink } = await at({}, { from: `${'x'} <dogwatch@example.org>` }, message);
    expect(result.ok).toBe(true);
    expect(sink.mails).toHaveLength(1);
    const names = [...heads(sink.mails[0]?.raw ?? '').matchAll(/^([^:\r\n]+):/gm)].map((match) => match[1]?.toLowerCase());
    const known = [
      'from',
      'to',
      'subject',
      'message-id',
      'references',
      'in-reply-to',
      'auto-submitted',
      'date',
      'mime-version',
      'content-type',
      'content-transfer-encoding',
    ];
    expect([...names].sort()).toEqual([...known].sort());
    expect(sink.mails[0]?.to).toEqual(['team@example.org']);
  });

  test('mails about one incident are one thread, and a retry has the same id', async () => {
    const first = heads((await at({}, {})).sink.mails[0]?.raw ?? '');
    const again = heads((await at({}, {})).sink.mails[0]?.raw ?? '');
    const id = /^Message-ID: (.*)$/m.exec(first)?.[1];
    expect(id).toBe('<act-01J9Z@example.org>');
    expect(again).toContain(`Message-ID: ${id}`);
    expect(first).toContain('References: <incident-01JINCIDENT@example.org>');
    expect(first).toMatch(/^Content-Type: text\/plain/m);
  });

  test('an address goes before the channel’s own recipients; what is none is refused before it goes out', async () => {
    const { sink } = await at({}, {}, outMessage({ address: 'ana@example.org, bo@example.org' }));
    expect(sink.mails[0]?.to).toEqual(['ana@example.org', 'bo@example.org']);
    for (const address of ['not an address', 'a@b\r\nBcc:c@d', '<a@b>'])
      expect((await at({}, {}, outMessage({ address }))).result).toMatchObject({ ok: false, kind: 'config' });
  });
});
